import type { Paragraph, Table } from 'mdast';

import * as say from '../../base/messages/parse.ts';
import type { WrittenTableNode } from '../../base/tree.ts';
import type { Reading } from '../reading.ts';
import { placeOfNode, type Directive } from './directive.ts';

/** `:::table{#tbl-x}` without `of=`: a paragraph of caption and a table in Markdown, in either order. */
export function readWrittenTable(
  directive: Directive,
  id: string | null,
  reading: Reading,
): WrittenTableNode | null {
  const { content, yaml, place } = directive;
  const refuse = (message: string, at = place): void => {
    reading.diagnostics.push({ rule: 'directive-is-whole', message, place: at });
  };
  const [table, ...others] = content.filter((node) => node.type === 'table');
  if (table === undefined) {
    refuse(say.tableIsMissing());
    return null;
  }
  if (yaml !== null) refuse(say.tableTakesNoYaml(), yaml.placeAt(0));
  for (const other of others) refuse(say.tablesAreTwo(), placeOfNode(other, reading));
  refuseLongRows(table, reading);
  return { type: 'writtenTable', id, children: [...readWords(directive, reading), table], place };
}

/** The caption; anything else beside the table is refused. */
function readWords(directive: Directive, reading: Reading): Paragraph[] {
  const [caption, ...others] = directive.content.filter((node) => node.type !== 'table');
  const paragraph = caption?.type === 'paragraph' ? caption : null;
  for (const node of paragraph === null && caption ? [caption, ...others] : others) {
    const message = say.contentIsNotTaken('table', 'one paragraph of caption and one table');
    reading.diagnostics.push({ rule: 'directive-is-whole', message, place: placeOfNode(node, reading) });
  }
  return paragraph === null ? [] : [paragraph];
}

/** GFM ignores cells beyond the last header: words would be lost without one. */
function refuseLongRows(table: Table, reading: Reading): void {
  const columns = table.children[0]?.children.length ?? 0;
  for (const row of table.children) {
    const cell = row.children[columns];
    if (cell === undefined) continue;
    const message = say.rowIsTooLong(row.children.length, columns);
    const place = reading.source.placeAt(cell.position?.start.offset ?? 0);
    reading.diagnostics.push({ rule: 'table-is-even', message, place });
  }
}
