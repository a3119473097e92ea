import { posix } from 'node:path';

import type { ProjectFiles } from '../../src/base/effects.ts';
import { OutsideError } from '../../src/base/project-files.ts';
import type { ParsedReport, ReportConfig } from '../../src/base/report.ts';
import { parseReport } from '../../src/parse/parse-report.ts';

/** Files by path, text or bytes. */
export type MemoryFiles = { readonly [path: string]: string | Uint8Array };

/** Project files that stand in memory. */
export function memoryFiles(contents: MemoryFiles): ProjectFiles {
  const readBytes = (path: string): Promise<Uint8Array | null> => {
    if (path.startsWith('../') || path.startsWith('/')) return Promise.reject(new OutsideError(path));
    const found = Object.hasOwn(contents, path) ? contents[path] : undefined;
    if (found === undefined) return Promise.resolve(null);
    return Promise.resolve(typeof found === 'string' ? new TextEncoder().encode(found) : found);
  };
  return {
    root: '/memory',
    readBytes,
    readText: async (path) => {
      const bytes = await readBytes(path);
      return bytes && new TextDecoder().decode(bytes);
    },
    list: (folder) => {
      const inside = Object.keys(contents).filter((path) => posix.dirname(path) === posix.normalize(folder));
      return Promise.resolve(inside.map((path) => posix.basename(path)).sort());
    },
  };
}

/** A report's configuration whose every place is line 1 of report.yaml. */
export function memoryConfig(settings: Partial<ReportConfig> = {}): ReportConfig {
  return {
    ...{ folder: '.', title: 'A report', subtitle: null, authors: [], date: null, language: 'en-GB' },
    ...{ abstract: null, abstractPlace: null, sources: ['input.md'], seed: 0, tasks: ['tasks'] },
    ...{
      figures: 'figures',
      data: 'data',
      weights: 'weights',
      bibliography: null,
      licence: null,
      published: null,
      columns: null,
    },
    ...{ citations: 'numeric', limits: { seconds: 900, megabytes: 4096 }, dataset: null },
    placeOf: () => ({ file: 'report.yaml', line: 1, column: 1 }),
    placeIn: (_, offset) => ({ file: 'report.yaml', line: 1, column: 1 + offset }),
    ...settings,
  };
}

/** Parses one source, `input.md`, with other files beside it. */
export function parseInput(
  input: string | Uint8Array,
  others: MemoryFiles = {},
  settings: Partial<ReportConfig> = {},
): Promise<ParsedReport> {
  return parseReport(memoryConfig(settings), memoryFiles({ ...others, 'input.md': input }));
}
