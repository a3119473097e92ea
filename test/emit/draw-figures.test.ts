import { describe, expect, test } from 'vitest';

import { ReportError } from '../../src/base/diagnostic.ts';
import type { Made } from '../../src/base/effects.ts';
import type { Json } from '../../src/base/json.ts';
import { chartIsFaulty } from '../../src/base/messages/emit.ts';
import { drawFigures } from '../../src/emit/figure/draw-figures.ts';
import { curves } from '../fixtures/html/charts.ts';
import { memoryMade } from '../fixtures/html/memory-made.ts';
import { chart, documentOf, figure, pixels } from '../fixtures/html/nodes.ts';

// Fonts to measure with are made once, charts each time anew.
const fonts = memoryMade();
const made: Made = { ...fonts, text: async (_kind, _parts, produce) => produce() };

async function svgOf(spec: Json, id = 'fig-x'): Promise<string> {
  const node = figure(chart('curves', spec), { id });
  const drawing = (await drawFigures(documentOf([node]).root, made)).get(node);
  if (drawing?.type !== 'svg') throw new Error('expected an SVG');
  expect(drawing.width).toBeGreaterThan(0);
  return drawing.svg;
}

function change(part: { readonly [name: string]: Json }): Json {
  return { ...(curves as { [name: string]: Json }), ...part };
}

describe('charts', () => {
  test('the same spec gives the same bytes, also after another chart', async () => {
    const clipped = change({ mark: { type: 'line', clip: true } });
    const first = await svgOf(clipped);
    await svgOf(change({ mark: { type: 'area', clip: true } }));
    expect(await svgOf(clipped)).toBe(first);
  });

  test('ids and their uses carry the figure’s own', async () => {
    const svg = await svgOf(change({ mark: { type: 'line', clip: true } }), 'fig-loss');
    const ids = [...svg.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    const uses = [...svg.matchAll(/url\(#([^)]*)\)/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect([...ids, ...uses].filter((id) => !id?.startsWith('drawing.fig-loss-'))).toEqual([]);
    expect(uses.every((id) => ids.includes(id))).toBe(true);
  });

  test('a link is refused in words; Vega’s renderer survives it', async () => {
    const drawn = svgOf(change({ mark: { type: 'bar', href: 'javascript:void' } }));
    await expect(drawn).rejects.toThrow(ReportError);
    await expect(drawn).rejects.toMatchObject({
      diagnostics: [{ details: [expect.stringContaining('links to javascript:void') as string] }],
    });
  });

  test('text takes the colour of the page, the ground stays open', async () => {
    const svg = await svgOf(curves);
    expect(svg).toMatch(/<text[^>]*fill="currentColor"[^>]*>Epoch<\/text>/);
    expect(svg).not.toMatch(/fill="(?:#fff|white|#000|black)"/);
  });

  test('numbers in labels keep every digit; only where things stand is rounded', async () => {
    const svg = await svgOf(
      change({
        data: { name: 'data', values: [{ epoch: 1, value: 0.96543, quantity: '0.0004 of 1.23456' }] },
        mark: 'text',
        encoding: {
          text: { field: 'value', format: '.5f' },
          y: { field: 'quantity', type: 'nominal', title: null },
        },
      }),
    );
    expect(svg).toContain('>0.96543<');
    expect(svg).toContain('>0.0004 of 1.23456<');
    expect(svg).not.toMatch(/<[^>]*\d\.\d{3}/);
  });

  test('labels are measured with the font they are set in', async () => {
    const label = (text: string): Json =>
      change({
        data: { name: 'data', values: [{ epoch: 1, value: 1, quantity: text }] },
        encoding: { y: { field: 'quantity', type: 'nominal', title: null } },
      });
    const width = async (text: string): Promise<number> =>
      Number(/width="([\d.]+)"/.exec(await svgOf(label(text)))?.[1]);
    // As many letters, so Vega's own guess would be the same.
    expect(await width('mmmmmmmm')).toBeGreaterThan((await width('iiiiiiii')) + 30);
  });
});

describe('faults', () => {
  const faults: [string, Json, RegExp][] = [
    ['an unknown mark', change({ mark: 'lien' }), /lien/],
    [
      'a scheme that does not exist',
      change({ encoding: { color: { field: 'value', type: 'quantitative', scale: { scheme: 'blurple' } } } }),
      /blurple/,
    ],
    [
      'a mark that cannot have the channel',
      change({ encoding: { x: { field: 'epoch', type: 'quantitative' }, theta9: { field: 'x' } } }),
      /theta9/,
    ],
    ['data from elsewhere', change({ data: { url: 'http://example.org/data.json' } }), /example\.org/],
    ['no view at all', { data: { values: [] } }, /./],
  ];
  test.each(faults)('%s is told with spec and place', async (_name, spec, complaint) => {
    const error = await svgOf(spec).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ReportError);
    const [diagnostic] = (error as ReportError).diagnostics;
    expect(diagnostic).toMatchObject({
      rule: 'spec-is-valid',
      message: chartIsFaulty('curves', 'Figure 1'),
      place: { line: 12 },
    });
    expect(diagnostic?.details?.join('\n')).toMatch(complaint);
  });

  test('all faulty charts are told together', async () => {
    const nodes = [
      figure(chart('a', change({ mark: 'x' }))),
      figure(pixels(28, 28)),
      figure(chart('b', change({ mark: 'y' }))),
    ];
    await expect(drawFigures(documentOf(nodes).root, made)).rejects.toMatchObject({
      diagnostics: { length: 2 },
    });
  });
});

test('pixels pass through as they are', async () => {
  const node = figure(pixels(28, 28));
  const drawing = (await drawFigures(documentOf([node]).root, made)).get(node);
  expect(drawing).toMatchObject({
    type: 'bitmap',
    mediaType: 'image/png',
    width: 28,
    height: 28,
    pixels: true,
  });
});
