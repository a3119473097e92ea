import type { Random } from '../../../base/random.ts';
import { slow, type Body } from './body.ts';
import { createScratch, feelLimb, felt, setPhase, type LimbScratch } from './limbs.ts';
import { drawBetween, type Noise } from './noise.ts';
import { sine } from './sine.ts';
import type { Subject } from './subjects.ts';

/** Columns of a unit: temperature, acceleration up to 16 g and up to 6 g, rotation, field, orientation. */
const columns = {
  temperature: 0,
  wide: 1,
  narrow: 4,
  rotation: 7,
  field: 10,
  orientation: 13,
  count: 17,
} as const;
const [firstUnit, heartColumn] = [3, 2] as const;

/** Ranges of the two accelerometers, m/s². */
const [wideRange, narrowRange] = [16 * 9.81, 6 * 9.81] as const;

/** Standard deviations of what sensors add, straps and skin that shake included: °C, m/s², rad/s, µT, bpm. */
const noises = { temperature: 0.01, acceleration: 0.3, rotation: 0.04, field: 0.6, heart: 0.7 } as const;

/** The heart rate arrives in one row of eleven, about 9 Hz. */
const heartEvery = 11;

/** Rows of 10 ms between two losses of packets by one unit, and rows lost. */
const [intact, lost] = [
  [500, 12000],
  [3, 150],
] as const;

/** Rows in which a number of an orientation goes through a period, from 20 to 90 s. */
const orientationPeriod = [2000, 9000] as const;

/** The three measurement units and the heart rate monitor. */
export interface Units {
  /** Rows until each unit loses packets, or, below 0, until it gets through again. */
  losses: Int32Array;
  /** Phases, in turns, of the twelve numbers of the orientations, and their rates, turns a row. */
  phases: Float64Array;
  rates: Float64Array;
  scratch: LimbScratch;
  noise: Noise;
}

/** Switches the units on. */
export function createUnits(random: Random, noise: Noise): Units {
  return {
    losses: Int32Array.from({ length: 3 }, () => Math.floor(drawBetween(random, ...intact))),
    phases: Float64Array.from({ length: 12 }, () => random.uniform()),
    rates: Float64Array.from({ length: 12 }, () => 1 / drawBetween(random, ...orientationPeriod)),
    scratch: createScratch(),
    noise,
  };
}

/** Goes on by one row: packets begin or cease to be lost. */
export function advanceUnits({ losses }: Units, random: Random): void {
  for (let unit = 0; unit < 3; unit += 1) {
    const left = losses[unit] ?? 0;
    if (left > 1 || left < -1) losses[unit] = left > 0 ? left - 1 : left + 1;
    else losses[unit] = Math.floor(left > 0 ? -drawBetween(random, ...lost) : drawBetween(random, ...intact));
  }
}

/** Writes the columns from the third on: heart rate and three units; NaN where nothing arrived. */
export function readUnits(values: Float64Array, row: number, reading: Reading): void {
  const { units, body } = reading;
  units.noise.seek(row);
  const heart = (body.now[slow.heart] ?? 0) + noises.heart * units.noise.bell();
  values[heartColumn] = row % heartEvery === 0 ? Math.floor(heart + 0.5) : NaN;
  setPhase(units.scratch, body.phase);
  for (let unit = 0; unit < 3; unit += 1) {
    const at = firstUnit + unit * columns.count;
    if ((units.losses[unit] ?? 0) < 0) values.fill(NaN, at, at + columns.count);
    else {
      readUnit(values, unit, reading);
      writeOrientation(values, unit, { units, row });
    }
  }
}

/** What the units are on. */
export interface Reading {
  units: Units;
  body: Body;
  subject: Subject;
}

function readUnit(values: Float64Array, unit: number, { units, body, subject }: Reading): void {
  const { noise, scratch } = units;
  const at = firstUnit + unit * columns.count;
  feelLimb(body, unit, scratch);
  values[at] = (body.now[slow.temperatures + unit] ?? 0) + noises.temperature * noise.bell();
  for (let axis = 0; axis < 3; axis += 1) {
    const place = 3 * unit + axis;
    const acceleration = mount(subject, place, scratch.felt, felt.acceleration);
    const rotation = mount(subject, place, scratch.felt, felt.rotation);
    const field = mount(subject, place, scratch.felt, felt.field) + (subject.iron[place] ?? 0);
    values[at + columns.wide + axis] = clip(acceleration + noises.acceleration * noise.bell(), wideRange);
    values[at + columns.narrow + axis] = clip(acceleration + noises.acceleration * noise.bell(), narrowRange);
    values[at + columns.rotation + axis] = rotation + noises.rotation * noise.bell();
    values[at + columns.field + axis] = field + noises.field * noise.bell();
  }
}

/** What a unit's axis, numbered over all units, measures of three numbers in the limb's axes. */
function mount({ mountings }: Subject, axis: number, state: Float64Array, from: number): number {
  const at = 3 * axis;
  return (
    (mountings[at] ?? 0) * (state[from] ?? 0) +
    (mountings[at + 1] ?? 0) * (state[from + 1] ?? 0) +
    (mountings[at + 2] ?? 0) * (state[from + 2] ?? 0)
  );
}

/** Four numbers of square sum 1 that wander without regard to the limb: the data set calls its own invalid. */
function writeOrientation(
  values: Float64Array,
  unit: number,
  { units, row }: { units: Units; row: number },
): void {
  const at = firstUnit + unit * columns.count + columns.orientation;
  let square = 0;
  for (let part = 0; part < 4; part += 1) {
    const phase = units.phases[4 * unit + part] ?? 0;
    const value = sine(phase + (units.rates[4 * unit + part] ?? 0) * row) + (part === 0 ? 1.5 : 0);
    values[at + part] = value;
    square += value * value;
  }
  const length = Math.sqrt(square);
  for (let part = 0; part < 4; part += 1) values[at + part] = (values[at + part] ?? 0) / length;
}

function clip(value: number, limit: number): number {
  return value > limit ? limit : value < -limit ? -limit : value;
}
