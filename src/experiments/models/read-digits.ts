import { digitTensors, type Digits } from '../datasets/mnist.ts';
import type { TensorLibrary } from '../tensors.ts';
import { logitsByHand, type DigitNetwork } from './digit-network.ts';

/** What the network reads, image by image: the digit, and the probability it gives to it. */
export interface Readings {
  digits: Int32Array | Float32Array | Uint8Array;
  confidence: Int32Array | Float32Array | Uint8Array;
}

/** Reads every image. */
export async function readDigits(
  tf: TensorLibrary,
  digits: Digits,
  network: DigitNetwork,
): Promise<Readings> {
  const { read, sure } = tf.tidy(() => {
    const probabilities = tf.softmax(logitsByHand(tf, digitTensors(tf, digits).images, network));
    return { read: tf.argMax(probabilities, 1), sure: tf.max(probabilities, 1) };
  });
  const readings = { digits: await read.data(), confidence: await sure.data() };
  tf.dispose([read, sure]);
  return readings;
}

/** What the probability given to the digit read says of whether it is right. */
export interface Confidence {
  /** Mean over the readings that are right, and over those that are wrong; 0 of none. */
  right: number;
  wrong: number;
  /** Share of the readings that are more confident than `sure`. */
  sure: number;
  /** Share of the mistakes that are. */
  sure_mistakes: number;
  /** Share of those readings that is wrong. */
  sure_errors: number;
}

/** Holds confidence against right and wrong; `sure` is the confidence beyond which a reading counts as sure. */
export function weighConfidence({ labels }: Digits, readings: Readings, sure: number): Confidence {
  const all = Array.from(labels, (truth, index) => ({
    isRight: truth === readings.digits[index],
    confidence: readings.confidence[index] ?? 0,
  }));
  const [right, wrong] = [all.filter(({ isRight }) => isRight), all.filter(({ isRight }) => !isRight)];
  const isSure = ({ confidence }: { confidence: number }): boolean => confidence > sure;
  return {
    right: mean(right.map(({ confidence }) => confidence)),
    wrong: mean(wrong.map(({ confidence }) => confidence)),
    sure: share(all.filter(isSure).length, all.length),
    sure_mistakes: share(wrong.filter(isSure).length, wrong.length),
    sure_errors: share(wrong.filter(isSure).length, all.filter(isSure).length),
  };
}

function mean(values: readonly number[]): number {
  return share(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
  );
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** An image read as another digit than it shows. */
export interface Mistake {
  /** Its place in the data set, from 0. */
  index: number;
  truth: number;
  predicted: number;
  confidence: number;
}

/** The misread images, those of the greatest confidence first. */
export function listMistakes({ labels }: Digits, readings: Readings): Mistake[] {
  return Array.from(labels, (truth, index) => ({
    index,
    truth,
    predicted: readings.digits[index] ?? -1,
    confidence: readings.confidence[index] ?? 0,
  }))
    .filter(({ truth, predicted }) => truth !== predicted)
    .sort((a, b) => b.confidence - a.confidence || a.index - b.index);
}
