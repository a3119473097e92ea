import type { Diagnostic } from '../base/diagnostic.ts';
import type { Made } from '../base/effects.ts';
import { equationIsFaulty, specIsFaulty } from '../base/messages/emit.ts';
import type { DraftFormula, NamedSpec, Writing } from '../base/writing.ts';
import type { FormulaFault } from './html/set-formula.ts';

/**
 * What KaTeX and Vega-Lite refuse whatever the results are, so that a build may ask before it runs anything. What
 * depends on results is told when the document is written.
 */
export async function checkWriting({ formulas, specs }: Writing, made: Made): Promise<Diagnostic[]> {
  const checked = await Promise.all([
    checkFormulas(formulas, made),
    ...specs.map((spec) => checkSpec(spec, made)),
  ]);
  return checked.flat();
}

/** All in one go: a warm build asks the cache once, and does not load KaTeX. */
async function checkFormulas(drafts: readonly DraftFormula[], made: Made): Promise<Diagnostic[]> {
  if (drafts.length === 0) return [];
  const formulas = drafts.map(({ tex, display }) => ({ tex, display }));
  const kept = await made.text('formula-faults', { formulas }, async () => {
    const { findFault } = await import('./html/set-formula.ts');
    return JSON.stringify(formulas.map(findFault));
  });
  const faults = JSON.parse(kept) as (FormulaFault | null)[];
  return drafts.flatMap((draft, index) => {
    const fault = faults[index];
    return fault ? [describe(draft, fault)] : [];
  });
}

function describe(draft: DraftFormula, { reason, position }: FormulaFault): Diagnostic {
  return {
    rule: 'equation-is-valid',
    message: equationIsFaulty(draft.written, reason),
    place: position === null ? draft.place : draft.at(position),
  };
}

async function checkSpec({ file, spec, place }: NamedSpec, made: Made): Promise<Diagnostic[]> {
  const kept = await made.text('spec-faults', { spec }, async () => {
    const { findChartFaults } = await import('./figure/compile-chart.ts');
    return JSON.stringify(await findChartFaults(spec));
  });
  const details = JSON.parse(kept) as string[];
  return details.length === 0 ? [] : [{ rule: 'spec-is-valid', message: specIsFaulty(file), place, details }];
}
