import { z } from 'zod';

import type { ResultTableNode, TableColumn } from '../../base/tree.ts';
import { refuseUnknownAttributes } from '../attributes.ts';
import { parseExpression } from '../expression.ts';
import { readId } from '../names.ts';
import type { Reading } from '../reading.ts';
import { readYaml, type YamlData } from '../yaml-block.ts';
import { readCaption, requireAttribute, type Directive } from './directive.ts';

const schema = z.strictObject({
  columns: z
    .array(
      z.strictObject({
        header: z.union([z.string(), z.number()], 'a header is a text'),
        value: z.union([z.string(), z.number()], 'a column takes an expression'),
        format: z.string().optional(),
        align: z.enum(['left', 'center', 'right']).optional(),
      }),
    )
    .min(1, 'it is empty')
    .optional(),
});

/** `:::table{#tbl-x of="…"}` with a caption and, in YAML, its columns. */
export function readTable(directive: Directive, reading: Reading): ResultTableNode | null {
  const { diagnostics } = reading;
  refuseUnknownAttributes('table', directive.attributes, { known: ['id', 'of'], diagnostics });
  const id = readId(directive.attributes.get('id'), { prefix: 'tbl-', what: 'a table' }, reading);
  const rows = requireAttribute(directive, { name: 'of', example: 'of="cases(mlp)"' }, reading);
  const of = rows && parseExpression(rows.value, diagnostics);
  const yaml = directive.yaml && readYaml(directive.yaml, schema, diagnostics);
  const columns = yaml?.value.columns?.map((_, index) => readColumn(yaml, index, reading)) ?? [];
  const children = readCaption(directive, reading);
  if (of === null) return null;
  const { place } = directive;
  return {
    type: 'resultTable',
    id,
    of,
    columns: columns.filter((column) => column !== null),
    children,
    place,
  };
}

function readColumn(
  yaml: YamlData<z.output<typeof schema>>,
  index: number,
  reading: Reading,
): TableColumn | null {
  const path = ['columns', index];
  const column = yaml.value.columns?.[index];
  const value = parseExpression(yaml.textOf([...path, 'value']), reading.diagnostics);
  if (value === null) return null;
  return {
    header: reading.parsePhrasing(yaml.textOf([...path, 'header']), reading),
    value,
    format: column?.format ?? null,
    align: column?.align ?? null,
    place: yaml.placeOf(path),
  };
}
