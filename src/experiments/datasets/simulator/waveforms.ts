import type { Random } from '../../../base/random.ts';
import { movements, type Movement } from './movements.ts';
import { drawBell } from './noise.ts';

/** Axes of a limb's periodic movement: roll, pitch and yaw in turns, then three of acceleration in m/s². */
export const axes = 6;
/** Multiples of the cadence that a waveform is made of. */
export const harmonics = 4;
/** Coefficients of one limb: axis after axis, for each harmonic that of the cosine and that of the sine. */
export const limbCoefficients = axes * harmonics * 2;

/** How much each harmonic holds: turning is smooth, accelerations are sharp, and a period has two steps. */
const turning = [1, 0.45, 0.15, 0.07] as const;
const pushing = [0.6, 1, 0.45, 0.35] as const;

/** The three limbs' coefficients, without the sizes of the movement: 3 · 48, of mean 0. */
export type Shape = Float64Array;

/** Draws the shape of every movement, in their order; one that is like another is a mixture of that one's and its own. */
export function drawShapes(random: Random): Shape[] {
  const own = movements.map(({ activity }) => drawShape(random.fork(`shape/${activity}`)));
  const shapeOf = (movement: Movement): Shape => {
    const shape = own[movements.indexOf(movement)] ?? new Float64Array();
    const kin = movement.like && movements.find(({ activity }) => activity === movement.like?.[0]);
    return kin && movement.like ? blend(shapeOf(kin), shape, movement.like[1]) : shape;
  };
  return movements.map(shapeOf);
}

export function drawShape(random: Random): Shape {
  const decay = (index: number): number => {
    const [axis, harmonic] = [Math.floor(index / (2 * harmonics)) % axes, Math.floor(index / 2) % harmonics];
    return (axis < 3 ? turning : pushing)[harmonic] ?? 0;
  };
  return Float64Array.from({ length: 3 * limbCoefficients }, (_, index) => drawBell(random) * decay(index));
}

/** A mixture of which `part` is the first shape, as large as they are. */
export function blend(first: Shape, second: Shape, part: number): Shape {
  const scale = 1 / Math.sqrt(part * part + (1 - part) * (1 - part));
  return first.map((value, index) => scale * (part * value + (1 - part) * (second[index] ?? 0)));
}

/** The shape in the sizes of a movement. */
export function sizeShape(shape: Shape, { limbs }: Movement): Float64Array {
  return shape.map((value, index) => {
    const limb = limbs[Math.floor(index / limbCoefficients)];
    const turns = Math.floor(index / (2 * harmonics)) % axes < 3;
    return value * ((turns ? limb?.swing : limb?.shake) ?? 0);
  });
}
