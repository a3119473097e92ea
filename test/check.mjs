// `npm run check`: types, lint, format, all of them even when one fails.
import { spawnSync } from 'node:child_process';

const steps = [
  ['types', 'tsc', ['-p', '.']],
  ['lint', 'eslint', ['.', '--max-warnings', '0', '--cache', '--cache-location', '.cache/eslint/']],
  [
    'format',
    'prettier',
    ['--check', '--log-level', 'warn', 'src', 'test', 'figures', '*.json', '*.js', '*.ts'],
  ],
];

const failed = steps.filter(([name, program, args]) => {
  process.stdout.write(`${name} …\n`);
  return spawnSync(`node_modules/.bin/${program}`, args, { stdio: 'inherit' }).status !== 0;
});
process.stdout.write(
  failed.length > 0 ? `failed: ${failed.map(([name]) => name).join(', ')}\n` : 'all well\n',
);
process.exitCode = failed.length > 0 ? 1 : 0;
