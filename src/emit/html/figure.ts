import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Image } from 'mdast';
import type { Raw, State } from 'mdast-util-to-hast';

import type { FilledDocument } from '../../base/report.ts';
import type { CaptionedFigureNode } from '../../base/filled-nodes.ts';
import type { Drawing } from '../drawing.ts';
import { caption } from './caption.ts';

type Bitmap = Extract<Drawing, { type: 'bitmap' }>;

/** Pictures made of few pixels are enlarged to about this size, by a whole factor, so that pixels stay square. */
const pixelsTarget = { width: 480, height: 320 };

/** A figure with its caption below. Drawings stand in the page itself, so that they take its font and colours. */
export function captionedFigure(state: State, node: CaptionedFigureNode, drawing: Drawing): Element {
  return h('figure.figure', { id: node.id }, [
    h('div.picture', [pictureOf(drawing, node.alt)]),
    caption(state, node),
  ]);
}

/** An image in Markdown's own syntax: inlined where the project has it, else its words, since the page fetches nothing. */
export function image(node: Image, images: FilledDocument['images']): ElementContent {
  const found = images.get(node.url);
  const alt = node.alt ?? '';
  if (!found) return { type: 'text', value: alt };
  return h('img', { src: dataUri(found.mediaType, found.content), alt, title: node.title });
}

function pictureOf(drawing: Drawing, alt: string): Element | Raw {
  if (drawing.type === 'svg') return { type: 'raw', value: inlineSvg(drawing, alt) };
  return h('img', {
    className: drawing.pixels ? ['pixels'] : undefined,
    src: dataUri(drawing.mediaType, drawing.content),
    alt,
    ...shownSize(drawing),
  });
}

function inlineSvg({ svg, width }: Extract<Drawing, { type: 'svg' }>, alt: string): string {
  const attributes = `role="img" aria-label="${escapeAttribute(alt)}" style="--width:${Math.round(width)}"`;
  return svg.replace(/ xmlns="[^"]*"/, '').replace(/^<svg/, `<svg ${attributes}`);
}

function shownSize({ width, height, pixels }: Bitmap): { width: number; height: number } {
  const factor = pixels ? enlargement(width, height) : 1;
  return { width: width * factor, height: height * factor };
}

function enlargement(width: number, height: number): number {
  return Math.max(1, Math.round(Math.min(pixelsTarget.width / width, pixelsTarget.height / height)));
}

function dataUri(mediaType: string, content: Uint8Array): string {
  return `data:${mediaType};base64,${Buffer.from(content).toString('base64')}`;
}

function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}
