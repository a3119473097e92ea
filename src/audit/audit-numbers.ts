import type { Diagnostic } from '../base/diagnostic.ts';
import * as say from '../base/messages/audit.ts';
import { findInTex } from './find-in-tex.ts';
import type { Fit } from './fit-bindings.ts';
import { findNumbers, type WrittenNumber } from './find-numbers.ts';
import type { Passage } from './passage.ts';

/** A number that nothing accounts for, and where it stands. */
export interface UnboundNumber extends WrittenNumber {
  passage: Passage;
}

/** One thing that an audit found. */
export interface Finding {
  unbound?: UnboundNumber;
  /** Another mistake. */
  mistake?: Diagnostic;
  /** What deserves a look and stops nothing. */
  warning?: Diagnostic;
}

/** Every number of a passage that nothing accounts for. */
export function findUnbound(passage: Passage): UnboundNumber[] {
  const numbers = passage.takes === 'tex' ? findInTex(passage.text) : findNumbers(passage.text);
  return numbers.map((number) => ({ ...number, passage }));
}

/** How many bindings are told for one number. */
const MOST = 3;

/** Tells of each where it stands, with the bindings that would print it, the best one first. */
export function describeUnbound(number: UnboundNumber, fits: readonly Pick<Fit, 'binding'>[]): Diagnostic {
  const { text, at, passage } = number;
  const bindings = fits.slice(0, MOST).map(({ binding }) => binding);
  const [best = null, ...others] = bindings;
  const isWritable = passage.takes === 'directive' || passage.takes === 'tex' || passage.takes === 'data';
  const details = isWritable ? others.map(say.orBinding) : bindings.map(say.isPrintedBy);
  return {
    rule: 'number-is-bound',
    message: messageFor(passage.takes, text, best),
    place: passage.placeAt(at),
    ...(details.length > 0 ? { details } : {}),
  };
}

function messageFor(takes: Passage['takes'], text: string, binding: string | null): string {
  switch (takes) {
    case 'directive':
      return say.numberIsUnbound(text, binding);
    case 'tex':
      return say.numberInTexIsUnbound(text, binding);
    case 'data':
      return say.numberInSpecIsUnbound(text, binding);
    case 'code':
      return say.numberInOutput(text);
    case 'nothing':
      return say.numberCannotBeBound(text);
  }
}
