import type { BuildFailure, Message, Metafile, OutputFile, Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join, relative, sep } from 'node:path';

import type { Diagnostic } from '../base/diagnostic.ts';
import { digestBytes } from '../base/digest.ts';
import * as messages from '../base/messages/plan.ts';
import { listOtherTargets } from './other-targets.ts';
import { packageOf } from './package-name.ts';

/** A task's code as one CommonJS file, before it is stored. */
export interface CompiledTask {
  code: string;
  /** Source map, sources relative to the root. */
  map: string;
  /** Own sources that went in or could have, relative to the root, and the sha256 of each: a change of any may change the code. */
  sources: { readonly [path: string]: string };
  /** Paths, relative to the root, at which another file would lead an import elsewhere; most are not there. */
  otherTargets: readonly string[];
  /** Own sources of which something is left in the code. */
  used: readonly string[];
  /** npm packages imported. */
  packages: readonly string[];
}

/**
 * Bundles a task's module with its own imports; packages stay outside. The output depends on the sources alone: no
 * tsconfig is read, no path is left in the code. Mistakes (syntax, imports that lead nowhere) come as diagnostics.
 */
export async function compileTask(
  root: string,
  file: string,
  generator: string,
): Promise<CompiledTask | readonly Diagnostic[]> {
  const { build } = await import('esbuild');
  const digests = new Map<string, string>();
  try {
    const result = await build({
      ...outputSettings(root),
      // Wherever the report lies, its tasks may import the generator by its name.
      alias: { 'living-report': join(generator, 'src/base/authoring.ts') },
      entryPoints: [join(root, file)],
      write: false,
      metafile: true,
      plugins: [digestWhatIsRead(root, digests)],
    });
    return describe(result.metafile, result.outputFiles, digests);
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return error.errors.map((fault) => diagnose(fault, file));
  }
}

function outputSettings(root: string) {
  return {
    absWorkingDir: root,
    outfile: join(root, 'bundle.cjs'),
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    // Not the names: esbuild chooses short ones by the letters of the whole text, also of what is left out.
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: 'external',
    sourcesContent: false,
    legalComments: 'none',
    charset: 'utf8',
    tsconfigRaw: '{}',
    logLevel: 'silent',
  } as const;
}

/** Takes the digest of the very bytes that are compiled: read a second time, a source may be another. */
function digestWhatIsRead(root: string, digests: Map<string, string>): Plugin {
  return {
    name: 'digests',
    setup: (build) => {
      build.onLoad({ filter: /./ }, async ({ path }) => {
        const contents = await readFile(path).catch(() => null);
        // What cannot be read is told by esbuild, in its own words.
        if (contents === null) return null;
        digests.set(relative(root, path).split(sep).join('/'), digestBytes(contents));
        return { contents, loader: 'default' };
      });
    },
  };
}

function describe(
  metafile: Metafile,
  files: readonly OutputFile[],
  digests: ReadonlyMap<string, string>,
): CompiledTask {
  const text = (ending: string): string => files.find((file) => file.path.endsWith(ending))?.text ?? '';
  const output = metafile.outputs['bundle.cjs'];
  const imports = (output?.imports ?? []).filter((entry) => entry.external).map((entry) => entry.path);
  const used = Object.entries(output?.inputs ?? {}).filter(([, input]) => input.bytesInOutput > 0);
  return {
    code: text('.cjs'),
    map: text('.map'),
    sources: Object.fromEntries(
      Object.keys(metafile.inputs)
        .sort()
        .map((path) => [path, digests.get(path) ?? '']),
    ),
    otherTargets: listOtherTargets(metafile),
    used: used.map(([path]) => path).sort(),
    packages: unique(imports.filter((path) => !isBuiltin(path)).map(packageOf)),
  };
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

function diagnose(fault: Message, file: string): Diagnostic {
  const { location } = fault;
  const place = location
    ? { file: location.file, line: location.line, column: location.column + 1 }
    : { file, line: 1, column: 1 };
  return { rule: 'task-compiles', place, message: messages.taskDoesNotCompile(fault.text) };
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}
