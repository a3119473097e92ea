import type { Heading } from 'mdast';

import * as say from '../base/messages/parse.ts';
import { readAttributes, type Attributes } from './attributes.ts';
import { readId } from './names.ts';
import type { Reading } from './reading.ts';
import { sliceText } from './source-text.ts';

/** From the last brace on. */
const LABEL = /^\{([ \t]*[#.-][^{}]*)\}[ \t]*$/;

/** Takes `{#sec-x .unnumbered}` off the end of a heading and keeps what it says in the heading's data. */
export function readHeadingLabel(heading: Heading, reading: Reading): void {
  const last = heading.children.at(-1);
  if (last?.type !== 'text' || !last.value.trimEnd().endsWith('}')) return;
  const start = last.position?.start.offset ?? 0;
  const written = reading.source.text.slice(start, last.position?.end.offset ?? start);
  const at = written.lastIndexOf('{');
  const match = LABEL.exec(written.slice(at));
  if (at < 0 || match === null || written.charAt(at - 1) === '\\') return;
  const brace = start + at;
  const content = sliceText(reading.source, brace + 1, brace + 1 + (match[1] ?? '').length);
  const place = reading.source.placeAt(brace);
  const short = content.text.trim() === '-';
  const attributes: Attributes = short ? new Map() : readAttributes(content, reading.diagnostics);
  refuseOthers(attributes, match[0].trim(), reading);
  const id = readId(attributes.get('id'), { prefix: 'sec-', what: 'a section' }, reading);
  heading.data = { ...heading.data, label: { id, unnumbered: short || attributes.has('class'), place } };
  last.value = last.value.slice(0, last.value.lastIndexOf('{')).trimEnd();
  if (last.value === '') heading.children.pop();
}

function refuseOthers(attributes: Attributes, written: string, { diagnostics }: Reading): void {
  for (const { name, value, place } of attributes.values()) {
    if (name === 'id' || (name === 'class' && value.text === 'unnumbered')) continue;
    diagnostics.push({ rule: 'field-is-known', message: say.attributesOfHeading(written), place });
  }
}
