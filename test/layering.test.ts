import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));

/** The table of ARCHITECTURE.md: which rooms a room may import, beside itself. */
const mayImport: Record<string, readonly string[]> = {
  base: [],
  parse: ['base'],
  plan: ['base'],
  run: ['base', 'plan'],
  experiments: ['base'],
  lock: ['base', 'plan', 'run'],
  fetch: ['base', 'plan', 'run'],
  fill: ['base'],
  audit: ['base'],
  emit: ['base'],
  init: ['base'],
  watch: ['base'],
  verify: ['base', 'plan', 'run', 'lock', 'print'],
  print: ['base'],
  record: ['base', 'emit', 'print', 'verify'],
  diff: ['base', 'lock', 'print', 'verify'],
  crate: ['base'],
  setup: [],
  'compare-locked.ts': ['base', 'parse', 'lock', 'fill', 'project.ts'],
  'crate-report.ts': ['base', 'crate', 'plan', 'project.ts'],
  'build.ts': [
    'base',
    'crate-report.ts',
    'audit',
    'compare-locked.ts',
    'plan-report.ts',
    'plan',
    'run',
    'fill',
    'emit',
    'watch',
    'project.ts',
  ],
  'plan-report.ts': [
    'base',
    'audit',
    'parse',
    'plan',
    'run',
    'lock',
    'fill',
    'emit',
    'project.ts',
    'suggest-bindings.ts',
  ],
  'fix-numbers.ts': ['base', 'audit', 'parse', 'plan', 'project.ts', 'suggest-bindings.ts'],
  'replace-files.ts': [],
  'suggest-bindings.ts': ['base', 'audit', 'lock', 'run', 'project.ts'],
  'project.ts': ['base', 'parse', 'plan', 'run'],
  'weights.ts': ['base', 'run', 'project.ts', 'manifest-names.ts', 'recipe.ts', 'replace-scalars.ts'],
  'recipe.ts': ['base', 'plan', 'project.ts'],
  'verify.ts': [
    'emit',
    'base',
    'audit',
    'lock',
    'plan',
    'plan-report.ts',
    'print-report.ts',
    'record',
    'replay.ts',
    'run',
    'verify',
    'verify-documents.ts',
    'verify-record.ts',
    'verify-sides.ts',
    'verify-weights.ts',
    'weights-tolerances.ts',
    'project.ts',
  ],
  'verify-sides.ts': [
    'base',
    'plan',
    'verify',
    'verify-documents.ts',
    'verify-record.ts',
    'verify-weights.ts',
    'project.ts',
  ],
  'verify-record.ts': [
    'base',
    'plan',
    'print-report.ts',
    'verify',
    'verify-documents.ts',
    'verify-weights.ts',
    'project.ts',
  ],
  'spread.ts': [
    'base',
    'lock',
    'plan',
    'plan-report.ts',
    'run',
    'verify',
    'verify-documents.ts',
    'verify-weights.ts',
    'verify.ts',
    'project.ts',
  ],
  'verify-documents.ts': ['base', 'crate-report.ts', 'emit', 'fill', 'parse', 'project.ts'],
  'verify-weights.ts': ['base', 'verify', 'recipe.ts', 'project.ts'],
  'weights-tolerances.ts': ['base', 'verify', 'recipe.ts', 'project.ts'],
  'replace-scalars.ts': [],
  'data.ts': ['base', 'fetch', 'parse', 'plan', 'run', 'project.ts', 'manifest-names.ts'],
  'manifest-names.ts': ['base'],
  'why.ts': ['base', 'parse', 'plan', 'plan-report.ts', 'run', 'project.ts'],
  'check.ts': [
    'base',
    'audit',
    'fill',
    'plan',
    'plan-report.ts',
    'print',
    'print-report.ts',
    'run',
    'verify',
    'weights-tolerances.ts',
    'project.ts',
  ],
  'jobs.ts': ['base', 'lock', 'plan', 'plan-report.ts', 'run', 'project.ts'],
  'clean.ts': ['base', 'plan-report.ts', 'run', 'project.ts'],
  'diff.ts': [
    'base',
    'diff',
    'lock',
    'parse',
    'plan',
    'plan-report.ts',
    'print',
    'print-report.ts',
    'run',
    'project.ts',
  ],
  'print-report.ts': ['base', 'emit', 'fill', 'lock', 'print', 'project.ts'],
  'lock.ts': ['base', 'lock', 'plan', 'plan-report.ts', 'print', 'print-report.ts', 'run', 'project.ts'],
  'replay.ts': ['base', 'lock', 'plan', 'plan-report.ts', 'verify', 'project.ts'],
  'watch.ts': ['base', 'watch', 'build.ts', 'run'],
  'account.ts': ['base', 'build.ts', 'repeat.ts'],
  'repeat.ts': ['base', 'watch', 'project.ts'],
  cli: [
    'base',
    'fetch',
    'run',
    'init',
    'watch.ts',
    'build.ts',
    'account.ts',
    'repeat.ts',
    'check.ts',
    'fix-numbers.ts',
    'replace-files.ts',
    'lock.ts',
    'jobs.ts',
    'clean.ts',
    'why.ts',
    'weights.ts',
    'verify.ts',
    'spread.ts',
    'verify',
    'record',
    'diff.ts',
    'data.ts',
    'project.ts',
  ],
  'cli.ts': ['base', 'cli', 'project.ts'],
};

