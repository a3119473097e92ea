// `npm run check`: types, lint, format, the report, spelling, all of them even when one fails.
import { spawnSync } from 'node:child_process';

const bin = (name) => `node_modules/.bin/${name}`;
const steps = [
  ['types', bin('tsc'), ['-p', '.']],
  ['lint', bin('eslint'), ['.', '--max-warnings', '0', '--cache', '--cache-location', '.cache/eslint/']],
  [
    'format',
    bin('prettier'),
    ['--check', '--log-level', 'warn', 'src', 'test', 'figures', '*.json', '*.js', '*.ts'],
  ],
  // Comparisons that nothing could refute, experiments that nothing uses.
  ['report', process.execPath, ['src/setup/start.mjs', 'check', '--strict']],
  ['spelling', process.execPath, ['test/spelling/check-spelling.mjs']],
];

const failed = steps.filter(([name, program, args]) => {
  process.stdout.write(`${name} …\n`);
  return spawnSync(program, args, { stdio: 'inherit' }).status !== 0;
});
process.stdout.write(
  failed.length > 0 ? `failed: ${failed.map(([name]) => name).join(', ')}\n` : 'all well\n',
);
process.exitCode = failed.length > 0 ? 1 : 0;
