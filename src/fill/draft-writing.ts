import type { Nodes } from 'mdast';

import type { Place } from '../base/place.ts';
import type { ParsedReport } from '../base/report.ts';
import type { EquationNode, InlineEquationNode, LiteralNode, TexTemplate, ValueNode } from '../base/tree.ts';
import type { DraftFormula, NamedSpec, Writing } from '../base/writing.ts';
import { asOneToken } from './equation.ts';
import { plainText } from './plain-text.ts';
import { visitAll } from './walk.ts';

/** Stands for every result: what TeX takes one number for, it takes any. */
const anyNumber = '1';

/** The formulas and specs of a report as they can be checked before anything ran. */
export function draftWriting(report: ParsedReport): Writing {
  const formulas: DraftFormula[] = [];
  const specs = new Map<string, NamedSpec>();
  for (const source of [report.abstract, ...report.sources]) {
    if (!source) continue;
    visitAll(source.tree, (node) => {
      const formula = draftFormula(node);
      if (formula) formulas.push(formula);
      const spec = specOf(node, report);
      if (spec && !specs.has(spec.name)) specs.set(spec.name, spec);
    });
  }
  return { formulas, specs: [...specs.values()] };
}

/** Unknown names are told with the figures. */
function specOf(node: Nodes, { specs }: ParsedReport): NamedSpec | null {
  if (node.type !== 'resultFigure' || node.source.type !== 'spec') return null;
  const spec = specs.get(node.source.spec);
  return spec ? { ...spec, place: node.source.specPlace } : null;
}

function draftFormula(node: Nodes): DraftFormula | null {
  if (node.type === 'equation' || node.type === 'inlineEquation') return draftParts(node);
  const place = node.data?.place;
  if (node.type !== 'inlineMath' || !place) return null;
  const texAt = node.data?.texAt;
  return {
    tex: node.value,
    written: node.value,
    display: false,
    place,
    at: (offset) => texAt?.(0, offset) ?? place,
  };
}

/** Where a part begins in the draft, and how to find its characters in the author's file. */
interface Stretch {
  start: number;
  at(offset: number): Place;
}

function draftParts({ type, tex: parts, place, texAt }: EquationNode | InlineEquationNode): DraftFormula {
  let tex = '';
  const stretches: Stretch[] = [];
  for (const [index, part] of parts.entries()) {
    const at =
      typeof part === 'string' ? (offset: number) => texAt?.(index, offset) ?? place : () => part.place;
    stretches.push({ start: tex.length, at });
    tex += typeof part === 'string' ? part : asOneToken(draftOf(part), tex);
  }
  const at = (offset: number): Place => {
    const stretch = stretches.findLast(({ start }) => start <= offset);
    return stretch?.at(offset - stretch.start) ?? place;
  };
  const written = parts.map(asWritten).join('');
  return { tex, written, display: type === 'equation', place, at };
}

function draftOf(part: ValueNode | LiteralNode): string {
  return part.type === 'literal' ? plainText(part.children) : anyNumber;
}

function asWritten(part: TexTemplate[number]): string {
  if (typeof part === 'string') return part;
  if (part.type === 'literal') return `\\literal[${part.reason}]{${plainText(part.children)}}`;
  const format = part.format === null ? '' : `[${part.format}]`;
  return `\\result${format}{${part.expression.source}}`;
}
