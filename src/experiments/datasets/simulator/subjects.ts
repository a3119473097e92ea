import type { Random } from '../../../base/random.ts';
import { movements, type Movement } from './movements.ts';
import { drawBell, drawBetween } from './noise.ts';
import { blend, drawShape, sizeShape, type Shape } from './waveforms.ts';

/** How far subjects differ from each other: standard deviations, and the part of a waveform that is one's own. */
export interface Diversity {
  /** Part of each waveform that is the subject's own, 0 … 1. */
  individuality: number;
  /** Of a limb's pose, in turns; once for all activities and once for each. */
  posture: number;
  /** Of how a unit is strapped on, in radians about each axis. */
  mounting: number;
  /** Of the cadence, relative; once for all activities and once for each. */
  tempo: number;
  /** Of the size of movements, relative; once for all activities and once for each. */
  vigour: number;
}

/** One activity as one subject performs it. */
export interface Performance {
  movement: Movement;
  /** Coefficients of the three limbs, as `sizeShape` gives them. */
  waveform: Float64Array;
  cadence: number;
  /** Factor on all movement. */
  vigour: number;
  /** Roll and pitch of hand, chest and ankle, in turns. */
  poses: Float64Array;
  /** The heart rate that it leads to, bpm. */
  heart: number;
}

/** Who wears the units, and how. */
export interface Subject {
  /** 1 … 9. */
  id: number;
  /** Keyed by activity. */
  performances: ReadonlyMap<number, Performance>;
  /** A rotation a unit, three rows of three each. */
  mountings: Float64Array;
  /** Magnetic field of what the subject carries, µT, three numbers a unit. */
  iron: Float64Array;
  /** Skin temperature under each unit, °C. */
  temperatures: readonly number[];
}

/** Draws a subject; `shapes` are those of `movements`, in their order. */
export function drawSubject(
  id: number,
  shapes: readonly Shape[],
  given: Diversity & { random: Random },
): Subject {
  const random = given.random.fork(`subject/${id}`);
  const common = drawDeviations(random, given);
  const heart = { rest: drawBetween(random, 58, 78), most: drawBetween(random, 165, 195) };
  const perform = (movement: Movement, index: number): [number, Performance] => {
    const stream = random.fork(`activity/${movement.activity}`);
    const special = drawDeviations(stream, given);
    const shape = blend(shapes[index] ?? new Float64Array(), drawShape(stream), 1 - given.individuality);
    const posed = movement.limbs.flatMap(({ pose }) => pose);
    const strain = movement.strain * (1 + 0.2 * drawBell(stream));
    return [
      movement.activity,
      {
        movement,
        waveform: sizeShape(shape, movement),
        cadence: movement.cadence * common.tempo * special.tempo,
        vigour: common.vigour * special.vigour,
        poses: Float64Array.from(
          posed,
          (turns, at) => turns + (common.poses[at] ?? 0) + (special.poses[at] ?? 0),
        ),
        heart: heart.rest + strain * (heart.most - heart.rest),
      },
    ];
  };
  return {
    id,
    performances: new Map(movements.map(perform)),
    mountings: Float64Array.from([0, 1, 2].flatMap(() => drawRotation(random, given.mounting))),
    iron: Float64Array.from({ length: 9 }, () => 4 * drawBell(random)),
    temperatures: [31.5, 33.5, 32].map((mean) => mean + 0.8 * drawBell(random)),
  };
}

interface Deviations {
  tempo: number;
  vigour: number;
  poses: number[];
}

function drawDeviations(random: Random, { tempo, vigour, posture }: Diversity): Deviations {
  return {
    tempo: 1 + tempo * drawBell(random),
    vigour: 1 + vigour * drawBell(random),
    poses: Array.from({ length: 6 }, () => posture * drawBell(random)),
  };
}

/** A rotation by small angles, made exact by way of a unit quaternion; rows one after another. */
function drawRotation(random: Random, size: number): number[] {
  const [x, y, z] = [0, 1, 2].map(() => (size / 2) * drawBell(random)) as [number, number, number];
  const square = 1 + x * x + y * y + z * z;
  const [a, b, c] = [x / square, y / square, z / square];
  return [
    [1 - 2 * (b * y + c * z), 2 * (a * y - c), 2 * (a * z + b)],
    [2 * (a * y + c), 1 - 2 * (a * x + c * z), 2 * (b * z - a)],
    [2 * (a * z - b), 2 * (b * z + a), 1 - 2 * (a * x + b * y)],
  ].flat();
}
