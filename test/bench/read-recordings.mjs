// One process that reads nine files of PAMAP2's format as a job does: node read-recordings.mjs TASK FILE
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

const [task, file] = process.argv.slice(2);
const { run } = await import(task);

/** As the worker's: pieces of 1 MB, hashed on their way. */
async function* stream() {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) {
    hash.update(piece);
    yield piece;
  }
  hash.digest();
}

const { rows, training, validation } = await run({}, { stream, progress: () => undefined });
process.stdout.write(
  `${JSON.stringify({ rows, training: training.windows, validation: validation.windows })}\n`,
);
