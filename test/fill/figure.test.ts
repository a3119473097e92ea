import { describe, expect, it } from 'vitest';

import type { Json } from '../../src/base/json.ts';
import * as say from '../../src/base/messages/language.ts';
import type { FigureSpec } from '../../src/base/report.ts';
import type { ResultFigureNode } from '../../src/base/tree.ts';
import { fillFigures, type FigureFiles } from '../../src/fill/figure.ts';
import { chart, figure, place, rootOf, sampleResults } from './bindings.ts';
import { expressionOf } from '../language/sample.ts';

const file = 'figures/curves.json';

function specOf(spec: Json): ReadonlyMap<string, FigureSpec> {
  return new Map([['curves', { name: 'curves', file, spec, text: '', placeAt: () => place }]]);
}

function fill(node: ResultFigureNode, files: Partial<FigureFiles>) {
  const tree = rootOf([node]);
  const diagnostics = fillFigures(tree, sampleResults(), 'report/01.md', {
    specs: new Map(),
    imageFiles: new Map(),
    ...files,
  });
  return { figure: tree.children[0], messages: diagnostics.map(({ message }) => message), diagnostics };
}

const fields = (...names: string[]): Json => ({
  data: { name: 'data' },
  mark: 'line',
  encoding: { x: { field: names[0] ?? '' }, tooltip: names.map((field) => ({ field })) },
});