/** The one file that loads tensor libraries; `plan/engines.ts` names them for their versions. */
const tensorLoader = 'run/load-tensors.ts';

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

const files = (readdirSync(src, { recursive: true }) as string[]).filter((name) => /\.(ts|mjs)$/.test(name));
const imports = files.flatMap(readImports);

function readImports(file: string): Import[] {
  // Types may be named by import(…), in comments and after typeof: nothing is loaded by that.
  const text = readFileSync(join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|typeof import\([^)]*\)/g, '');
  const pattern =
    /^\s*(?:import|export)\s+(type\s+)?[^'";]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)|^import\s+'([^']+)'/gm;
  return [...text.matchAll(pattern)].map((match) => ({
    from: file,
    to: match[2] ?? match[3] ?? match[4] ?? '',
    typeOnly: match[1] !== undefined,
  }));
}

function target(entry: Import): string | null {
  return entry.to.startsWith('.') ? relative(src, resolve(src, dirname(entry.from), entry.to)) : null;
}

const roomOf = (file: string): string => file.split('/')[0] ?? file;

/** A file of src itself is its own room; what it imports from outside src (package.json) is data. */
const isOutside = (path: string): boolean => path.startsWith('..');

describe('the rooms of src', () => {
  test('are all in the table', () => {
    expect(files.map(roomOf).filter((room) => !(room in mayImport))).toEqual([]);
    expect(imports.length).toBeGreaterThan(100);
  });

  test('import only what the table allows', () => {
    const broken = imports.filter((entry) => {
      const to = target(entry);
      if (to === null || isOutside(to)) return false;
      const [room, other] = [roomOf(entry.from), roomOf(to)];
      return room !== other && !(mayImport[room] ?? []).includes(other);
    });
    expect(broken.map((entry) => `${entry.from} imports ${entry.to}`)).toEqual([]);
  });

  test('load a tensor library only in the worker', () => {
    // Also by a `require` of one's own: any text that names one, types and versions aside.
    const named = files.filter(
      (file) => /\.ts$/.test(file) && !/^(experiments|setup)\//.test(file) && namesTensors(file),
    );
    expect(named).toEqual(['plan/engines.ts', tensorLoader]);
    const importers = imports.filter((entry) => target(entry) === tensorLoader).map((entry) => entry.from);
    const roots = new Set(importers.flatMap((file) => [file, ...importersOf(file)]));
    expect([...roots].filter((file) => !file.startsWith('run/'))).toEqual([]);
    expect(roots.has('run/worker.ts')).toBe(true);
    expect(roots.has('run/run-jobs.ts')).toBe(false);
  });

  test('have no import cycle', () => {
    const edges = new Map<string, string[]>();
    for (const entry of imports) {
      const to = target(entry);
      if (to !== null && !entry.typeOnly) edges.set(entry.from, [...(edges.get(entry.from) ?? []), to]);
    }
    expect(files.flatMap((file) => findCycle(file, edges) ?? [])).toEqual([]);
  });
});

function namesTensors(file: string): boolean {
  const text = readFileSync(join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^import type .*$/gm, '');
  return text.includes("'@tensorflow/");
}

/** The files that import a file, directly or by others. */
function importersOf(file: string, seen = new Set<string>()): string[] {
  for (const entry of imports) {
    if (entry.typeOnly || target(entry) !== file || seen.has(entry.from)) continue;
    seen.add(entry.from);
    importersOf(entry.from, seen);
  }
  return [...seen];
}

function findCycle(start: string, edges: ReadonlyMap<string, string[]>): string[] | null {
  const seen = new Set<string>();
  const walk = (file: string, path: readonly string[]): string[] | null => {
    for (const next of edges.get(file) ?? []) {
      if (next === start) return [...path, file, next];
      if (seen.has(next)) continue;
      seen.add(next);
      const cycle = walk(next, [...path, file]);
      if (cycle) return cycle;
    }
    return null;
  };
  return walk(start, []);
}
