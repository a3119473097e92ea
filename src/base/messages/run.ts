/** Sentences of the run room. Each ends with what to do next. */

import { formatDuration } from '../language/duration.ts';
import { notKnown } from './nearest.ts';

export function wrongShape(path: string, reason: string): string {
  return `${path === '' ? 'The results' : `The result "${path}"`}: ${reason}`;
}

export function expectedRecord(found: string): string {
  return `the task declares named values and returns ${found}; return an object with these names.`;
}

export function resultMissing(): string {
  return 'declared, but the task does not return it; return it or take it out of the declaration.';
}

export function resultUndeclared(): string {
  return 'returned, but not declared; declare it or do not return it.';
}

export function expectedKind(kind: string, found: string): string {
  return `declared as ${kind}, but the task returns ${found}; return ${kind === 'text' ? 'a string' : 'a number'} or declare another kind.`;
}

export function expectedList(found: string): string {
  return `declared as a list, but the task returns ${found}; return an array.`;
}

export function wrongLength(declared: number, found: number): string {
  return `${declared} values are declared (or stand in the first row), but the task returns ${found}; return as many or correct the declaration.`;
}

export function expectedPixels(found: string): string {
  return `declared as an image, but the task returns ${found}; return {width, height, channels, data} with width * height * channels bytes.`;
}

export function expectedBytes(found: string): string {
  return `declared as a file, but the task returns ${found}; return a Uint8Array.`;
}

export function notWhole(value: number): string {
  return `declared as a count, but the task returns ${value}; return a whole number or declare a metric.`;
}

export function notFinite(path: string, value: number): string {
  return `The result "${path}" is ${value}; find out where the computation leaves the finite numbers.`;
}

export function severalNotFinite(paths: readonly string[], more: number): string {
  const named = paths.map((path) => `"${path}"`);
  const last = more > 0 ? `${more} more` : (named.pop() ?? '');
  return `The results ${named.join(', ')} and ${last} are not finite; find out where the computation leaves the finite numbers.`;
}

export function furtherFaults(count: number): string {
  return `and ${count} more.`;
}

export function noTensors(): string {
  return "the task declares the engine \"javascript\", which has no tensors; declare engines: ['tensorflow', 'wasm', 'cpu'].";
}

export function undeclaredFile(name: string, known: readonly string[], nearest: string | null): string {
  const orElse = 'declare it under data or weights';
  return notKnown(`the task opens "${name}", which it does not declare`, { nearest, known, orElse });
}

export function undeclaredRandom(): string {
  return 'the task draws random numbers, but declares random: false; declare random: true, so that it gets a seed.';
}

export function undeclaredInput(name: string, known: readonly string[], nearest: string | null): string {
  const orElse = 'declare it under inputs';
  return notKnown(`the task takes the input "${name}", which it does not declare`, {
    nearest,
    known,
    orElse,
  });
}

export function checkpointIsNoBytes(): string {
  return 'The task writes a checkpoint that is no Uint8Array; make it one.';
}

export function fileChanged(name: string): string {
  return `The file "${name}" changed while the report was built; build again.`;
}

export function inputChanged(name: string): string {
  return `The result behind the input "${name}" changed while the report was built; build again.`;
}

export function bundleChanged(): string {
  return 'the bundled code changed while the report was built; build again.';
}

export function noRun(): string {
  return 'the module exports no function run; export one.';
}

export function taskThrew(text: string): string {
  return `The task failed: ${text.replace(/[.\s]+$/, '')}. Correct the task or its parameters.`;
}

export function neverSettles(): string {
  return 'The task waits for a promise that nothing will settle; see to it that every promise it awaits is resolved.';
}

/** Stands for what was thrown, where that cannot be made a text. */
export function unspeakable(): string {
  return 'something that is no error was thrown';
}

export function thrownAt(place: string): string {
  return `thrown at ${place}`;
}

export function jobFailed(job: string, message: string): string {
  return `Job ${job}: ${message}`;
}

export function jobNotRun(job: string, upstream: string): string {
  return `Job ${job} was not run, since it takes a result of ${upstream}, which failed; correct that one first.`;
}

export function fileIsNotLocked(path: string, job: string): string {
  return `It takes the file "${path}", of which the locked results hold the digest only, and ${job} cannot run here. Run "npm run setup" and read what it says.`;
}

export function jobTimedOut(seconds: number): string {
  return `It did not end within ${seconds} s and was stopped; make it shorter or raise limits.seconds in report.yaml.`;
}

export function workerDied(how: string, hasLog: boolean): string {
  return `Its process ended without an answer (${how}); ${hasLog ? 'see the end of its log, and build' : 'build'} again.`;
}

