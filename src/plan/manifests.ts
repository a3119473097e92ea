import { z } from 'zod';

import type { Diagnostic } from '../base/diagnostic.ts';
import type { ProjectFiles } from '../base/effects.ts';
import type { Manifest, ManifestFile } from '../base/manifest.ts';
import * as messages from '../base/messages/plan.ts';
import { nearestName } from '../base/nearest.ts';
import type { Place } from '../base/place.ts';
import { describeIssues, parseManifestYaml, type PlaceOf } from './manifest-yaml.ts';

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
const measures = { bytes: bytes.nullable().default(null), sha256: sha256.nullable().default(null) };
const fetchedFile = z.object({
  path: z.string(),
  from: z.string().min(1).nullable().default(null),
  ...measures,
});
const fetchedSchema = z.object({
  ...shared,
  fetch: z.object({ url: z.url({ protocol: /^https?$/, error: messages.noWebAddress() }), ...measures }),
  files: z.record(z.string(), fetchedFile).refine(comeFromFetched, { error: messages.fileWithoutFrom() }),
});
const weightsSchema = z.object({ ...shared, file: z.string(), bytes, sha256 });

/** Files of an archive say where they stand in it; what is no archive is one file. */
function comeFromFetched(files: { readonly [name: string]: z.infer<typeof fetchedFile> }): boolean {
  const all = Object.values(files);
  return all.length === 1 || all.every(({ from }) => from !== null);
}

function schemaFor(kind: ManifestRequest['kind'], document: unknown): ManifestSchema {
  if (kind === 'weights') return weightsSchema;
  const isFetched = typeof document === 'object' && document !== null && 'fetch' in document;
  return isFetched ? fetchedSchema : dataSchema;
}

type ManifestSchema = typeof dataSchema | typeof fetchedSchema | typeof weightsSchema;

function parseManifest(
  content: string,
  request: ManifestRequest,
  file: string,
): Manifest | readonly Diagnostic[] {
  const yaml = parseManifestYaml(content, file);
  if ('rule' in yaml) return [yaml];
  const { document, placeOf } = yaml;
  const found: unknown = document.toJS();
  const parsed = schemaFor(request.kind, found).safeParse(found);
  if (!parsed.success) return describeIssues(parsed.error, placeOf);
  return describe(parsed.data, { request, file, placeOf });
}

interface Described {
  request: ManifestRequest;
  file: string;
  placeOf: PlaceOf;
}

function describe(data: z.infer<ManifestSchema>, { request, file, placeOf }: Described): Manifest {
  const { title, source, licence } = data;
  const fetch = 'fetch' in data ? { ...data.fetch, place: placeOf(['fetch']) } : null;
  return {
    name: request.name,
    ...{ file, title, source, licence, fetch },
    files: describeFiles(data, request.name, placeOf),
    place: placeOf([]),
  };
}

function describeFiles(
  data: z.infer<ManifestSchema>,
  name: string,
  placeOf: Described['placeOf'],
): ManifestFile[] {
  if (!('files' in data)) {
    const { file: path, bytes, sha256 } = data;
    return [{ name, path, bytes, sha256, from: null, place: placeOf(['file']) }];
  }
  const files: Readonly<Record<string, Pick<ManifestFile, 'path' | 'bytes' | 'sha256'>>> = data.files;
  return Object.entries(files).map(([name, entry]) => ({
    name,
    from: null,
    ...entry,
    place: placeOf(['files', name]),
  }));
}
