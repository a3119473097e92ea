import type { Diagnostic } from '../base/diagnostic.ts';
import type { ProjectFiles } from '../base/effects.ts';
import type { JobFile } from '../base/job.ts';
import * as messages from '../base/messages/plan.ts';
import { nearestName } from '../base/nearest.ts';
import type { Place } from '../base/place.ts';
import type { ReportConfig } from '../base/report.ts';
import type { DeclarationData } from '../base/task.ts';
import { isDiagnostics } from './bundle-task.ts';
import { readManifest, type ManifestRequest } from './manifests.ts';
import type { VerifyFile } from './verify-files.ts';

/** Where a task's files are described, and how they are checked. */
export interface TaskFileTools {
  config: ReportConfig;
  files: ProjectFiles;
  verify: VerifyFile;
}

/** The data and weight files a task declares, each checked against its manifest. */
export async function readTaskFiles(
  declaration: DeclarationData,
  place: Place,
  tools: TaskFileTools,
): Promise<{ found: JobFile[]; faults: Diagnostic[] }> {
  const found: JobFile[] = [];
  const faults: Diagnostic[] = [];
  for (const wanted of wantedFiles(declaration, place, tools.config)) {
    const manifest = await readManifest(wanted.request, tools.files);
    if (isDiagnostics(manifest)) {
      faults.push(...manifest);
      continue;
    }
    const file = manifest.files.find((entry) => entry.name === wanted.file);
    if (!file) {
      const names = manifest.files.map((entry) => entry.name);
      const message = messages.unknownDataFile(wanted.file, manifest.file, nearestName(wanted.file, names));
      faults.push({ rule: 'data-is-known', place, message });
      continue;
    }
    const answer = await tools.verify(manifest, file, wanted.request.kind);
    if ('rule' in answer) faults.push(missingSetAt(place, answer));
    else found.push(answer);
  }
  return { found, faults };
}

/** Where a whole data set has not been fetched, it is the experiment that asks too much, not a line of its manifest. */
function missingSetAt(place: Place, fault: Diagnostic): Diagnostic {
  return fault.rule === 'data-is-fetched' ? { ...fault, place } : fault;
}

interface WantedFile {
  request: ManifestRequest;
  file: string;
}

function wantedFiles(declaration: DeclarationData, place: Place, config: ReportConfig): WantedFile[] {
  const data = declaration.data.map((path): WantedFile => {
    const [name = '', file = ''] = path.split('/');
    return { request: { kind: 'data', name, folder: config.data, place }, file };
  });
  const weights = declaration.weights.map((name): WantedFile => ({
    request: { kind: 'weights', name, folder: config.weights, place },
    file: name,
  }));
  return [...data, ...weights];
}
