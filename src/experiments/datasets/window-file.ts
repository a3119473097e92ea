import { windowsBroken } from '../../base/messages/experiments.ts';
import {
  readMetadata,
  SafetensorsFault,
  viewSafetensors,
  writeSafetensors,
  type TensorValues,
  type TypedTensors,
} from '../weight-files/safetensors.ts';
import { activities } from './activities.ts';
import type { Windows, WindowSet } from './windows.ts';

/** Says in the file's metadata how its tensors are to be understood; a change of that is another layout. */
const layout = 'windows 1';

/** Windows as a safetensors file: `rows` as F32, of each set `starts` as I32, `labels` and `subjects` as U8. */
export function encodeWindows({ rows, channels, length, training, validation }: Windows): Uint8Array {
  // Floats and integers before bytes, so that every tensor is aligned.
  const tensors: TypedTensors = {
    rows: { shape: [rows.length / channels, channels], values: rows },
    'training.starts': list(training.starts),
    'validation.starts': list(validation.starts),
    'training.labels': list(training.labels),
    'training.subjects': list(training.subjects),
    'validation.labels': list(validation.labels),
    'validation.subjects': list(validation.subjects),
  };
  return writeSafetensors(tensors, { layout, length: String(length) });
}

function list(values: TensorValues): TypedTensors[string] {
  return { shape: [values.length], values };
}

/** Reads what `encodeWindows` wrote: views of `bytes`, no copies. Throws an error that says what is wrong with it. */
export function decodeWindows(bytes: Uint8Array): Windows {
  try {
    return readWindows(bytes);
  } catch (error) {
    if (error instanceof SafetensorsFault) throw new Error(windowsBroken(error.what), { cause: error });
    throw error;
  }
}

function readWindows(bytes: Uint8Array): Windows {
  const tensors = viewSafetensors(bytes);
  const metadata = readMetadata(bytes);
  if (metadata['layout'] !== layout) throw broken(`its layout is not "${layout}"`);
  const length = Number(metadata['length']);
  if (!Number.isSafeInteger(length) || length < 1) throw broken('it does not say how long a window is');
  const rows = tensorOf(tensors, 'rows', Float32Array);
  const [count = 0, channels = 0] = tensors['rows']?.shape ?? [];
  const setOf = (name: string): WindowSet => readSet(tensors, name, count - length);
  return { channels, length, rows, training: setOf('training'), validation: setOf('validation') };
}

function readSet(tensors: TypedTensors, name: string, lastStart: number): WindowSet {
  const starts = tensorOf(tensors, `${name}.starts`, Int32Array);
  const labels = tensorOf(tensors, `${name}.labels`, Uint8Array);
  const subjects = tensorOf(tensors, `${name}.subjects`, Uint8Array);
  if (labels.length !== starts.length || subjects.length !== starts.length) {
    throw broken(
      `its ${name} windows have ${starts.length} starts, ${labels.length} labels and ${subjects.length} subjects`,
    );
  }
  if (!starts.every((start) => start >= 0 && start <= lastStart))
    throw broken(`a ${name} window lies beyond its rows`);
  if (!labels.every((label) => label < activities.length))
    throw broken(`a ${name} window is of no known activity`);
  return { starts, labels, subjects };
}

function tensorOf<Values extends TensorValues>(
  tensors: TypedTensors,
  name: string,
  type: abstract new (...values: never[]) => Values,
): Values {
  const values = tensors[name]?.values;
  if (values instanceof type) return values;
  throw broken(`it has no tensor "${name}" of ${type.name}`);
}

function broken(what: string): Error {
  return new Error(windowsBroken(what));
}
