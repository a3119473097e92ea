import { execFileSync, type ExecFileSyncOptionsWithStringEncoding, spawn } from 'node:child_process';
import {
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { generatorRoot } from '../support/program.ts';

interface Manifest {
  dependencies: Record<string, string>;
}

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'packed copy-')));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const project = join(folder, 'a project');
const packed = listPacked();
const copy = join(project, 'node_modules/living-report');
installCopy();

/** Lays the package out as npm does: its files, and what it depends on beside it, nothing for development. */
function installCopy(): void {
  for (const path of packed) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(generatorRoot, path), join(copy, path));
  }
  const { dependencies } = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8')) as Manifest;
  for (const name of Object.keys(dependencies)) link(name);
  // Where a project has another version of its own, npm puts ours inside.
  rmSync(join(project, 'node_modules/zod'));
  mkdirSync(join(copy, 'node_modules'));
  symlinkSync(join(generatorRoot, 'node_modules/zod'), join(copy, 'node_modules/zod'));
  mkdirSync(join(project, 'node_modules/zod'));
  writeFileSync(
    join(project, 'node_modules/zod/package.json'),
    '{"name":"zod","version":"0.0.1","main":"x.js"}',
  );
  writeFileSync(join(project, 'node_modules/zod/x.js'), 'throw new Error("the wrong zod")');
}

function link(name: string): void {
  const path = join(project, 'node_modules', name);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(join(generatorRoot, 'node_modules', name), path);
}

function listPacked(): string[] {
  const options: ExecFileSyncOptionsWithStringEncoding = {
    cwd: generatorRoot,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  };
  const [pack] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json'], options)) as [
    { files: { path: string }[] },
  ];
  return pack.files.map(({ path }) => path);
}

interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the installed command with an empty home. */
function report(args: readonly string[], cwd: string): Promise<Run> {
  const env = { PATH: process.env['PATH'], HOME: join(folder, 'home'), npm_lifecycle_event: 'npx' };
  const child = spawn(process.execPath, [join(copy, 'src/setup/start.mjs'), ...args], { cwd, env });
  const run: Run = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => (run.stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (run.stderr += data.toString()));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      resolve({ ...run, code });
    });
  });
}

describe('the package', () => {
  test('holds the sources and no more', () => {
    const folders = new Set(packed.map((path) => path.split('/').slice(0, 2).join('/')));
    expect(folders).toContain('src/setup');
    expect([...folders].filter((path) => !path.startsWith('src/')).sort()).toEqual([
      'LICENSE',
      'README.md',
      'package.json',
    ]);
    expect(packed.filter((path) => path.startsWith('src/experiments/'))).toEqual([]);
    expect(packed).toContain('src/init/template/gitignore');
  });

  test('installed elsewhere starts and builds a report, from any folder, and writes nothing into itself', async () => {
    const before = readdirSync(copy, { recursive: true }).sort();
    const started = await report(['init', 'mein Bericht'], project);
    expect(started.stderr).toContain('report program');
    expect(started.stdout).toContain("npx report build 'mein Bericht'");
    const target = join(project, 'mein Bericht');
    // The report's own idea of zod must not matter either.
    cpSync(join(project, 'node_modules/zod'), join(target, 'node_modules/zod'), { recursive: true });
    const first = await report(['build', 'mein Bericht'], project);
    expect(first.stderr).not.toMatch(/TensorFlow|mistake/);
    expect(first.stdout).toContain('10 jobs: 10 ran');
    expect(first.code).toBe(0);
    const second = await report(['build'], target);
    expect(second.stdout).toContain('10 jobs, all from the store');
    expect(second.stdout).toMatch(/^dist\/report\.html, dist\/report\.md/m);
    expect(readdirSync(copy, { recursive: true }).sort()).toEqual(before);
    const why = await report(['why', 'pi.few', target], folder);
    expect(why.stdout).toContain('tasks/estimate-pi.ts');
    expect((await report(['why', '--help'], folder)).stdout).toContain('npx report why');
  }, 90_000);

  test('tells mistakes at their place', async () => {
    const target = join(project, 'mein Bericht');
    const source = join(target, '02-throwing-needles.md');
    writeFileSync(source, readFileSync(source, 'utf8').replace('needles.total]', 'needles.totl]'));
    const run = await report(['build', target], folder);
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/02-throwing-needles\.md:\d+:\d+ result-is-known .*"needles\.total"/);
  });

  test('names a package that npm did not install', async () => {
    const name = 'commander';
    const path = join(project, 'node_modules', name);
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    rmSync(path);
    const run = await report(['--version'], project);
    link(name);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(`The package ${name} is missing`);
    expect((await report(['--version'], project)).code).toBe(0);
  });
});
