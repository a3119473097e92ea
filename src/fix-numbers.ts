import { auditReport } from './audit/audit-report.ts';
import type { UnboundNumber } from './audit/audit-numbers.ts';
import { chooseFix } from './audit/choose-fix.ts';
import { type Replacement, replaceWritten } from './audit/replace-written.ts';
import type { Choices } from './base/choices.ts';
import { ReportError, stopOnDiagnostics } from './base/diagnostic.ts';
import type { ProjectFiles } from './base/effects.ts';
import { noLatest } from './base/latest.ts';
import { linesOf } from './base/lines.ts';
import type { Place } from './base/place.ts';
import { parseReport } from './parse/parse-report.ts';
import { planExperiments } from './plan/plan-jobs.ts';
import { type Generator, openProject, type Project } from './project.ts';
import { prepareFits } from './suggest-bindings.ts';

/** A line in which bindings were written in the place of numbers. */
export interface ChangedLine {
  /** Of its first number. */
  place: Place;
  before: string;
  after: string;
}

/** What binding the numbers of a report came to. */
export interface Fixes {
  lines: readonly ChangedLine[];
  bound: number;
  /** Numbers that are still unbound. */
  left: number;
}

/** Puts texts in the place of files, none before all are written beside; paths are relative to the root. */
export type ReplaceFiles = (root: string, texts: ReadonlyMap<string, string>) => Promise<void>;

/**
 * Writes the binding that fits in the place of each unbound number of which only one can be meant, as far as results
 * are known. Throws a ReportError where the report cannot be read or planned; nothing is written then.
 */
export async function fixNumbers(
  folder: string,
  { generator, replaceFiles, ...choices }: Choices & { generator: Generator; replaceFiles: ReplaceFiles },
): Promise<Fixes> {
  const project = await openProject(folder, generator, choices);
  const { files } = project;
  const { unbound, fixes } = await findFixes(project, { ...generator, ...choices });
  if (fixes.length === 0) return { lines: [], bound: 0, left: unbound };
  const before = await readFiles(files, fixes);
  const texts = await keepSound(fixes, { project, before, unbound });
  await replaceFiles(files.root, new Map([...texts].map(([path, { text }]) => [path, text])));
  const kept = [...texts.values()].flatMap((one) => one.kept);
  return { lines: changedLines(before, texts), bound: kept.length, left: unbound - kept.length };
}

function changedLines(
  before: ReadonlyMap<string, string>,
  texts: ReadonlyMap<string, FixedText>,
): ChangedLine[] {
  return [...texts].flatMap(([path, { text, kept }]) => {
    const firsts = new Map(kept.toReversed().map(({ place }) => [place.line, place]));
    const [old, now] = [linesOf(before.get(path) ?? ''), linesOf(text)];
    return [...firsts.values()]
      .sort((a, b) => a.line - b.line)
      .map((place) => ({ place, before: old[place.line - 1] ?? '', after: now[place.line - 1] ?? '' }));
  });
}

/** A replacement in a file. */
interface Fix extends Replacement {
  place: Place;
}

/** How many numbers are unbound, and those that can be bound. */
async function findFixes(
  project: Project,
  planning: Generator & Pick<Choices, 'engine' | 'instructionSet'>,
): Promise<{ unbound: number; fixes: readonly Fix[] }> {
  const report = await parseReport(project.config, project.files, project.latest);
  const { unbound } = await auditReport(report, noLatest);
  if (unbound.length === 0) return { unbound: 0, fixes: [] };
  const { experiments, config } = report;
  const { jobs, faults } = await planExperiments(config, experiments, project.files, {
    ...planning,
    ...project,
  });
  stopOnDiagnostics(faults);
  const fit = await prepareFits({ report, jobs, project });
  const fixes = unbound.flatMap((number) => {
    const chosen = chooseFix(number, fit(number));
    return chosen ? [fixOf(number, chosen.binding)] : [];
  });
  return { unbound: unbound.length, fixes };
}

function fixOf({ passage, at, text: written }: UnboundNumber, binding: string): Fix {
  const place = passage.placeAt(at);
  // Quotes would end a text of YAML.
  const isYaml =
    passage.stands === 'header' || passage.stands === 'alternative' || /\.ya?ml$/.test(place.file);
  const instead = isYaml ? binding.replace(/\{format="(.*)"\}$/, '{format=$1}') : binding;
  return { ...place, place, written, instead };
}

/** The files as they are, to the last mark: what a reader leaves out stays. */
async function readFiles(files: ProjectFiles, fixes: readonly Fix[]): Promise<ReadonlyMap<string, string>> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const texts = new Map<string, string>();
  for (const path of new Set(fixes.map(({ place }) => place.file))) {
    texts.set(path, decoder.decode((await files.readBytes(path)) ?? new Uint8Array()));
  }
  return texts;
}

interface FixedText {
  text: string;
  kept: readonly Fix[];
}

interface Surroundings {
  project: Project;
  before: ReadonlyMap<string, string>;
  unbound: number;
}

/**
 * The texts with every fix that leaves the report sound: read anew, it has no mistake, and as many unbound numbers fewer.
 * Where all of a file's together do not, they are tried one by one.
 */
async function keepSound(
  fixes: readonly Fix[],
  { project, before, unbound }: Surroundings,
): Promise<ReadonlyMap<string, FixedText>> {
  const sound = new Map<string, FixedText>();
  const trial = async (path: string, kept: readonly Fix[]): Promise<boolean> => {
    const text = replaceWritten(before.get(path) ?? '', kept);
    if (text === null) return false;
    const tried = new Map([...sound, [path, { text, kept }] as const]);
    const count = [...tried.values()].reduce((sum, one) => sum + one.kept.length, 0);
    if ((await countUnbound(project, tried)) !== unbound - count) return false;
    sound.set(path, { text, kept });
    return true;
  };
  for (const path of before.keys()) {
    const own = fixes.filter(({ place }) => place.file === path);
    if (await trial(path, own)) continue;
    for (const fix of own) await trial(path, [...(sound.get(path)?.kept ?? []), fix]);
  }
  return sound;
}

/** Null where the report can no longer be read. */
async function countUnbound(
  { config, files }: Project,
  texts: ReadonlyMap<string, FixedText>,
): Promise<number | null> {
  try {
    const report = await parseReport(config, withTexts(files, texts));
    return (await auditReport(report, noLatest)).unbound.length;
  } catch (error) {
    if (error instanceof ReportError) return null;
    throw error;
  }
}

/** Files of which some are another text. */
function withTexts(files: ProjectFiles, texts: ReadonlyMap<string, FixedText>): ProjectFiles {
  const encoder = new TextEncoder();
  return {
    ...files,
    readBytes: (path, most) => {
      const one = texts.get(path);
      return one ? Promise.resolve(encoder.encode(one.text)) : files.readBytes(path, most);
    },
    readText: (path) => {
      const one = texts.get(path);
      return one ? Promise.resolve(one.text) : files.readText(path);
    },
  };
}
