import { posix, relative, resolve, sep } from 'node:path';

import { parseDocument } from 'yaml';
import { z } from 'zod';

import { ReportError, stopOnDiagnostics, type Diagnostic } from '../base/diagnostic.ts';
import type { ObserveFiles, ProjectFiles } from '../base/effects.ts';
import * as say from '../base/messages/parse.ts';
import { createProjectFiles } from '../base/project-files.ts';
import type { ReportConfig } from '../base/report.ts';
import { checkPaths } from './check-paths.ts';
import { chooseDataset } from './datasets.ts';
import { readNamedText } from './read-source.ts';
import { fileText } from './source-text.ts';
import { readYaml, type YamlData } from './yaml-block.ts';

const NAME = 'report.yaml';

const text = z.string().min(1, 'it is empty');
const schema = z.strictObject({
  title: text,
  subtitle: text.nullish(),
  authors: z
    .union([z.array(text), text.transform((author) => [author])], 'authors are a list of texts')
    .default([]),
  date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'a date is written like 2026-11-30')
    .refine(isInCalendar, 'there is no such day')
    .nullish(),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language is written like en-GB')
    .default('en-GB'),
  abstract: text.nullish(),
  licence: text.nullish(),
  sources: z.array(text).optional(),
  root: text.default('.'),
  seed: z.int().min(0, 'a seed is not negative').default(0),
  tasks: z.array(text).default(['tasks']),
  figures: text.default('figures'),
  data: text.default('data'),
  weights: text.default('weights'),
  bibliography: text.nullish(),
  published: text.nullish(),
  datasets: z
    .record(z.string(), z.strictObject({ title: text, simulated: z.boolean().default(false) }))
    .nullish(),
  columns: z
    .union([text, z.record(z.string(), z.unknown())], 'shared columns are a mapping or the path of a file')
    .nullish(),
  citations: z.enum(['numeric', 'author-date']).default('numeric'),
  limits: z
    .strictObject({
      seconds: z.number().positive('a limit is positive').default(900),
      megabytes: z.number().min(128, 'a process alone takes some 60 MB: allow at least 128').default(4096),
    })
    .prefault({}),
});

/** Whether a date like 2026-02-30 is a day. */
function isInCalendar(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}

type Settings = YamlData<z.output<typeof schema>>;

/** What is read besides, and how. */
export interface ConfigOptions {
  /** Wraps whatever files are read. */
  observe?: ObserveFiles | undefined;
  /** The data set asked for; without one the report's first. */
  dataset?: string | null | undefined;
}

/**
 * Reads `report.yaml` in `folder` (absolute): the complete configuration, and the files of the report's root. Throws a
 * ReportError with its mistakes, a UsageError where it offers no such data set.
 */
export async function readConfig(
  folder: string,
  { observe = (files) => files, dataset = null }: ConfigOptions = {},
): Promise<{ config: ReportConfig; files: ProjectFiles }> {
  const diagnostics: Diagnostic[] = [];
  const source = await readSettings(observe(createProjectFiles(folder)), folder);
  const root = resolve(folder, writtenRoot(source));
  const way = relative(root, folder).split(sep).join('/');
  const inside = way !== '..' && !way.startsWith('../');
  const file = inside ? posix.join(way, NAME) : NAME;
  const settings = readYaml(fileText(file, source), schema, diagnostics);
  if (settings !== null && !inside) {
    const message = say.pathLeadsOutside(settings.value.root);
    diagnostics.push({ rule: 'path-is-inside', message, place: settings.placeOf(['root']) });
  }
  stopOnDiagnostics(diagnostics);
  if (settings === null) throw new ReportError(diagnostics);
  const files = observe(createProjectFiles(root));
  const config = await complete(settings, { folder: way === '' ? '.' : way, asked: dataset }, files);
  return { config, files };
}

