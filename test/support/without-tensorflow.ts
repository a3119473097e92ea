import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { generatorRoot } from './program.ts';

/** Why TensorFlow cannot be had on this machine, as the set-up wrote it down, and said so; null where it is at hand. */
export function reasonWithoutTensorflow(): string | null {
  const reason = readReason();
  if (reason !== null) process.stdout.write(`not computed on TensorFlow: ${reason}\n`);
  return reason;
}

function readReason(): string | null {
  const path = join(generatorRoot, 'node_modules/.living-report/engine.json');
  if (!existsSync(path)) return 'the set-up has not run here (npm run setup)';
  const record = JSON.parse(readFileSync(path, 'utf8')) as { tensorflow: unknown; reason?: string };
  return record.tensorflow ? null : (record.reason ?? 'the set-up gives no reason');
}
