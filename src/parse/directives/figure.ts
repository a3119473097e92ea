import { z } from 'zod';

import * as say from '../../base/messages/parse.ts';
import type { FigureSource, NamedData, ResultFigureNode } from '../../base/tree.ts';
import { refuseUnknownAttributes, type Attribute } from '../attributes.ts';
import { parseExpression } from '../expression.ts';
import { readId } from '../names.ts';
import { isPicture, normalPath } from '../paths.ts';
import type { Reading } from '../reading.ts';
import { readTemplate } from '../template.ts';
import { readYaml, type YamlData } from '../yaml-block.ts';
import { readCaption, type Directive } from './directive.ts';

const schema = z.strictObject({
  alt: z.string().optional(),
  data: z.record(z.string(), z.string()).optional(),
});

type FigureYaml = YamlData<z.output<typeof schema>>;

/** `:::figure{#fig-x …}` by `spec=` and data, by `image=` of a result, or by `file=`, with a caption and `alt:`. */
export function readFigure(directive: Directive, reading: Reading): ResultFigureNode | null {
  const { diagnostics } = reading;
  const { attributes, place } = directive;
  refuseUnknownAttributes('figure', attributes, {
    known: ['id', 'spec', 'of', 'image', 'file'],
    diagnostics,
  });
  const id = readId(attributes.get('id'), { prefix: 'fig-', what: 'a figure' }, reading);
  const yaml = directive.yaml && readYaml(directive.yaml, schema, diagnostics);
  const source = readSource(directive, yaml, reading);
  const children = readCaption(directive, reading);
  if (!yaml?.value.alt?.trim()) {
    // A block that could not be read has been told of already.
    if (yaml !== null || directive.yaml === null) {
      diagnostics.push({ rule: 'alt-is-given', message: say.altIsMissing(), place });
    }
    return null;
  }
  const { template: alt, at: altAt } = readTemplate(yaml.textOf(['alt']), reading);
  return source && { type: 'resultFigure', id, source, alt, altAt, children, place };
}

function readSource(directive: Directive, yaml: FigureYaml | null, reading: Reading): FigureSource | null {
  const { attributes, place } = directive;
  const given = ['spec', 'image', 'file'].flatMap((name) => attributes.get(name) ?? []);
  const [only] = given;
  if (only === undefined || given.length > 1) {
    reading.diagnostics.push({
      rule: 'directive-is-whole',
      message: say.figureHasSources(given.length),
      place,
    });
    return null;
  }
  if (only.name === 'spec') return readSpec(only, directive, { yaml, reading });
  const data = attributes.get('of')?.place ?? (yaml?.value.data ? yaml.placeOfName(['data']) : null);
  if (data !== null)
    reading.diagnostics.push({ rule: 'directive-is-whole', message: say.figureTakesNoData(), place: data });
  return only.name === 'image' ? readImage(only, reading) : readFile(only, reading);
}

function readSpec(
  attribute: Attribute,
  directive: Directive,
  { yaml, reading }: { yaml: FigureYaml | null; reading: Reading },
): FigureSource {
  const spec = attribute.value.text;
  reading.specs.push({ name: spec, place: attribute.place });
  return { type: 'spec', spec, specPlace: attribute.place, data: readData(directive, yaml, reading) };
}

function readData(directive: Directive, yaml: FigureYaml | null, reading: Reading): NamedData[] {
  const { diagnostics } = reading;
  const of = directive.attributes.get('of');
  const named = Object.keys(yaml?.value.data ?? {});
  const refuse = (message: string): void => {
    diagnostics.push({ rule: 'directive-is-whole', message, place: of?.place ?? directive.place });
  };
  if (of !== undefined && named.length > 0) refuse(say.figureDataStandsTwice());
  if (of === undefined && named.length === 0) refuse(say.figureHasNoData());
  const texts = of ? [{ name: 'data', text: of.value }] : [];
  if (yaml !== null) texts.push(...named.map((name) => ({ name, text: yaml.textOf(['data', name]) })));
  return texts.flatMap(({ name, text }) => {
    const rows = parseExpression(text, diagnostics);
    return rows === null ? [] : [{ name, rows }];
  });
}

function readImage(attribute: Attribute, reading: Reading): FigureSource | null {
  const image = parseExpression(attribute.value, reading.diagnostics);
  return image && { type: 'image', image };
}

function readFile(attribute: Attribute, reading: Reading): FigureSource {
  const { place } = attribute;
  const path = normalPath('.', attribute.value.text);
  if (!isPicture(path)) {
    reading.diagnostics.push({ rule: 'image-is-picture', message: say.imageIsNoPicture(path), place });
  } else reading.images.push({ path, place });
  return { type: 'file', path, pathPlace: place };
}
