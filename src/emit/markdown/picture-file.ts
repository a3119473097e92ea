import { basename, extname } from 'node:path/posix';

import type { OutputFile } from '../../base/effects.ts';
import type { FilledDocument } from '../../base/report.ts';
import type { CaptionedFigureNode } from '../../base/filled-nodes.ts';
import type { Drawing } from '../drawing.ts';

/** The pictures beside the Markdown file, and where each is to be linked. */
export interface PictureFiles {
  files: readonly OutputFile[];
  figures: ReadonlyMap<CaptionedFigureNode, PictureFile>;
  /** By the url that stands in the tree. */
  images: ReadonlyMap<string, string>;
}

export interface PictureFile {
  path: string;
  /** The width to be shown in, for pictures of few pixels; null for their own. */
  width: number | null;
}

/** Pictures made of few pixels are enlarged to about this width, by a whole factor. */
const pixelsTarget = 480;

const folder = 'report-files';

const extensions: Readonly<Record<string, string>> = {
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'image/svg+xml': '.svg',
};

/** Names figures by their ids and images by their own names, each name once (also where case does not count). */
export function namePictures(
  document: FilledDocument,
  drawings: ReadonlyMap<CaptionedFigureNode, Drawing>,
): PictureFiles {
  const files: OutputFile[] = [];
  const keep = keeper(files);
  const figures = new Map<CaptionedFigureNode, PictureFile>();
  for (const [figure, drawing] of drawings) {
    const path = keep(nameOf(figure), ...contentOf(drawing));
    figures.set(figure, { path, width: shownWidth(drawing) });
  }
  const images = new Map<string, string>();
  for (const [url, { mediaType, content }] of document.images) {
    images.set(url, keep(stem(url), extensions[mediaType] ?? extname(url), content));
  }
  return { files, figures, images };
}

function keeper(
  files: OutputFile[],
): (name: string, extension: string, content: OutputFile['content']) => string {
  const used = new Set<string>();
  return (name, extension, content) => {
    let path = `${folder}/${name}${extension}`;
    for (let other = 2; used.has(path.toLowerCase()); other += 1)
      path = `${folder}/${name}-${other}${extension}`;
    used.add(path.toLowerCase());
    files.push({ path, content });
    return path;
  };
}

function shownWidth(drawing: Drawing): number | null {
  if (drawing.type === 'svg' || !drawing.pixels) return null;
  const factor = Math.round(pixelsTarget / drawing.width);
  return factor > 1 ? drawing.width * factor : null;
}

function nameOf(figure: CaptionedFigureNode): string {
  return safeName(figure.id ?? figure.label.toLowerCase());
}

function stem(url: string): string {
  return safeName(basename(url, extname(url)));
}

function safeName(name: string): string {
  return name.replace(/[^\p{Letter}\p{Number}._-]+/gu, '-').replace(/^[.-]+/, '') || 'picture';
}

function contentOf(drawing: Drawing): [extension: string, content: OutputFile['content']] {
  if (drawing.type === 'svg') return ['.svg', onPaper(drawing.svg)];
  return [extensions[drawing.mediaType] ?? '', drawing.content];
}

/** A drawing by itself stands on whatever colour its reader's screen has: gives it paper of its own, and ink to match. */
export function onPaper(svg: string): string {
  const tag = /<svg\b(?:"[^"]*"|'[^']*'|[^>"'])*>/;
  return svg.replace(tag, (whole) => {
    if (whole.endsWith('/>')) return whole;
    return `${withStyle(whole, 'background:#fff;color:#1a1a1a')}<rect width="100%" height="100%" fill="#fff"/>`;
  });
}

/** What the drawing says of its style itself comes last and wins. */
function withStyle(tag: string, style: string): string {
  const own = /\sstyle="([^"]*)"/.exec(tag);
  if (!own) return tag.replace(/^<svg/, `<svg style="${style}"`);
  return tag.replace(own[0], ` style="${style};${own[1] ?? ''}"`);
}
