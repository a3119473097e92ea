/** Sentences about data and weight files that are not what a task expects; shown with the failed job. */

const fetchAgain = 'Fetch the data set again and compare its digests with the manifest in data/.';

export function idxTooShort(name: string, bytes: number): string {
  return `${name} ends after ${bytes} bytes, within the header of an IDX file. ${fetchAgain}`;
}

export function idxWrongMagic(name: string, magic: number, dimensions: number): string {
  const seen = magic.toString(16).padStart(8, '0');
  return `${name} begins with 0x${seen}; an IDX file of bytes in ${dimensions} dimensions begins with 0x0000080${dimensions}. ${fetchAgain}`;
}

export function idxWrongLength(name: string, expected: number, found: number): string {
  return `${name} announces ${expected} bytes of content and holds ${found}. ${fetchAgain}`;
}

export function labelsWithoutImages(images: number, labels: number): string {
  return `there are ${images} images and ${labels} labels. ${fetchAgain}`;
}

const trainAgain = 'Train the weights again with `npm run weights`, or restore the file from git.';

export function safetensorsBroken(what: string): string {
  return `the weight file is no safetensors file: ${what}. ${trainAgain}`;
}

export function weightMissing(name: string): string {
  return `the weight file has no tensor "${name}". ${trainAgain}`;
}

export function weightOfOtherShape(
  name: string,
  expected: readonly number[],
  found: readonly number[],
): string {
  return `tensor "${name}" of the weight file has shape [${found.join(', ')}], the network wants [${expected.join(', ')}]. ${trainAgain}`;
}

export function recordMissing(name: string): string {
  return `the weight file does not say how it was made: its metadata have no "${name}". ${trainAgain}`;
}

export function recordUnusable(name: string, what: string): string {
  return `the weight file's "${name}" cannot be used: ${what}. ${trainAgain}`;
}

export function recordOfOtherData(recorded: number, found: number): string {
  return `the weights were trained on a part of ${recorded} training images, and the data set has ${found}: which of these were held back is not known. ${trainAgain}`;
}

export function trainingDiverged(epoch: number): string {
  return `the loss is no number any more in epoch ${epoch}. Lower the parameter \`rate\`.`;
}

export function subjectUnknown(id: number, known: readonly number[]): string {
  return `there is no subject ${id}. The subjects are ${known.join(', ')}.`;
}

export function subjectTwice(id: number): string {
  return `subject ${id} has two recordings. Tell the rows of one subject one after another.`;
}

export function classWithoutWindows(activity: string, windows: number, all: number): string {
  return `of the ${all} training windows ${windows} are of "${activity}": one class against the rest needs windows of both. Choose another \`activity\`, or give other windows.`;
}

export function windowsBroken(what: string): string {
  return `the file of windows cannot be read: ${what}. Run the experiment that cuts the recordings again.`;
}

/** A line of a data file, from 1. */
interface LineOfFile {
  file: string;
  line: number;
}

const rowAt = ({ file, line }: LineOfFile): string => `${file}, line ${line}`;

const fetchAltered =
  'The file is not as PAMAP2 publishes it: remove it and fetch it again with `npm run data -- pamap2`.';

export function rowHasColumns(at: LineOfFile, found: number, expected: number): string {
  return `${rowAt(at)}: ${found} columns instead of ${expected}. ${fetchAltered}`;
}

export function rowWithoutNumber(at: LineOfFile, column: number, text: string): string {
  return `${rowAt(at)}, column ${column}: ${JSON.stringify(text)} is no number. ${fetchAltered}`;
}

export function rowWithoutTime(at: LineOfFile): string {
  return `${rowAt(at)}, column 1: the time is missing. ${fetchAltered}`;
}

export function rowOfUnknownActivity(at: LineOfFile, id: number): string {
  return `${rowAt(at)}, column 2: PAMAP2 has no activity ${id}. ${fetchAltered}`;
}

export function rowIsEndless(file: string, line: number): string {
  return `${rowAt({ file, line })}: the line has no end. ${fetchAltered}`;
}

export function rowsMissing(file: string): string {
  return `${file} has no rows. ${fetchAltered}`;
}

export function windowsMissing(part: 'training' | 'validation'): string {
  return `the recordings give no ${part} window: no piece of them has 100 rows in a row. ${fetchAltered}`;
}

export function kernelsNeedTensorflow(backend: string): string {
  return `this task calls TensorFlow's own kernels and cannot run on "${backend}". Run \`npm run setup\`, or use the locked results.`;
}

export function trainingBlewUp(epoch: number, batch: { number: number; of: number }): string {
  return `the loss is no number any more in epoch ${epoch}, batch ${batch.number} of ${batch.of}. Lower the parameter \`rate\`.`;
}

export function widthPooledAway(length: number, pool: number): string {
  return `two poolings by ${pool} leave nothing of a window of ${length} rows. Lower the parameter \`pool\`.`;
}

export function blocksPooledAway(side: number, block: number): string {
  return `an image of ${side} × ${side} has nothing left after the pooling of block ${block}. Lower \`pool\`, leave out blocks, or raise \`side\`.`;
}
