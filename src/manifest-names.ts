import { ReportError } from './base/diagnostic.ts';
import type { ProjectFiles } from './base/effects.ts';
import * as messages from './base/messages/cli.ts';
import { nearestName } from './base/nearest.ts';

/**
 * Names of the manifests in a folder, or the one asked for. Throws a ReportError where that one, or any at all, is not
 * there: a command that checked nothing must not end well.
 */
export async function manifestNames(
  folder: string,
  files: ProjectFiles,
  asked: string | null,
): Promise<readonly string[]> {
  const known = (await files.list(folder))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -5));
  if (known.length === 0) throw missing(messages.noManifests(folder));
  if (asked === null) return known;
  if (known.includes(asked)) return [asked];
  throw missing(messages.unknownManifest(`${folder}/${asked}.yaml`, nearestName(asked, known), known));
}

function missing(message: string): ReportError {
  return new ReportError([{ rule: 'manifest-is-known', message }]);
}
