import type { Diagnostic } from '../base/diagnostic.ts';
import * as say from '../base/messages/audit.ts';
import type { ParsedReport } from '../base/report.ts';
import { findInTex } from './find-in-tex.ts';
import { findNumbers, type WrittenNumber } from './find-numbers.ts';
import { listPassages } from './list-passages.ts';
import type { Passage } from './passage.ts';

/** A number that nothing accounts for, and where it stands. */
export interface UnboundNumber extends WrittenNumber {
  passage: Passage;
}

/** Every number of a report's prose, captions, cells, alternative texts, titles and mathematics that nothing accounts for. */
export function findUnbound(report: ParsedReport): UnboundNumber[] {
  return listPassages(report).flatMap((passage) => {
    const numbers = passage.takes === 'tex' ? findInTex(passage.text) : findNumbers(passage.text);
    return numbers.map((number) => ({ ...number, passage }));
  });
}

/** Tells of each where it stands, with the bindings that would print it, the best one first. */
export function describeUnbound(number: UnboundNumber, bindings: readonly string[]): Diagnostic {
  const { text, at, passage } = number;
  const [best = null, ...others] = bindings;
  return {
    rule: 'number-is-bound',
    message: messageFor(passage.takes, text, best),
    place: passage.placeAt(at),
    ...(others.length > 0 ? { details: others.map(say.orBinding) } : {}),
  };
}

function messageFor(takes: Passage['takes'], text: string, binding: string | null): string {
  if (takes === 'nothing') return say.numberCannotBeBound(text);
  return takes === 'tex' ? say.numberInTexIsUnbound(text, binding) : say.numberIsUnbound(text, binding);
}
