import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';

/** npm, python3 and c++ as they behave towards the set-up, in no time. */
export type Tool = 'npm' | 'python3' | 'c++';
/** Where a tool stops half-way, so that the test can kill the set-up there. */
export type Halt = 'npm' | 'pip' | 'unpack' | 'c++';

export interface Checkout {
  root: string;
  cache: string;
  /** Runs `node src/setup/start.mjs …` to its end. */
  run(commandLine: readonly string[], env?: Record<string, string>): Promise<Outcome>;
  /** Runs it without root's right to write everywhere. */
  runAsOther(commandLine: readonly string[]): Promise<Outcome>;
  /** Starts it, waits until a tool stands half-way, and sends the signal. */
  stopAt(halt: Halt, signal: NodeJS.Signals): Promise<Outcome>;
  /** The tools that ran since the last call. */
  toolsRun(): string[];
  without(tool: Tool): void;
  provide(tool: Tool): void;
  runTool(tool: Tool, commandLine: readonly string[]): Promise<Outcome>;
  /** Whatever a killed set-up left lying about. */
  leftovers(): string[];
  engine(): { tensorflow: { binding: string } | null; reason?: string; kind?: string };
}

export interface Outcome {
  code: number | null;
  output: string;
}

const project = resolve(import.meta.dirname, '..', '..');
const packages = ['esbuild', '@tensorflow/tfjs-node', 'node-api-headers'];

/** A folder that holds all checkouts of a test file. */
export function makePlayground(): { checkout(cache?: string): Checkout; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'set-up-'));
  let count = 0;
  return {
    checkout: (cache) =>
      createCheckout(join(folder, `checkout-${++count}`), cache ?? join(folder, `cache-${count}`)),
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function createCheckout(folder: string, cache: string): Checkout {
  const root = join(folder, 'root');
  const bin = join(folder, 'bin');
  const log = join(folder, 'log');
  writeSources(root);
  mkdirSync(bin);
  mkdirSync(join(folder, 'halts'));
  for (const tool of ['npm', 'python3', 'c++'] as const) provide(bin, tool);
  const environment = {
    PATH: bin,
    HOME: folder,
    XDG_CACHE_HOME: cache,
    FAKE_FOLDER: folder,
    FAKE_PROJECT: project,
  };
  const start = [process.execPath, join(root, 'src', 'setup', 'start.mjs')];
  return {
    root,
    cache,
    run: (commandLine, env = {}) =>
      finish(spawnIn(root, [...start, ...commandLine], { ...environment, ...env })),
    runAsOther(commandLine) {
      if (process.getuid?.() !== 0) return finish(spawnIn(root, [...start, ...commandLine], environment));
      for (const open of [root, folder, dirname(folder)]) chmodSync(open, 0o755);
      return finish(spawnIn(root, [...start, ...commandLine], environment, { uid: 65534, gid: 65534 }));
    },
    async stopAt(halt, signal) {
      const child = spawnIn(root, [...start, 'build'], { ...environment, FAKE_HALT: halt });
      const ended = finish(child);
      await until(() => existsSync(join(folder, 'halts', halt)));
      child.kill(signal);
      const outcome = await ended;
      const tool = Number(readFileSync(join(folder, 'halts', halt), 'utf8'));
      await until(() => !isAlive(tool));
      return outcome;
    },
    toolsRun() {
      const text = existsSync(log) ? readFileSync(log, 'utf8') : '';
      rmSync(log, { force: true });
      return text.split('\n').filter(Boolean);
    },
    without: (tool) => {
      rmSync(join(bin, tool));
    },
    provide: (tool) => {
      provide(bin, tool);
    },
    runTool: (tool, commandLine) => finish(spawnIn(root, [join(bin, tool), ...commandLine], environment)),
    leftovers: () =>
      [...listAll(cache), ...listAll(join(root, '.cache')), ...listAll(join(root, 'node_modules'))].filter(
        (path) => /\.partial|\.lock$|\.lock\./.test(path),
      ),
    engine: () =>
      JSON.parse(readFileSync(join(root, 'node_modules/.living-report/engine.json'), 'utf8')) as ReturnType<
        Checkout['engine']
      >,
  };
}

function writeSources(root: string): void {
  mkdirSync(join(root, 'src'), { recursive: true });
  cpSync(join(project, 'src', 'setup'), join(root, 'src', 'setup'), { recursive: true });
  writeFileSync(
    join(root, 'src', 'cli.ts'),
    `export async function main(invocation: {
      arguments: string[];
      program: string;
      provideEngines: (engines: string[]) => Promise<void>;
    }): Promise<number> {
      await invocation.provideEngines(['tensorflow']);
      console.log('main', invocation.arguments.join(' '));
      return invocation.arguments.includes('fails') ? 1 : 0;
    }`,
  );
  const dependencies = Object.fromEntries(packages.map((name) => [name, '1.0.0']));
  const locked = Object.fromEntries(packages.map((name) => [`node_modules/${name}`, { version: '1.0.0' }]));
  const elsewhere = { 'node_modules/elsewhere': { version: '1.0.0', optional: true, os: ['aix'] } };
  const lock = { lockfileVersion: 3, packages: { '': { dependencies }, ...locked, ...elsewhere } };
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ name: 'checkout', type: 'module', dependencies }),
  );
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock));
}

function provide(bin: string, tool: Tool): void {
  const file = join(bin, tool);
  const module = join(import.meta.dirname, 'fake-tools.mjs');
  writeFileSync(
    file,
    `#!${process.execPath}\nimport(${JSON.stringify(module)}).then(({ runTool }) => runTool(${JSON.stringify(tool)}));\n`,
  );
  chmodSync(file, 0o755);
}

/** The machine's own python3 in place of the fake one: pip's real words for what goes wrong. */
export function useRealPython(checkout: Checkout): Record<string, string> {
  checkout.without('python3');
  return { PATH: [join(checkout.root, '..', 'bin'), process.env['PATH']].join(delimiter) };
}

function spawnIn(
  root: string,
  [file = '', ...rest]: readonly string[],
  env: Record<string, string>,
  identity: { uid?: number; gid?: number } = {},
) {
  return spawn(file, rest, { ...identity, cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

function finish(child: ReturnType<typeof spawnIn>): Promise<Outcome> {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (output += data.toString()));
  return new Promise((settle) =>
    child.on('close', (code) => {
      settle({ code, output });
    }),
  );
}

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 20) {
    if (waited > 15_000) throw new Error('what the test waits for does not happen');
    await new Promise((settle) => setTimeout(settle, 20));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function listAll(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true }).map((path) => join(folder, String(path)));
}
