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
