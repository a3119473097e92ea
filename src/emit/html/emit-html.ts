import { toString } from 'mdast-util-to-string';

import type { Made, OutputFile } from '../../base/effects.ts';
import type { FilledDocument } from '../../base/report.ts';
import type { CaptionedFigureNode } from '../../base/filled-nodes.ts';

import type { Drawing } from '../drawing.ts';
import { embedFonts } from '../fonts/embed-fonts.ts';
import { wholeTree, writeBody } from './body.ts';
import { cardScript } from './origins/card-script.ts';
import { describeOrigins } from './origins/describe-origins.ts';
import { highlightCode } from './highlight.ts';
import { setMath } from './math.ts';
import { writePage } from './page.ts';
import { styleSheet } from './style/style-sheet.ts';

/** Writes `report.html`: one file that needs no other. */
export async function emitHtml(
  document: FilledDocument,
  drawings: ReadonlyMap<CaptionedFigureNode, Drawing>,
  made: Made,
): Promise<OutputFile[]> {
  const tree = wholeTree(document);
  const [math, code] = await Promise.all([setMath(tree, made), highlightCode(tree, made)]);
  const body = writeBody(document, { drawings, math: math.html, code, images: document.images });
  const origins = describeOrigins(document, body);
  const fonts = await embedFonts(body, math, made);
  const content = writePage({
    language: document.language,
    title: document.title,
    authors: document.authors,
    description: describe(document),
    css: [fonts, math.css, styleSheet].join('\n'),
    body,
    cards: origins && { data: JSON.stringify(origins), script: cardScript() },
  });
  return [{ path: 'report.html', content }];
}

/** The abstract's words, or else the subtitle, cut to what a preview shows. */
function describe({ abstract, subtitle }: FilledDocument): string {
  const words =
    toString({ type: 'root', children: [...abstract] })
      .replace(/\s+/g, ' ')
      .trim() ||
    (subtitle ?? '');
  return words.length > 200 ? `${words.slice(0, 199).replace(/\s+\S*$/, '')}…` : words;
}
