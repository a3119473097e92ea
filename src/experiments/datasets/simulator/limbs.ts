import { slow, type Body } from './body.ts';
import { cosine, sine } from './sine.ts';
import { axes, harmonics } from './waveforms.ts';

const tau = 6.283185307179586;
const gravity = 9.81;

/** The earth's field in µT, horizontal and downwards, as in the south-west of Germany where PAMAP2 was recorded. */
const [horizontal, downwards] = [20.5, 43.5] as const;

/** The mean of ((1 + cos) / 2)⁸ over a period, C(16, 8) / 2¹⁶: what a jolt pushes up, the body falls in between. */
const meanPulse = 0.196380615234375;

/** Places in a limb's state of three numbers each: m/s², rad/s, µT, in the limb's own axes. */
export const felt = { acceleration: 0, rotation: 3, field: 6, count: 9 } as const;

/** Places in the waves of the three limbs: values of six axes, then the speeds of three, per turn of the phase. */
const waves = { value: 0, speed: 6, count: 9 } as const;

/** Room for what is computed in every row. */
export interface LimbScratch {
  /** Sines and cosines of the phase and its multiples. */
  cosines: Float64Array;
  sines: Float64Array;
  waves: Float64Array;
  felt: Float64Array;
}

export function createScratch(): LimbScratch {
  return {
    cosines: new Float64Array(harmonics),
    sines: new Float64Array(harmonics),
    waves: new Float64Array(waves.count),
    felt: new Float64Array(felt.count),
  };
}

/** To be called once a row, before `feelLimb`; the multiples come by the addition theorems. */
export function setPhase({ cosines, sines }: LimbScratch, phase: number): void {
  const c = cosine(phase);
  const s = sine(phase);
  cosines[0] = c;
  sines[0] = s;
  for (let harmonic = 1; harmonic < harmonics; harmonic += 1) {
    const before = cosines[harmonic - 1] ?? 0;
    const beside = sines[harmonic - 1] ?? 0;
    cosines[harmonic] = before * c - beside * s;
    sines[harmonic] = before * s + beside * c;
  }
}

/** Sets `scratch.felt` to what the limb, 0 hand, 1 chest, 2 ankle, feels at this moment. */
export function feelLimb(body: Body, limb: number, scratch: LimbScratch): void {
  const { now, fidgets } = body;
  const { waves: wave, felt: feels } = scratch;
  sumWaves(body.performance.waveform, limb, scratch);
  const vigour = now[slow.vigour + limb] ?? 0;
  const speed = vigour * (now[slow.cadence] ?? 0);
  const shift = 3 * limb;
  for (let axis = 0; axis < 3; axis += 1) {
    const turned = speed * (wave[waves.speed + axis] ?? 0) + 100 * (fidgets[18 + shift + axis] ?? 0);
    feels[felt.rotation + axis] = tau * turned;
    feels[felt.acceleration + axis] = vigour * (wave[3 + axis] ?? 0);
  }
  const roll = (now[slow.poses + 2 * limb] ?? 0) + vigour * (wave[0] ?? 0) + (fidgets[9 + shift] ?? 0);
  const pitch = (now[slow.poses + 2 * limb + 1] ?? 0) + vigour * (wave[1] ?? 0) + (fidgets[10 + shift] ?? 0);
  const yaw = (now[slow.heading] ?? 0) + vigour * (wave[2] ?? 0) + (fidgets[11 + shift] ?? 0);
  const jolt = vigour * (body.performance.movement.limbs[limb]?.jolt ?? 0) * pulse(limb, scratch);
  orient(feels, gravity + jolt, { roll, pitch, yaw });
}

function sumWaves(waveform: Float64Array, limb: number, { cosines, sines, waves: wave }: LimbScratch): void {
  let at = limb * axes * harmonics * 2;
  for (let axis = 0; axis < axes; axis += 1) {
    let value = 0;
    let speed = 0;
    for (let harmonic = 0; harmonic < harmonics; harmonic += 1, at += 2) {
      const c = cosines[harmonic] ?? 0;
      const s = sines[harmonic] ?? 0;
      const a = waveform[at] ?? 0;
      const b = waveform[at + 1] ?? 0;
      value += a * c + b * s;
      speed += (harmonic + 1) * (b * c - a * s);
    }
    wave[waves.value + axis] = value;
    if (axis < 3) wave[waves.speed + axis] = tau * speed;
  }
}

/** Hand and chest feel both steps of a period, the ankle its own. */
function pulse(limb: number, { cosines }: LimbScratch): number {
  const half = (1 + (cosines[limb === 2 ? 0 : 1] ?? 0)) / 2;
  const fourth = half * half * half * half;
  return fourth * fourth - meanPulse;
}

/** Adds what pulls down, and sets the earth's field, both turned into the limb's axes; angles in turns. */
function orient(
  feels: Float64Array,
  down: number,
  { roll, pitch, yaw }: { roll: number; pitch: number; yaw: number },
): void {
  const [sr, cr, sp, cp] = [sine(roll), cosine(roll), sine(pitch), cosine(pitch)] as const;
  const ahead = horizontal * cosine(yaw);
  const level = ahead * sp + downwards * cp;
  const aside = -horizontal * sine(yaw);
  const { acceleration, field } = felt;
  feels[acceleration] = (feels[acceleration] ?? 0) - sp * down;
  feels[acceleration + 1] = (feels[acceleration + 1] ?? 0) + cp * sr * down;
  feels[acceleration + 2] = (feels[acceleration + 2] ?? 0) + cp * cr * down;
  feels[field] = ahead * cp - downwards * sp;
  feels[field + 1] = aside * cr + level * sr;
  feels[field + 2] = level * cr - aside * sr;
}