async function readSettings(files: ProjectFiles, folder: string): Promise<string> {
  const diagnostics: Diagnostic[] = [];
  const named = { path: NAME, place: { file: NAME, line: 1, column: 1 } };
  if (!(await files.list('.')).includes(NAME)) {
    throw new ReportError([{ rule: 'file-exists', message: say.configIsMissing(folder) }]);
  }
  const source = await readNamedText(named, files, diagnostics);
  stopOnDiagnostics(diagnostics);
  return source ?? '';
}

/** The root decides how places are written, so it is read before anything can be wrong. */
function writtenRoot(source: string): string {
  const document = parseDocument(source, { logLevel: 'silent' });
  const root: unknown = document.errors.length === 0 ? document.getIn(['root']) : null;
  return typeof root === 'string' ? root : '.';
}

/** Where report.yaml stands, relative to the root, and the data set asked for. */
interface Opened {
  folder: string;
  asked: string | null;
}

async function complete(settings: Settings, opened: Opened, files: ProjectFiles): Promise<ReportConfig> {
  const { folder, asked } = opened;
  const diagnostics: Diagnostic[] = [];
  const { value } = settings;
  const place = createPlacer(settings, folder, diagnostics);
  const beside = await files.list(folder);
  const ifThere = (name: string): string | null => (beside.includes(name) ? name : null);
  const optional = (path: string | null, name: string): string | null =>
    path === null ? null : place(path, name);
  const sources = value.sources ?? beside.filter((name) => name.endsWith('.md'));
  if (sources.length === 0) diagnostics.push(noSources(settings));
  const config: ReportConfig = {
    folder,
    title: value.title,
    subtitle: value.subtitle ?? null,
    authors: value.authors,
    date: value.date ?? null,
    language: value.language,
    abstract: value.abstract ?? null,
    abstractPlace: value.abstract ? settings.textOf(['abstract']).placeAt(0) : null,
    licence: value.licence ?? null,
    sources: sources.map((path, index) => place(path, 'sources', index)),
    seed: value.seed,
    tasks: value.tasks.map((path, index) => place(path, 'tasks', index)),
    figures: place(value.figures, 'figures'),
    data: place(value.data, 'data'),
    weights: place(value.weights, 'weights'),
    bibliography: optional(value.bibliography ?? ifThere('references.bib'), 'bibliography'),
    published: optional(value.published ?? ifThere('published.yaml'), 'published'),
    columns: columnsOf(value.columns ?? null, folder, place),
    citations: value.citations,
    limits: value.limits,
    dataset: chooseDataset(settings, asked),
    placeOf: (path) => settings.placeOf(path),
    placeIn: (path, offset) => settings.textOf(path).placeAt(offset),
  };
  stopOnDiagnostics([...diagnostics, ...(await checkPaths(config, files))]);
  return config;
}

function noSources(settings: Settings): Diagnostic {
  return {
    rule: 'source-is-given',
    message: say.thereAreNoSources(),
    place: settings.placeOf(['sources']),
  };
}

/** Column sets are read with the sources, whose Markdown and expressions they hold. */
function columnsOf(
  written: string | object | null,
  folder: string,
  place: (path: string, ...at: PropertyKey[]) => string,
): ReportConfig['columns'] {
  if (written === null) return null;
  if (typeof written === 'string') return { path: place(written, 'columns'), within: null };
  return { path: posix.join(folder, NAME), within: 'columns' };
}

/** Paths of report.yaml as paths from the root; those that lead outside are told of where they stand. */
function createPlacer(
  settings: Settings,
  folder: string,
  diagnostics: Diagnostic[],
): (path: string, ...at: PropertyKey[]) => string {
  return (path, ...at) => {
    const placed = posix.normalize(posix.join(folder, path.split(sep).join('/')));
    if (posix.isAbsolute(path) || placed === '..' || placed.startsWith('../')) {
      const message = say.pathLeadsOutside(path);
      diagnostics.push({ rule: 'path-is-inside', message, place: settings.placeOf(at) });
    }
    return placed.replace(/(?<=.)\/$/, '');
  };
}
