import { z } from 'zod';

import type { Diagnostic } from '../base/diagnostic.ts';
import { readDuration } from '../base/language/duration.ts';
import * as say from '../base/messages/parse.ts';
import { nearestName } from '../base/nearest.ts';
import type { Published, PublishedFigures } from '../base/report.ts';
import { checkName } from './names.ts';
import type { SourceText } from './source-text.ts';
import { readYaml, type YamlData } from './yaml-block.ts';

const INHERITED = ['source', 'unit', 'kind'] as const;
const FIELDS: readonly string[] = ['value', ...INHERITED];

/** What a figure may be; a duration may stand as it was printed, `2 min 21 s`. */
const KINDS: readonly string[] = ['count', 'metric', 'duration', 'text'];

type Mapping = { readonly [name: string]: unknown };
type Inherited = { readonly [field in (typeof INHERITED)[number]]: string | null };

/** Reads published.yaml: every mapping with a `value` is a figure; source, unit and kind may stand further out. */
export function readPublished(source: SourceText, diagnostics: Diagnostic[]): PublishedFigures {
  const figures = new Map<string, Published>();
  if (source.text.replace(/^\s*#.*$/gm, '').trim() === '') return figures;
  const yaml = readYaml(source, z.record(z.string(), z.unknown()), diagnostics);
  if (yaml === null) return figures;
  const outer = { source: null, unit: null, kind: null };
  const walk = { yaml, figures, diagnostics };
  readGroup(yaml.value, { path: [], outer }, walk);
  return figures;
}

interface Walk {
  yaml: YamlData<unknown>;
  figures: Map<string, Published>;
  diagnostics: Diagnostic[];
}

interface Where {
  path: readonly string[];
  outer: Inherited;
}

function readGroup(group: Mapping, { path, outer }: Where, walk: Walk): void {
  const inherited = inherit(group, outer);
  checkKind(group, path, walk);
  for (const [name, member] of Object.entries(group)) {
    const inner = [...path, name];
    if (isInherited(name)) refuseMapping(name, member, inner, walk);
    else {
      checkName('a published figure', { name, place: walk.yaml.placeOfName(inner) }, walk.diagnostics);
      readMember(member, { path: inner, outer: inherited }, walk);
    }
  }
}

function readMember(member: unknown, where: Where, walk: Walk): void {
  const { yaml, diagnostics } = walk;
  if (!isMapping(member)) {
    const message = say.publishedIsNoMapping(where.path.join('.'));
    diagnostics.push({ rule: 'field-is-valid', message, place: yaml.placeOfName(where.path) });
  } else if ('value' in member) readFigure(member, where, walk);
  else readGroup(member, where, walk);
}

function readFigure(member: Mapping, { path, outer }: Where, walk: Walk): void {
  const { yaml, figures, diagnostics } = walk;
  const { source, unit, kind } = inherit(member, outer);
  checkKind(member, path, walk);
  const value = kind === 'duration' ? secondsOf(member.value) : member.value;
  for (const name of Object.keys(member).filter((one) => !FIELDS.includes(one))) {
    const message = say.fieldIsUnknown(name, nearestName(name, FIELDS), FIELDS);
    diagnostics.push({ rule: 'field-is-known', message, place: yaml.placeOfName([...path, name]) });
  }
  if (typeof value !== 'number' && typeof value !== 'string') {
    const wanted = kind === 'duration' ? 'seconds, or a time like "2 min 21 s"' : 'a number or a text';
    const message = say.fieldIsWrong('value', say.expected(wanted));
    diagnostics.push({ rule: 'field-is-valid', message, place: yaml.placeOf([...path, 'value']) });
    return;
  }
  const place = yaml.placeOfName(path);
  if (source === null) {
    const message = say.publishedHasNoSource(path.join('.'));
    diagnostics.push({ rule: 'field-is-given', message, place });
    return;
  }
  const text = yaml.writtenAt([...path, 'value']);
  figures.set(path.join('.'), { value, text, kind: kind ?? kindOf(value, text), unit, source, place });
}

/** A kind that is none is told where it stands, and once however many figures it is meant for. */
function checkKind({ kind }: Mapping, path: readonly string[], { yaml, diagnostics }: Walk): void {
  if (kind === undefined || isMapping(kind)) return;
  const written = typeof kind === 'string' ? kind : JSON.stringify(kind);
  if (KINDS.includes(written)) return;
  const message = say.publishedKindIsUnknown(written, nearestName(written, KINDS), KINDS);
  diagnostics.push({ rule: 'field-is-valid', message, place: yaml.placeOf([...path, 'kind']) });
}

/** Seconds of a time as it was printed, `2 min 21 s`; null where it is none. */
function secondsOf(value: unknown): unknown {
  return typeof value === 'string' ? readDuration(value) : value;
}

/** Without a `kind`: whole numbers are counts, others metrics. */
function kindOf(value: number | string, text: string): string {
  if (typeof value === 'string') return 'text';
  return /^[+-]?\d+$/.test(text) ? 'count' : 'metric';
}

function inherit(group: Mapping, outer: Inherited): Inherited {
  const own = (field: keyof Inherited): string | null => {
    const written = group[field];
    return typeof written === 'string' || typeof written === 'number' ? String(written) : outer[field];
  };
  return { source: own('source'), unit: own('unit'), kind: own('kind') };
}

function refuseMapping(
  name: string,
  member: unknown,
  path: readonly string[],
  { yaml, diagnostics }: Walk,
): void {
  if (!isMapping(member)) return;
  const message = say.publishedNameIsReserved(name);
  diagnostics.push({ rule: 'name-is-valid', message, place: yaml.placeOfName(path) });
}

function isInherited(name: string): boolean {
  return INHERITED.some((field) => field === name);
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
