import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { checkPurity } from '../../src/plan/check-purity.ts';
import { generatorRoot } from '../support/program.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'purity-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** What is told of a source, as `LINE:COLUMN NAME`. */
async function told(code: string, file = 'tasks/a.ts'): Promise<string[]> {
  await mkdir(join(root, dirname(file)), { recursive: true });
  await writeFile(join(root, file), code);
  const faults = await checkPurity({ root, generator: generatorRoot }, [file]);
  return faults.map(({ place, message }) => {
    expect(place?.file).toBe(file);
    const name = /must not (?:use|import) "?(.+?)"?,|(import while it runs)/.exec(message);
    return `${place?.line}:${place?.column} ${name?.[1] ?? name?.[2]}`;
  });
}

test.each([
  [`import fs from 'fs';`, '1:1 fs'],
  [`import { readFileSync } from 'node:fs';`, '1:1 node:fs'],
  [`import 'fs/promises';`, '1:1 fs/promises'],
  [`export * from 'node:child_process';`, '1:1 node:child_process'],
  [`import { Worker as Thread } from 'node:worker_threads';`, '1:1 node:worker_threads'],
  [`import net from 'net';\nimport http from 'http';`, '1:1 net', '2:1 http'],
  [`import { createRequire } from 'module';`, '1:1 module'],
  [`import fs = require('fs');`, '1:1 fs'],
  [`const fs = require('fs');`, '1:12 fs'],
  [`const it = require(given.name);`, '1:12 import while it runs'],
  [`const it = await import('zod');`, '1:18 import while it runs'],
  [`const it = await import(given.name);`, '1:18 import while it runs'],
  [`const home = process.env.HOME;`, '1:14 process'],
  [`process.exit(1);`, '1:1 process'],
  [`process['binding']('fs');`, '1:1 process'],
  [`const now = new Date();`, '1:17 Date'],
  [`const now = Date.now();`, '1:13 Date'],
  [`const now = performance.now();`, '1:13 performance'],
  [`const now = new Intl.DateTimeFormat().format();`, '1:17 Intl'],
  [`const n = Math.random();`, '1:11 Math.random'],
  [`const n = Math?.random();`, '1:11 Math.random'],
  [`const n = Math['random']();`, '1:11 Math.random'],
  ['const n = Math[`random`]();', '1:11 Math.random'],
  [`const n = Math['ran' + 'dom']();`, '1:11 Math.random'],
  [`const { floor, random } = Math;`, '1:7 Math.random'],
  [`const id = crypto.randomUUID();`, '1:12 crypto'],
  [`crypto.getRandomValues(new Uint8Array(4));`, '1:1 crypto'],
  [`const now = new File([], 'x').lastModified;`, '1:17 File'],
  [`const now = new Event('x').timeStamp;`, '1:17 Event'],
  [`const page = await fetch('x');`, '1:20 fetch'],
  [`const socket = new WebSocket('ws://x');`, '1:20 WebSocket'],
  [`const n = eval('1');`, '1:11 eval'],
  [`const make = new Function('return 1');`, '1:18 Function'],
  [`const world = (() => 0).constructor('return this')();`, '1:15 Function'],
  [`const world = new (f.constructor)('return this');`, '1:15 Function'],
  [`const world = globalThis['pro' + 'cess'];`, '1:15 globalThis'],
  [`const world = global.process;`, '1:15 global'],
  [`const here = import.meta.url;`, '1:14 import.meta'],
  [`const time = { now: Date.now };`, '1:21 Date'],
  [`enum Moment { Start = Date.now() }`, '1:23 Date'],
  [`namespace Clock { export const now = Date.now(); }`, '1:38 Date'],
  [`class Clock { constructor(readonly now = Date.now()) {} }`, '1:42 Date'],
  [`const now = (Date as any).now();`, '1:14 Date'],
  [`const now = Date!.now();`, '1:13 Date'],
])('%s is refused at its place', async (code, ...places) => {
  expect(await told(code)).toEqual(places);
});

test.each([
  `import type { Stats } from 'node:fs';`,
  `import { z } from 'zod';`,
  `interface Dated { date: Date; process: string }`,
  `const at: Date | null = null;`,
  `declare const process: unknown;`,
  `const { floor } = Math; floor(Math['PI'] * 2);`,
  `const given = { process: 1, Date: 2 }; given.Date + given.process;`,
  `function run(performance: number) { return performance; }`,
  `const twin = new this.constructor();`,
  `const kind = given.constructor.name;`,
  `await new Promise((go) => setTimeout(go, 1));`,
  `const text = 'process.env and new Date()'; // Date.now()`,
])('%s is not', async (code) => {
  expect(await told(code)).toEqual([]);
});

test('in a module that the task imports, it is refused there', async () => {
  expect(await told('export const half = 2;\nexport const now = () => Date.now();', 'lib/clock.ts')).toEqual([
    '2:26 Date',
  ]);
});

test.each(['lib/clock.tsx', 'lib/clock.jsx', 'lib/clock.mjs', 'lib/clock.cts'])(
  'also in %s',
  async (file) => {
    expect(await told('export const now = () => Date.now();', file)).toEqual(['1:26 Date']);
  },
);
