import type { OutputFile } from '../../base/effects.ts';
import type { FilledDocument } from '../../base/report.ts';
import type { CaptionedFigureNode } from '../../base/filled-nodes.ts';
import type { Drawing } from '../drawing.ts';
import { namePictures } from './picture-file.ts';
import { writeDocument } from './document.ts';
import { stringifyTree } from './stringify.ts';

/**
 * Writes a document as Markdown that a forge shows well: `report.md`, and beside it the pictures that it links. Same document and
 * drawings, same bytes.
 */
export function emitMarkdown(
  document: FilledDocument,
  drawings: ReadonlyMap<CaptionedFigureNode, Drawing>,
): OutputFile[] {
  const pictures = namePictures(document, drawings);
  const tree = writeDocument(document, pictures);
  return [{ path: 'report.md', content: stringifyTree(tree) }, ...pictures.files];
}
