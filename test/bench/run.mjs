// `npm run bench -- NAME [OPTIONS]`: benchmarks live beside this file and export `title` and `bench(options)`.
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';

const folder = new URL('.', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.mjs'))
  .map((name) => name.replace('.bench.mjs', ''));
const [name, ...options] = process.argv.slice(2);

if (!names.includes(name)) {
  process.stderr.write(`npm run bench -- NAME, where NAME is one of: ${names.join(', ')}\n`);
  process.exit(2);
}
process.stdout.write(
  `${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores, Node ${process.version}\n`,
);
const { bench } = await import(new URL(`${name}.bench.mjs`, folder).href);
process.exitCode = (await bench(options)) ?? 0;
