import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { formatDiagnostic, ReportError } from '../../../src/base/diagnostic.ts';
import { digestBytes } from '../../../src/base/digest.ts';
import { watchNothing } from '../../../src/run/watcher.ts';
import { verifyReport, type VerifyOptions } from '../../../src/verify.ts';
import { listComplaints } from '../../../src/verify/complaints.ts';

/** One fault put into a locked report, and what a verification is to make of it. */
export interface Fault {
  name: string;
  inject: (folder: string) => void;
  /** What every complaint together has to say; null where it passes. */
  told: readonly RegExp[] | null;
  options?: Partial<VerifyOptions>;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Verifies in this process, with a built program; gives every complaint as it would be told, none where it passes. */
export async function complaintsOf(
  folder: string,
  program: string,
  options: Partial<VerifyOptions> = {},
): Promise<string> {
  const generator = {
    root,
    packages: root,
    program,
    provideEngines: () => Promise.resolve(),
  } as unknown as VerifyOptions['generator'];
  try {
    const { verification } = await verifyReport(folder, {
      generator,
      dataset: null,
      engine: null,
      instructionSet: 'pinned',
      // All jobs, and no document is drawn.
      only: ['tally', 'walk'],
      ...{ sample: null, budget: null, jobs: 2, replay: false, debug: false },
      signal: new AbortController().signal,
      watcher: watchNothing(),
      announce: () => undefined,
      ...options,
    });
    const complaints = listComplaints(verification).map(formatDiagnostic).join('\n');
    return verification.passed === (complaints === '') ? complaints : `passed and ${complaints} do not fit`;
  } catch (error) {
    if (error instanceof ReportError) return error.diagnostics.map(formatDiagnostic).join('\n');
    throw error;
  }
}

/** Changes the bytes of a file. */
export function changeBytes(folder: string, name: string, change: (bytes: Buffer) => Buffer): void {
  const path = join(folder, name);
  writeFileSync(path, change(readFileSync(path)));
}

/** Changes the bytes of a data or weight file, and its manifest with it, as who wants to be believed. */
export function changeWithManifest(
  folder: string,
  [name, manifest]: readonly [string, string],
  change: (bytes: Buffer) => Buffer,
): void {
  const before = digestBytes(readFileSync(join(folder, name)));
  changeBytes(folder, name, change);
  const after = digestBytes(readFileSync(join(folder, name)));
  const path = join(folder, manifest);
  writeFileSync(path, readFileSync(path, 'utf8').replace(before, after));
}

/** The next larger double. */
export function nextUp(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + 1n);
  return view.getFloat64(0);
}
