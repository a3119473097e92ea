import { LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';

import type { Diagnostic } from '../base/diagnostic.ts';
import type { ProjectFiles } from '../base/effects.ts';
import type { Manifest, ManifestFile } from '../base/manifest.ts';
import * as messages from '../base/messages/plan.ts';
import { nearestName } from '../base/nearest.ts';
import type { Place } from '../base/place.ts';

/** Which manifest, and where it was asked for. */
export interface ManifestRequest {
  kind: 'data' | 'weights';
  /** The data set's or the weights' name. */
  name: string;
  /** Folder of the manifests, relative to the root. */
  folder: string;
  /** Where a missing manifest is reported. */
  place: Place;
}

/** Reads `data/SET.yaml` or `weights/NAME.yaml`; what is wrong with it stands at its lines. */
export async function readManifest(
  request: ManifestRequest,
  files: ProjectFiles,
): Promise<Manifest | readonly Diagnostic[]> {
  const file = `${request.folder}/${request.name}.yaml`;
  const content = await files.readText(file);
  if (content === null) {
    const known = await files.list(request.folder);
    const names = known
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => name.slice(0, -'.yaml'.length));
    return [
      {
        rule: 'data-is-known',
        place: request.place,
        message: messages.unknownManifest(request, file, {
          known: names,
          nearest: nearestName(request.name, names),
        }),
      },
    ];
  }
  return parseManifest(content, request, file);
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a sha256 has 64 hexadecimal digits');
const bytes = z.int().nonnegative();
const shared = { title: z.string(), source: z.string(), licence: z.string() };
const dataSchema = z.object({
  ...shared,
  files: z.record(z.string(), z.object({ path: z.string(), bytes, sha256 })),
});
const weightsSchema = z.object({ ...shared, file: z.string(), bytes, sha256 });

function parseManifest(
  content: string,
  request: ManifestRequest,
  file: string,
): Manifest | readonly Diagnostic[] {
  const lines = new LineCounter();
  const document = parseDocument(content, { lineCounter: lines, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const [broken] = document.errors;
  if (broken) {
    const message = messages.brokenManifest(broken.message);
    return [{ rule: 'yaml-is-valid', place: placeAt(broken.pos[0]), message }];
  }
  const placeOf = (path: readonly PropertyKey[]): Place => placeAt(offsetOf(document, path));
  const schema = request.kind === 'data' ? dataSchema : weightsSchema;
  const parsed = schema.safeParse(document.toJS());
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => ({
      rule: 'manifest-is-valid',
      place: placeOf(issue.path),
      message: messages.brokenManifest(messages.issueAt(issue.path, issue.message)),
    }));
  }
  return describe(parsed.data, { request, file, placeOf });
}

interface Described {
  request: ManifestRequest;
  file: string;
  placeOf: (path: readonly PropertyKey[]) => Place;
}

function describe(
  data: z.infer<typeof dataSchema> | z.infer<typeof weightsSchema>,
  { request, file, placeOf }: Described,
): Manifest {
  const files: ManifestFile[] =
    'files' in data
      ? Object.entries(data.files).map(([name, entry]) => ({
          name,
          ...entry,
          place: placeOf(['files', name]),
        }))
      : [
          {
            name: request.name,
            path: data.file,
            bytes: data.bytes,
            sha256: data.sha256,
            place: placeOf(['file']),
          },
        ];
  const { title, source, licence } = data;
  return { name: request.name, file, title, source, licence, files, place: placeOf([]) };
}

/** Offset of the node at a path, or of the nearest mapping around it where the path does not exist. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return Number(node.range[0]);
    }
  }
  return 0;
}
