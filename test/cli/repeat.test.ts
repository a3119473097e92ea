import {
  appendFileSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { copyFixtures, runReport } from '../support/run-report.ts';

const unchanged = 'as the last build left them: nothing has changed';

/** Builds a report a moment after the last change: what was only just written may still be changing, and is not noted. */
async function build(folder: string, ...more: string[]): Promise<string> {
  await wait(100);
  return (await runReport(['build', folder, ...more])).stdout;
}

/** A file of the store's only entry that has one. */
function storedResult(folder: string): string {
  const store = join(folder, '.cache/store');
  const [found = ''] = (readdirSync(store, { recursive: true }) as string[]).filter((name) =>
    name.endsWith('result.json'),
  );
  return join(store, found);
}

describe('a report of which nothing has changed since its last build', () => {
  let folder: string;

  beforeAll(async () => {
    folder = copyFixtures('shared', 'reports/small');
    await build(folder);
  });

  // What a build finds changed it builds, and after that all is as it was built.
  beforeEach(async () => {
    await build(folder);
  });

  test('is not built again: the same account, in no time, and no output touched', async () => {
    const page = join(folder, 'dist/report.html');
    const before = statSync(page, { bigint: true }).ctimeNs;
    const account = await build(folder);
    expect(account).toMatch(/^2 jobs, all from the store\n\d+ numbers from results, 3 published/);
    expect(account).toContain(unchanged);
    expect(statSync(page, { bigint: true }).ctimeNs).toBe(before);
  });

  test.each<[string, () => void]>([
    [
      'a source is edited',
      () => {
        appendFileSync(join(folder, '01-values.md'), '\nMore.\n');
      },
    ],
    [
      'the configuration is edited',
      () => {
        appendFileSync(join(folder, 'report.yaml'), '\n# more\n');
      },
    ],
    [
      'a spec is edited',
      () => {
        appendFileSync(join(folder, 'figures/bars.json'), '\n');
      },
    ],
    [
      'a task is edited',
      () => {
        appendFileSync(join(folder, 'tasks/constants.ts'), '\n// more\n');
      },
    ],
    [
      'a task is added',
      () => {
        writeFileSync(join(folder, 'tasks/further.ts'), '');
      },
    ],
    [
      'a published figure is edited',
      () => {
        appendFileSync(join(folder, 'published.yaml'), '\n# more\n');
      },
    ],
    [
      'an output is removed',
      () => {
        rmSync(join(folder, 'dist/report.md'));
      },
    ],
    [
      'an output is edited',
      () => {
        appendFileSync(join(folder, 'dist/report.html'), ' ');
      },
    ],
    [
      'the store is gone',
      () => {
        rmSync(join(folder, '.cache/store'), { recursive: true });
      },
    ],
    [
      'a stored result is edited',
      () => {
        appendFileSync(storedResult(folder), ' ');
      },
    ],
    [
      'what was noted is damaged',
      () => {
        damageNotes(folder);
      },
    ],
  ])('is built again where %s', async (_, change) => {
    change();
    expect(await build(folder)).not.toContain(unchanged);
    expect(await build(folder)).toContain(unchanged);
  });

  test('is built again where a file has another content of the same length and the same time of writing', async () => {
    const path = join(folder, '02-more.md');
    const { atime, mtime } = statSync(path);
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      text.replace(/[a-z](?=[^a-z]*$)/, (letter) => (letter === 'x' ? 'y' : 'x')),
    );
    utimesSync(path, atime, mtime);
    expect(await build(folder)).not.toContain(unchanged);
  });

  test('is built again with another choice, and both are remembered', async () => {
    await runReport(['lock', folder]);
    await build(folder);
    expect(await build(folder, '--frozen')).not.toContain(unchanged);
    await build(folder);
    expect(await build(folder)).toContain(unchanged);
  });
});

function damageNotes(folder: string): void {
  const notes = join(folder, '.cache/built');
  for (const name of readdirSync(notes)) appendFileSync(join(notes, name), ' ');
}
