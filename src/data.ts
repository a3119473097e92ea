import { join } from 'node:path';

import { type Diagnostic, stopOnDiagnostics } from './base/diagnostic.ts';
import * as messages from './base/messages/cli.ts';
import { manifestNames } from './manifest-names.ts';
import { readManifest } from './plan/manifests.ts';
import { createFileVerifier } from './plan/verify-files.ts';
import { type Generator, openProject, type Project } from './project.ts';

/**
 * Checks the files of data sets against their manifests; a line a whole file. Throws a ReportError that names every
 * missing, truncated or altered one.
 */
export async function checkData(
  folder: string,
  generator: Generator,
  name: string | null,
): Promise<string[]> {
  const project = await openProject(folder, generator);
  const names = await manifestNames(project.config.data, project.files, name);
  const checked = await Promise.all(names.map((each) => checkSet(each, project, generator)));
  stopOnDiagnostics(checked.flatMap((set) => set.faults));
  return checked.flatMap((set) => set.lines);
}

async function checkSet(
  name: string,
  { config, files, cache }: Project,
  generator: Generator,
): Promise<{ lines: string[]; faults: readonly Diagnostic[] }> {
  const place = config.placeOf(['data']);
  const manifest = await readManifest({ kind: 'data', name, folder: config.data, place }, files);
  if (!('files' in manifest)) return { lines: [], faults: manifest };
  const folders = { root: files.root, generator: generator.packages };
  const verifier = await createFileVerifier(folders, join(cache, 'verified.json'));
  const answers = await Promise.all(manifest.files.map((file) => verifier.verify(manifest, file, 'data')));
  await verifier.remember();
  return {
    lines: answers.flatMap((answer) =>
      'sha256' in answer ? [messages.dataWhole(answer.name, answer.bytes)] : [],
    ),
    faults: answers.flatMap((answer) => ('sha256' in answer ? [] : [answer])),
  };
}
