import katex from 'katex';

import { commandIsRefused } from '../../base/messages/emit.ts';

import type { Formula } from './math.ts';

/** Why KaTeX refuses a formula, and the offset in its TeX where known. */
export interface FormulaFault {
  reason: string;
  position: number | null;
}

/** Sets a formula with KaTeX, strictly and without trust: no `\href`, no `\includegraphics`, no HTML. Throws at faults. */
export function setFormula({ tex, display }: Formula): string {
  return katex.renderToString(tex, {
    displayMode: display,
    output: 'htmlAndMathml',
    throwOnError: true,
    trust: refuse,
    strict: 'error',
  });
}

/** What is wrong with a formula; null where it can be set. */
export function findFault(formula: Formula): FormulaFault | null {
  try {
    setFormula(formula);
    return null;
  } catch (error) {
    return explainFault(error, formula);
  }
}

/** KaTeX's bare sentence: the formula itself stands in the diagnostic. */
export function explainFault(error: unknown, { tex }: Formula): FormulaFault {
  if (error instanceof RefusedCommand)
    return { reason: error.message, position: positionIn(tex, tex.indexOf(error.command)) };
  if (error instanceof katex.ParseError)
    return { reason: error.rawMessage.replace(/\.$/, ''), position: positionIn(tex, error.position) };
  return { reason: error instanceof Error ? error.message : String(error), position: null };
}

/** Within a macro of its own KaTeX counts from that macro's beginning, and for some faults not at all. */
function positionIn(tex: string, position: number | undefined): number | null {
  return position !== undefined && position >= 0 && position <= tex.length ? position : null;
}

class RefusedCommand extends Error {
  readonly command: string;

  constructor(command: string) {
    super(commandIsRefused(command));
    this.command = command;
  }
}

/** Left to itself KaTeX would show a command that it does not trust in red, and go on. */
function refuse({ command }: { command: string }): never {
  throw new RefusedCommand(command);
}