describe('fillFigures', () => {
  it('puts a table result into the spec, numbers as they are, and fills the alternative text', () => {
    const { figure: filled, messages } = fill(chart('curves', { data: 'digits.history' }), {
      specs: specOf(fields('epoch', 'xent')),
    });
    expect(messages).toEqual([]);
    const data = [
      { epoch: 1, xent: 0.5, remark: 'start' },
      { epoch: 2, xent: 0.25, remark: null },
    ];
    const picture = { type: 'chart', name: 'curves', spec: { mark: 'line', datasets: { data } } };
    expect(filled).toMatchObject({
      type: 'captionedFigure',
      id: 'fig-a',
      label: '',
      alt: 'F1 is 0.90.',
      picture,
    });
  });

  it.each([
    ['cases(mlp)', ['label', 'given.epochs', 'final.xent', 'published.f1']],
    ['digits.weights', ['index', 'value']],
    ['digits.confusion', ['row', 'column', 'value']],
    ['[{x: 1, y: 2}]', ['x', 'y']],
  ])('draws %s', (of, names) => {
    expect(fill(chart('curves', { data: of }), { specs: specOf(fields(...names)) }).messages).toEqual([]);
  });

  it('knows the fields that transforms make, in every part of a composed view', () => {
    const spec = {
      data: { name: 'data' },
      transform: [
        { calculate: 'datum.xent / 2', as: 'half' },
        { fold: ['xent', 'half'] },
        { window: [{ op: 'rank', as: 'place' }], sort: [{ field: 'xent' }], groupby: ['key'] },
        { lookup: 'epoch', from: { data: { name: 'notes' }, key: 'index', fields: ['value'] } },
      ],
      hconcat: [
        { mark: 'line', encoding: { x: { field: 'epoch' }, y: { field: 'value' }, color: { field: 'key' } } },
        {
          data: { name: 'notes' },
          layer: [{ mark: 'bar', encoding: { x: { field: 'index' }, y: { aggregate: 'count' } } }],
        },
        {
          repeat: ['xent', 'half'],
          spec: { mark: 'bar', encoding: { y: { field: { repeat: 'repeat' } }, x: { field: 'place' } } },
        },
      ],
    };
    const node = chart('curves', { data: 'digits.history', notes: 'digits.weights' });
    expect(fill(node, { specs: specOf(spec) }).messages).toEqual([]);
  });

  const view = (inner: Json): Json => ({ data: { name: 'data' }, ...(inner as object) });

  it.each([
    ['a channel', view({ encoding: { x: { field: 'epok' } } }), 'epok', 'epoch'],
    ['a filter', view({ transform: [{ filter: "datum['xemt'] > 1" }] }), 'xemt', 'xent'],
    ['a predicate', view({ transform: [{ filter: { and: [{ field: 'xemt', gt: 1 }] } }] }), 'xemt', 'xent'],
    ['a fold', view({ transform: [{ fold: ['xemt'] }] }), 'xemt', 'xent'],
    ['a facet', view({ facet: { field: 'epok' }, spec: { mark: 'bar' } }), 'epok', 'epoch'],
    [
      'a layer',
      view({ layer: [{ encoding: { y: { condition: { test: 'datum.epok > 1', value: 1 } } } }] }),
      'epok',
      'epoch',
    ],
    ['a repeat', view({ repeat: { row: ['epok'] }, spec: {} }), 'epok', 'epoch'],
    [
      'a made field',
      view({ transform: [{ calculate: '1', as: 'total' }], encoding: { x: { field: 'totl' } } }),
      'totl',
      'total',
    ],
  ])('tells an unknown field of %s', (_, spec, field, nearest) => {
    const { messages } = fill(chart('curves', { data: 'digits.history' }), { specs: specOf(spec) });
    expect(messages).toEqual([say.unknownField(file, field, nearest, [])]);
  });

  it.each([
    [
      { data: 'digits.history' },
      { data: { name: 'dta' } },
      [say.dataIsUnbound(file, 'dta', ['data']), say.dataIsUnused(file, 'data', ['dta'])],
    ],
    [{ data: 'digits.history' }, { mark: 'bar' }, [say.dataIsUnused(file, 'data', [])]],
    [
      { data: 'digits.history' },
      { data: { url: 'a.csv' }, layer: [{ data: { name: 'data' } }] },
      [say.dataHasUrl(file)],
    ],
    [{ data: 'mlp' }, fields('x'), [say.noFigureRows('an experiment with cases', 'mlp')]],
    [{ data: 'digits.histroy' }, fields('x'), [say.unknownName('digits.histroy', 'digits.history', [])]],
  ])('tells what is wrong with data %j', (data, spec, messages) => {
    expect(fill(chart('curves', data), { specs: specOf(spec) }).messages).toEqual(messages);
  });

  it('reads the bytes of an image result from its store entry', () => {
    const node = figure({ type: 'image', image: expressionOf('digits.picture') });
    const asked: string[] = [];
    const readStored = (folder: string, name: string): Uint8Array => {
      asked.push(`${folder}/${name}`);
      return new Uint8Array([1, 2]);
    };
    const { figure: filled, messages } = fill(node, { readStored });
    expect([messages, asked]).toEqual([[], ['.cache/store/0/picture.png']]);
    expect(filled).toMatchObject({
      picture: { type: 'bitmap', mediaType: 'image/png', width: 2, height: 3, pixels: true },
    });
  });

  it.each([
    [
      'a.svg',
      '<?xml version="1.0"?><svg xmlns="x" viewBox="0 0 30 20"></svg>',
      { mediaType: 'image/svg+xml', width: 30, height: 20 },
    ],
    ['b.svg', '<svg width="12px" height="8"/>', { mediaType: 'image/svg+xml', width: 12, height: 8 }],
  ])('measures the file %s', (path, svg, size) => {
    const imageFiles = new Map([[path, new TextEncoder().encode(svg)]]);
    const { figure: filled } = fill(figure({ type: 'file', path, pathPlace: place }), { imageFiles });
    expect(filled).toMatchObject({ picture: { type: 'bitmap', name: path, ...size, pixels: false } });
  });

  it('tells a value that is no image, a spec that does not exist, a file that is no picture', () => {
    expect(fill(figure({ type: 'image', image: expressionOf('digits.confusion') }), {}).messages).toEqual([
      say.noImage('a matrix'),
    ]);
    expect(fill(chart('curve', { data: 'digits.history' }), { specs: specOf({}) }).messages).toEqual([
      say.unknownSpec('curve', 'curves', []),
    ]);
    const imageFiles = new Map([['a.png', new Uint8Array([1, 2, 3])]]);
    expect(fill(figure({ type: 'file', path: 'a.png', pathPlace: place }), { imageFiles }).messages).toEqual([
      say.pictureIsUnreadable('a.png'),
    ]);
  });
});
