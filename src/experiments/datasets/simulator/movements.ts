/** How one limb moves in an activity; angles in turns. */
export interface LimbMovement {
  /** The limb's mean roll and pitch; they say along which axes gravity is felt. */
  pose: readonly [roll: number, pitch: number];
  /** Size of the periodic turning about each axis. */
  swing: number;
  /** Size of the periodic acceleration along each axis, m/s². */
  shake: number;
  /** Acceleration at the peak of an impact, along gravity, m/s². */
  jolt: number;
  /** Size of the turning that has no period. */
  fidget: number;
}

/** What is common to all who perform an activity. */
export interface Movement {
  /** As the data files write it; 0 is what happens between activities. */
  activity: number;
  /** Periods a second: double steps, turns of the crank, strokes, jumps. */
  cadence: number;
  /** The part of the heart's reserve that it takes, 0 … 1. */
  strain: number;
  /** How often the periodic movement rests. */
  rests: number;
  /** The activity whose waveform it resembles, and how much, 0 … 1. */
  like?: readonly [activity: number, likeness: number];
  /** Hand, chest and ankle. */
  limbs: readonly [LimbMovement, LimbMovement, LimbMovement];
}

type Numbers = readonly [
  roll: number,
  pitch: number,
  swing: number,
  shake: number,
  jolt: number,
  fidget: number,
];

function limb([roll, pitch, swing, shake, jolt, fidget]: Numbers): LimbMovement {
  return { pose: [roll, pitch], swing, shake, jolt, fidget };
}

/**
 * The movements, set by hand so that they look like the recordings' published plots: upright postures share the chest's
 * pose, sitting and standing differ by little else than the trunk's lean and where the hands rest, ironing and vacuum
 * cleaning are strokes with rests in between, stairs and Nordic walking are kinds of walking.
 */
export const movements: readonly Movement[] = [
  {
    activity: 0,
    cadence: 0.8,
    strain: 0.2,
    rests: 0.4,
    like: [4, 0.7],
    limbs: [
      limb([0.08, -0.12, 0.03, 1, 0, 0.04]),
      limb([0.25, 0, 0.01, 0.7, 0.4, 0.02]),
      limb([0, -0.23, 0.04, 1.5, 1, 0.02]),
    ],
  },
  {
    activity: 1,
    cadence: 0.25,
    strain: 0.04,
    rests: 0,
    limbs: [
      limb([0.2, -0.03, 0.001, 0.01, 0, 0.006]),
      limb([0.04, 0.01, 0.002, 0.03, 0, 0.002]),
      limb([0.22, -0.03, 0.001, 0.01, 0, 0.003]),
    ],
  },
  {
    activity: 2,
    cadence: 0.27,
    strain: 0.07,
    rests: 0,
    limbs: [
      limb([0.17, -0.05, 0.001, 0.01, 0, 0.012]),
      limb([0.225, 0.01, 0.002, 0.03, 0, 0.005]),
      limb([0.03, -0.2, 0.001, 0.01, 0, 0.006]),
    ],
  },
  {
    activity: 3,
    cadence: 0.27,
    strain: 0.12,
    rests: 0,
    like: [2, 0.9],
    limbs: [
      limb([0.11, -0.13, 0.001, 0.01, 0, 0.014]),
      limb([0.25, 0, 0.002, 0.03, 0, 0.006]),
      limb([0.01, -0.23, 0.001, 0.01, 0, 0.005]),
    ],
  },
  {
    activity: 4,
    cadence: 0.93,
    strain: 0.3,
    rests: 0,
    limbs: [
      limb([0.09, -0.17, 0.05, 1.6, 0.8, 0.01]),
      limb([0.25, 0, 0.012, 1.3, 1.2, 0.004]),
      limb([0, -0.22, 0.07, 3, 4, 0.006]),
    ],
  },
  {
    activity: 5,
    cadence: 1.35,
    strain: 0.8,
    rests: 0,
    like: [4, 0.4],
    limbs: [
      limb([0.15, -0.04, 0.06, 6, 4, 0.01]),
      limb([0.255, 0.005, 0.018, 4, 9, 0.005]),
      limb([0, -0.19, 0.1, 8, 12, 0.008]),
    ],
  },
  {
    activity: 6,
    cadence: 1.05,
    strain: 0.45,
    rests: 0.05,
    limbs: [
      limb([0.16, -0.06, 0.005, 0.5, 0, 0.012]),
      limb([0.28, 0.005, 0.006, 0.5, 0, 0.006]),
      limb([0.01, -0.18, 0.05, 1.5, 0, 0.005]),
    ],
  },
  {
    activity: 7,
    cadence: 0.9,
    strain: 0.45,
    rests: 0,
    like: [4, 0.72],
    limbs: [
      limb([0.11, -0.13, 0.065, 2.2, 2, 0.01]),
      limb([0.253, 0.003, 0.013, 1.4, 1.4, 0.004]),
      limb([0, -0.22, 0.072, 3.1, 4, 0.006]),
    ],
  },
  {
    activity: 12,
    cadence: 0.8,
    strain: 0.5,
    rests: 0.03,
    like: [4, 0.5],
    limbs: [
      limb([0.1, -0.15, 0.035, 1.3, 0.5, 0.015]),
      limb([0.262, 0.003, 0.013, 1.2, 0.8, 0.006]),
      limb([0.01, -0.2, 0.06, 2.6, 2, 0.008]),
    ],
  },
  {
    activity: 13,
    cadence: 0.9,
    strain: 0.4,
    rests: 0.03,
    like: [12, 0.68],
    limbs: [
      limb([0.1, -0.15, 0.035, 1.4, 0.9, 0.015]),
      limb([0.252, 0, 0.013, 1.5, 2.2, 0.006]),
      limb([0.005, -0.215, 0.055, 2.8, 4.5, 0.008]),
    ],
  },
  {
    activity: 16,
    cadence: 0.5,
    strain: 0.3,
    rests: 0.3,
    limbs: [
      limb([0.13, -0.1, 0.035, 1.2, 0, 0.03]),
      limb([0.278, 0.006, 0.012, 0.6, 0.2, 0.012]),
      limb([0.005, -0.22, 0.02, 0.8, 0.5, 0.015]),
    ],
  },
  {
    activity: 17,
    cadence: 0.6,
    strain: 0.2,
    rests: 0.3,
    like: [16, 0.7],
    limbs: [
      limb([0.165, -0.06, 0.025, 1, 0, 0.025]),
      limb([0.265, 0.003, 0.006, 0.3, 0, 0.008]),
      limb([0.005, -0.23, 0.003, 0.1, 0, 0.006]),
    ],
  },
  {
    activity: 24,
    cadence: 1.0,
    strain: 0.85,
    rests: 0.1,
    like: [5, 0.3],
    limbs: [
      limb([0.2, -0.02, 0.05, 3, 3, 0.012]),
      limb([0.253, 0, 0.01, 4, 8, 0.005]),
      limb([0, -0.22, 0.03, 5, 10, 0.008]),
    ],
  },
];
