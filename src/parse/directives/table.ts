import { z } from 'zod';

import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Expression } from '../../base/expression.ts';
import * as say from '../../base/messages/parse.ts';
import type { ResultTableNode, SortKey, WrittenTableNode } from '../../base/tree.ts';
import { refuseUnknownAttributes, type Attribute } from '../attributes.ts';
import { parseExpression, parseList } from '../expression.ts';
import { readId } from '../names.ts';
import type { Reading } from '../reading.ts';
import { readYaml, type YamlData } from '../yaml-block.ts';
import { columnsSchema, readColumns } from './columns.ts';
import { readCaption, type Directive } from './directive.ts';
import { readWrittenTable } from './written-table.ts';

const schema = z.strictObject({
  of: z
    .union(
      [z.string(), z.array(z.string()).min(1, 'it is empty')],
      'rows are an expression, or a list of them',
    )
    .optional(),
  columns: columnsSchema.optional(),
  where: z.union([z.string(), z.boolean()], 'a condition is an expression').optional(),
  sort: z
    .union(
      [z.string(), z.array(z.string()).min(1, 'it is empty')],
      'the order is an expression or a list of them',
    )
    .optional(),
});

type TableYaml = YamlData<z.output<typeof schema>>;

/** `:::table{#tbl-x of="…"}` with a caption and, in YAML, its columns (or `of` as well); without `of` around a table in Markdown. */
export function readTable(directive: Directive, reading: Reading): ResultTableNode | WrittenTableNode | null {
  const { diagnostics } = reading;
  refuseUnknownAttributes('table', directive.attributes, { known: ['id', 'of'], diagnostics });
  const id = readId(directive.attributes.get('id'), { prefix: 'tbl-', what: 'a table' }, reading);
  const attribute = directive.attributes.get('of');
  if (attribute === undefined && !holdsRows(directive)) return readWrittenTable(directive, id, reading);
  const yaml = directive.yaml && readYaml(directive.yaml, schema, diagnostics);
  const of = readRows(attribute, yaml, reading);
  const written = yaml?.value.columns;
  const columns =
    yaml === null || written === undefined ? [] : readColumns(written, { yaml, path: ['columns'] }, reading);
  const children = readCaption(directive, reading);
  if (of === null) return null;
  const { place } = directive;
  return {
    type: 'resultTable',
    id,
    of,
    columns,
    where: yaml?.value.where === undefined ? null : parseExpression(yaml.textOf(['where']), diagnostics),
    sort: yaml === null ? [] : readSort(yaml, reading),
    children,
    place,
  };
}

/** Whether the rows stand in the YAML, where they have room. */
function holdsRows({ yaml }: Directive): boolean {
  return yaml !== null && /^\s*of\s*:/m.test(yaml.text);
}

function readRows(
  attribute: Attribute | undefined,
  yaml: TableYaml | null,
  { diagnostics }: Reading,
): Expression | null {
  if (attribute === undefined) return yaml && parseRows(yaml, diagnostics);
  if (yaml?.value.of !== undefined)
    diagnostics.push({ rule: 'directive-is-whole', message: say.rowsStandTwice(), place: attribute.place });
  return parseExpression(attribute.value, diagnostics);
}

function parseRows(yaml: TableYaml, diagnostics: Diagnostic[]): Expression | null {
  const { of } = yaml.value;
  if (of === undefined) return null;
  if (typeof of === 'string') return parseExpression(yaml.textOf(['of']), diagnostics);
  return parseList(
    of.map((_, index) => yaml.textOf(['of', index])),
    diagnostics,
  );
}

/** `-f1` is from the highest down: an expression that as a whole is the negative of another sorts by that one, backwards. */
function readSort(yaml: TableYaml, reading: Reading): SortKey[] {
  const { sort = [] } = yaml.value;
  const paths = typeof sort === 'string' ? [['sort']] : sort.map((_, index) => ['sort', index]);
  return paths.flatMap((path): SortKey[] => {
    const expression = parseExpression(yaml.textOf(path), reading.diagnostics);
    if (expression === null) return [];
    const { root } = expression;
    if (root.type !== 'unary' || root.operator !== '-') return [{ expression, descending: false }];
    return [{ expression: { ...expression, root: root.operand }, descending: true }];
  });
}
