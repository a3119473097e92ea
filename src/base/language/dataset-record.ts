import type { Dataset } from '../dataset.ts';
import { record, scalar, type RecordValue, type Value } from './value.ts';

/** What `data` means: the data set that the report is built from. */
export function datasetRecord({ name, title, simulated }: Dataset): RecordValue {
  const members = new Map<string, Value>([
    ['name', scalar(name)],
    ['title', scalar(title)],
    ['simulated', scalar(simulated)],
  ]);
  return record(members, 'data');
}
