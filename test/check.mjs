// `npm run check`: lint, types, format, the report, spelling, all of them even when one fails, as many at a time as there
// are cores; the longest comes first.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

const bin = (name) => `node_modules/.bin/${name}`;
const steps = [
  ['lint', bin('eslint'), ['.', '--max-warnings', '0', '--cache', '--cache-location', '.cache/eslint/']],
  ['types', bin('tsc'), ['-p', '.']],
  [
    'format',
    bin('prettier'),
    ['--check', '--log-level', 'warn', 'src', 'test', 'figures', '*.json', '*.js', '*.ts'],
  ],
  // Comparisons that nothing could refute, experiments that nothing uses.
  ['report', process.execPath, ['src/setup/start.mjs', 'check', '--strict']],
  ['spelling', process.execPath, ['test/spelling/check-spelling.mjs']],
];

/**
 * Runs one step to its end, its output kept together.
 * @param {string} program @param {readonly string[]} args
 * @returns {Promise<{ output: string, passed: boolean }>}
 */
function run(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    child.on('error', (error) => resolve({ output: `${error.message}\n`, passed: false }));
    child.on('close', (code) => resolve({ output, passed: code === 0 }));
  });
}

const waiting = [...steps];
const failed = [];
const work = async () => {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const [name, program, args] = step;
    const { output, passed } = await run(program, args);
    process.stdout.write(`${name}: ${passed ? 'well' : 'FAILED'}\n${output}`);
    if (!passed) failed.push(name);
  }
};
await Promise.all(Array.from({ length: availableParallelism() }, work));
process.stdout.write(failed.length > 0 ? `failed: ${failed.join(', ')}\n` : 'all well\n');
process.exitCode = failed.length > 0 ? 1 : 0;
