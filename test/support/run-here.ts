import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a command wrote. */
export interface Output {
  stdout: string;
  stderr: string;
}

/** Of the command that writes, however many are under way. */
const outputs = new AsyncLocalStorage<Output>();

type Stream = keyof Output;

/** Hands what a command writes to those who ask for it; what anything else in this process writes goes its way. */
function listen(name: Stream): void {
  const stream = process[name];
  const write = stream.write.bind(stream) as (...given: unknown[]) => boolean;
  stream.write = (chunk: string | Uint8Array, ...others: unknown[]) => {
    const output = outputs.getStore();
    if (!output) return write(chunk, ...others);
    output[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    const done = others.at(-1);
    if (typeof done === 'function') queueMicrotask(done as () => void);
    return true;
  };
}

listen('stdout');
listen('stderr');

/**
 * Runs a command of a generator (absolute root) in this process, as `start.mjs` does once it has looked at Node's version: with
 * the program that the set-up built, from what the set-up looks for to the exit code. A process of its own costs a start, and
 * everything that a command loads, each time.
 */
export async function runHere(
  generator: string,
  args: readonly string[],
): Promise<Output & { code: number }> {
  const path = pathToFileURL(join(generator, 'src/setup/run-command.mjs')).href;
  const { runCommand } = (await import(path)) as {
    runCommand: (root: string, commandLine: readonly string[]) => Promise<number>;
  };
  const output: Output = { stdout: '', stderr: '' };
  // Paths below the root stand in the digest by which its program is found.
  const root = generator.replace(/[\\/]$/, '');
  const code = await outputs.run(output, () => runCommand(root, args));
  return { ...output, code };
}