export function jobTooLarge(held: number, megabytes: number): string {
  return `It held ${Math.round(held)} MB of memory, over its limit of ${megabytes} MB, and was stopped; ${lessMemory}.`;
}

export function outOfMemory(megabytes: number): string {
  return `It needed more than its limit of ${megabytes} MB of memory and was stopped; ${lessMemory}.`;
}

const lessMemory = 'let the task hold less at a time, or raise limits.megabytes in report.yaml';

/** Goes into the sentence about a fault of the program. */
export function workerDidNotStart(how: string, lastWords: string): string {
  return `a worker process ended before it had read its order (${how})${lastWords && `: ${lastWords}`}`;
}

export function killedBy(signal: string): string {
  return signal === 'SIGKILL'
    ? 'killed with SIGKILL, as systems do when memory runs out: --jobs 1 needs least'
    : `killed with ${signal}`;
}

export function exitedWith(code: number | null): string {
  return `exit ${code ?? 'unknown'}`;
}

export function answerWithoutEntry(): string {
  return 'It answered, but what it left is not a whole result; build again.';
}

export function logTail(): string {
  return 'the end of its log:';
}

export function interrupted(): string {
  return 'The build was interrupted; build again to go on from what is stored.';
}

export function cacheNotWritable(folder: string, reason: string): string {
  return `The cache ${folder} cannot be written (${reason}); make room or make it writable, and build again.`;
}

/** Why a job runs, in the words of its key: `code, parameters changed`. */
export function reasonWords(reasons: readonly string[]): string {
  return reasons.includes('not stored') ? 'no result stored' : `${reasons.join(', ')} changed`;
}

export function jobStarted(why: string): string {
  return `started${why ? ` (${why})` : ''}`;
}

export function jobDone(seconds: number): string {
  return `done in ${shortDuration(seconds)}`;
}

export function jobFailedShort(): string {
  return 'failed';
}

export function jobStopped(): string {
  return 'stopped';
}

interface Progress {
  done: number;
  of: number;
  unit: string;
  note?: string;
}

/** `epoch 3 of 20, loss 0.213` */
export function jobProgress({ done, of, unit, note }: Progress): string {
  return `${unit} ${done} of ${of}${note ? `, ${note}` : ''}`;
}

export function jobLine(progress: Progress | null, left: number | null): string {
  const parts = [progress ? jobProgress(progress) : 'running', ...timeLeft(left)];
  return parts.join(', ');
}

export function overall(done: number, total: number, left: number | null): string {
  return [`${done} of ${total} jobs done`, ...timeLeft(left)].join(', ');
}

function timeLeft(seconds: number | null): string[] {
  if (seconds === null) return [];
  return [seconds < 1 ? 'less than 1 s left' : `about ${shortDuration(seconds)} left`];
}

/** `42 ms`, `4.2 s`, `12 s`, `3 min 20 s`, `1 h 5 min` */
export function shortDuration(seconds: number): string {
  if (seconds < 0.95) return formatDuration(seconds);
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes} min ${whole % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function unknownJob(name: string, known: readonly string[], nearest: string | null): string {
  return notKnown(`no job "${name}"`, {
    nearest,
    known,
    ...(known.length > 0 ? {} : { orElse: 'declare an experiment first: the report has none' }),
  });
}

export function jobHead(name: string, task: string, title: string): string {
  return `${name}  task ${task}: ${title}`;
}

export function storedUnder(key: string, seconds: number): string {
  return `  stored under ${key.slice(0, 12)}, made in ${shortDuration(seconds)}: it will not run`;
}

export function notStored(key: string): string {
  return `  nothing stored under ${key.slice(0, 12)}: it will run`;
}

export function lockedUnder(key: string): string {
  return `  nothing stored under ${key.slice(0, 12)}, and it cannot run here: its locked results are shown`;
}

export function indented(line: string): string {
  return `  ${line}`;
}

export function waitsFor(jobs: readonly string[]): string {
  return `  its key is not known before ${jobs.join(', ')} ran`;
}

export function keyPart(part: string, text: string): string {
  return `  ${part.padEnd(12)}${text}`;
}

export function noSeed(): string {
  return 'none: the task draws no random numbers';
}

export function none(): string {
  return 'none';
}

export function neverRan(): string {
  return 'It never ran here.';
}

export function nothingChanged(): string {
  return 'Nothing changed since its last run.';
}

export function changedTitle(): string {
  return 'Changed since its last run:';
}

export function changedFrom(name: string, last: string, now: string): string {
  return `${name ? `${name} ` : ''}${last} -> ${now}`;
}
