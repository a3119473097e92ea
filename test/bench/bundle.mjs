import { build } from 'esbuild';

/** Bundles a program with the report's own code as it stands, for a process of its own; `more` is what esbuild takes beside. */
export async function bundle(entry, outfile, more = {}) {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
    ...more,
  });
  return outfile;
}
