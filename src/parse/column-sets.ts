import { z } from 'zod';

import type { ProjectFiles } from '../base/effects.ts';
import type { ReportConfig } from '../base/report.ts';
import type { TableColumn } from '../base/tree.ts';
import { readColumns, setSchema } from './directives/columns.ts';
import { readNamedText } from './read-source.ts';
import type { Reading } from './reading.ts';
import { fileText } from './source-text.ts';
import { readYaml } from './yaml-block.ts';

const sets = z.record(z.string(), setSchema);

/**
 * Reads the columns that tables share, by the names of their sets: under `columns:` in report.yaml, or in the file named
 * there. Null where they cannot be read; the mistakes are among the reading's.
 */
export async function readColumnSets(
  config: ReportConfig,
  files: ProjectFiles,
  reading: Reading,
): Promise<ReadonlyMap<string, readonly TableColumn[]> | null> {
  const { columns } = config;
  if (columns === null) return new Map();
  const named = { path: columns.path, place: config.placeOf(['columns']) };
  const text = await readNamedText(named, files, reading.diagnostics);
  if (text === null) return null;
  const schema = columns.within === null ? sets : z.looseObject({ [columns.within]: sets });
  const yaml = readYaml(fileText(columns.path, text), schema, reading.diagnostics);
  if (yaml === null) return null;
  const within = columns.within === null ? [] : [columns.within];
  const found = sets.parse(columns.within === null ? yaml.value : yaml.value[columns.within]);
  const entries = Object.entries(found).map(([name, set]) => {
    const read = readColumns(set, { yaml, path: [...within, name] }, reading);
    return [name, read.map((column) => ({ ...column, set: name }))] as const;
  });
  return new Map(entries);
}
