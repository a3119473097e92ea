import type { Diagnostic } from '../base/diagnostic.ts';
import type { ResultSpecs } from '../base/kinds.ts';
import { createScope } from '../base/language/scope.ts';
import * as say from '../base/messages/audit.ts';
import type { ParsedReport, PublishedFigures } from '../base/report.ts';
import type { JobResults, ResultTree } from '../base/results.ts';
import { findInTex } from './find-in-tex.ts';
import { findNumbers, type WrittenNumber } from './find-numbers.ts';
import { createFitBindings, type Fit, isPublished } from './fit-bindings.ts';
import { listScalars } from './list-candidates.ts';
import type { PlacedLiteral } from './passage.ts';
import { canonicalNumber, readNumber } from './read-number.ts';
import { significantDigits } from './significant-digits.ts';

/**
 * Literals whose number is, at the digits written, what a result or a published figure says: a mistake each, with the
 * binding that prints it. A number that has too few digits to be told apart from others is let pass; so is one whose reason
 * names what it is not.
 */
export function findBoundLiterals(
  declared: readonly PlacedLiteral[],
  { experiments, published, config }: Pick<ParsedReport, 'experiments' | 'published' | 'config'>,
  results: readonly JobResults[],
): Diagnostic[] {
  const near = declared.filter(mayBeAmong(published, results));
  const literals = near.map((literal) => ({ literal, numbers: numbersOf(literal) }));
  if (!literals.some(({ numbers }) => numbers.length > 0)) return [];
  const jobs = results.map((job) => ({ ...job, name: job.job }));
  const scope = createScope({ experiments, jobs, published, dataset: config.dataset });
  const fit = createFitBindings(listScalars(scope, experiments));
  return literals.flatMap(({ literal, numbers }) =>
    numbers.flatMap((number) => {
      const known = fit({ ...number, passage: literal.passage }).filter((one) => isTold(one, number.text));
      const [first] = known.filter(({ shows }) => !literal.node.reason.includes(shows));
      return first ? [describe(number, first, literal)] : [];
    }),
  );
}

/** A run of digits, whatever stands around it: a screen that lets through more than there are numbers. */
const DIGITS = /\d[\d.,{}\\\u00a0\u2009\u202f ’]*/g;

/** Powers, and digits of other scripts: looked at closely. */
const UNUSUAL = /\d\s?[eE×x·^⁻]|(?![0-9])\p{Nd}/u;

/**
 * Whether a literal may hold the print of some result: most are near none, and asking costs nothing beside looking for what
 * is a number in their text.
 */
function mayBeAmong(
  published: PublishedFigures,
  results: readonly JobResults[],
): (literal: PlacedLiteral) => boolean {
  let known: readonly unknown[] | null = null;
  return ({ text }) => {
    known ??= [
      ...[...published.values()].map(({ value }) => value),
      ...results.flatMap((job) => scalarsOf(job.results, job.specs)),
    ];
    const runs = text.match(DIGITS) ?? [];
    if (runs.length === 0 || UNUSUAL.test(text)) return true;
    return runs.some((run) => {
      const read = readNumber(run.replace(/\D+$/, ''));
      // What is written otherwise than numbers mostly are is looked at closely.
      if (read === null) return true;
      const isNear = (value: number): boolean => Math.abs(value - read.value) <= 1.01 * read.tolerance;
      return known?.some(
        (value) => typeof value === 'number' && (isNear(value) || isNear(-value) || isNear(100 * value)),
      );
    });
  };
}

/** What a job gives that is neither a list nor a clock time. */
function scalarsOf(results: ResultTree, specs: ResultSpecs): unknown[] {
  return Object.entries(specs).flatMap(([name, spec]) => {
    if (spec.kind === 'duration') return [];
    const result = results[name];
    return spec.kind === 'group' ? scalarsOf(result as ResultTree, spec.results) : [result];
  });
}

/** Whole numbers of two digits and decimals of one are everywhere. */
function numbersOf({ text, passage }: PlacedLiteral): WrittenNumber[] {
  const numbers = passage.takes === 'tex' ? findInTex(text) : findNumbers(text);
  return numbers.filter((number) => significantDigits(number.text) >= leastDigits(number.text));
}

function leastDigits(text: string): number {
  return canonicalNumber(text).includes('.') ? 2 : 3;
}

/** Two digits tell a result of the literal's own section, and no more. */
function isTold(fit: Fit, text: string): boolean {
  return significantDigits(text) > 2 || fit.rank < 2 || isPublished(fit);
}

function describe({ text }: WrittenNumber, { binding, shows }: Fit, { node }: PlacedLiteral): Diagnostic {
  return {
    rule: 'literal-is-no-result',
    message: say.literalIsResult(text, binding, shows),
    place: node.place,
  };
}
