import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { beforeAll, describe, expect, test } from 'vitest';

import { expectFile } from '../support/expected-file.ts';
import { copyFixtures, type Run, runApart, runReport } from '../support/run-report.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

/** The documents of a report's folder, by name, as bytes. */
function documents(folder: string): Map<string, string> {
  const names = (readdirSync(join(folder, 'dist'), { recursive: true }) as string[]).sort();
  const files = names.filter((name) => /\.\w+$/.test(name));
  return new Map(files.map((name) => [name, readFileSync(join(folder, 'dist', name), 'base64')]));
}

describe('a report that uses every feature of the language', () => {
  let folder: string;
  let first: Run;

  beforeAll(async () => {
    folder = copyFixtures('shared', 'reports/small');
    first = await runReport(['build', folder]);
  });

  test('becomes the document expected', () => {
    expect(first.stderr).not.toContain('mistake');
    expect(first.code).toBe(0);
    const markdown = readFileSync(join(folder, 'dist/report.md'), 'utf8');
    // Keys follow the versions of packages and Node's own code: everything else is the author's.
    expectFile(fixture('reports/small/expected.md'), markdown.replace(/`[0-9a-f]{12}`/g, '`KEY`'));
  });

  test('says what it did', () => {
    expect(first.stdout).toMatch(
      /^2 jobs: 2 ran, 0 from the store\n\d+ numbers from results, 3 published, 2 declared literals\n/,
    );
    expect(first.stdout).toMatch(
      /dist\/report\.html, \S*dist\/report\.md, \S*dist\/report-provenance\.md and 2 pictures beside, in [\d.]+ s\n$/,
    );
  });

  test('is a page that needs nothing else', () => {
    const page = readFileSync(join(folder, 'dist/report.html'), 'utf8');
    expect(page).toMatch(/Content-Security-Policy" content="default-src (?:'|&#x27;)none/);
    expect(page).not.toMatch(/<(link|iframe)\b/);
    // Its own script alone runs: the other one is data.
    expect(page.match(/<script\b[^>]*>/g)).toEqual([
      expect.stringMatching(/^<script type="application\/json" id="[\w.-]+">$/),
      '<script>',
    ]);
    const digest = createHash('sha256').update(/<script>([^]*?)<\/script>/.exec(page)?.[1] ?? '');
    expect(page.replaceAll('&#x27;', "'")).toContain(`script-src 'sha256-${digest.digest('base64')}';`);
    expect(page).not.toMatch(/\bsrc="(?!data:)/);
    expect(page.match(/<svg[^>]*role="img"[^>]*>/)?.[0]).toContain('1,200');
  });

  test('writes again what is missing beside', async () => {
    const account = join(folder, 'dist/report-provenance.md');
    const written = readFileSync(account, 'utf8');
    expect(written).toContain('| `');
    rmSync(account);
    await runReport(['build', folder]);
    expect(readFileSync(account, 'utf8')).toBe(written);
  });

  test('has the same bytes from the store, and from scratch', async () => {
    const before = documents(folder);
    const again = await runReport(['build', folder]);
    expect(again.stdout).toContain('2 jobs, all from the store');
    expect(documents(folder)).toEqual(before);
    rmSync(join(folder, '.cache'), { recursive: true });
    await runReport(['build', folder]);
    expect(documents(folder)).toEqual(before);
  });

  test('runs nothing again for a change of prose, and one job for a change of its parameters', async () => {
    const source = join(folder, '02-more.md');
    appendFileSync(source, '\nOne sentence more.\n');
    expect((await runReport(['build', folder])).stdout).toContain('2 jobs, all from the store');
    const values = join(folder, '01-values.md');
    writeFileSync(values, readFileSync(values, 'utf8').replace('scale: 2', 'scale: 3'));
    const run = await runReport(['build', folder]);
    expect(run.stdout).toContain('2 jobs: 1 ran, 1 from the store');
    expect(run.stderr).toContain('all.two  started (parameters changed)');
  });

  test('keeps its last good output where the sources are wrong', async () => {
    const before = documents(folder);
    appendFileSync(join(folder, '02-more.md'), '\n:value[all.one.totl]\n');
    const run = await runReport(['build', folder]);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('the last good output stays');
    expect(documents(folder)).toEqual(before);
  });
});

test('one job’s failure leaves the others’ results', async () => {
  const folder = copyFixtures('shared', 'mistakes/job-faults');
  await runReport(['build', folder]);
  writeFileSync(
    join(folder, '01.md'),
    ':::experiment{#good task=constants}\n:::\n\nIt has :value[good.total].\n',
  );
  expect((await runReport(['build', folder])).stdout).toContain('1 job, all from the store');
});

test('a report is built from any folder, whatever its name', async () => {
  const folder = join(copyFixtures(), 'Bericht – Größe 1');
  cpSync(copyFixtures('shared', 'reports/small'), folder, { recursive: true });
  const run = await runApart(['build'], { cwd: folder });
  expect(run.stderr).not.toContain('mistake');
  expect(run.code).toBe(0);
  expect(run.stdout).toContain('dist/report.html');
});

test('two reports under one root leave each other’s documents alone', async () => {
  const root = copyFixtures('shared');
  for (const name of ['report', 'appendix']) {
    mkdirSync(join(root, name));
    writeFileSync(join(root, name, 'report.yaml'), `title: The ${name}\nroot: ..\ntasks: [../tasks]\n`);
    writeFileSync(join(root, name, '01.md'), 'Words.\n');
    expect((await runReport(['build', join(root, name)])).code).toBe(0);
  }
  expect(readFileSync(join(root, 'dist/report.md'), 'utf8')).toContain('# The report');
  expect(readFileSync(join(root, 'dist/appendix/report.md'), 'utf8')).toContain('# The appendix');
});

test('without the preferred engine the document marks what another one made', async () => {
  const folder = copyFixtures('shared', 'reports/engines');
  const run = await runReport(['build', folder, '--engine', 'cpu']);
  expect(run.stderr).not.toContain('mistake');
  const markdown = readFileSync(join(folder, 'dist/report.md'), 'utf8');
  expect(markdown).toContain('14†');
  expect(markdown).toMatch(/†[^\n]*TensorFlow\\?\.js CPU/);
});
