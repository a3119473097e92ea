import type { OutputFile } from '../../base/effects.ts';
import type { FilledDocument } from '../../base/report.ts';
import type { CaptionedFigureNode } from '../../base/filled-nodes.ts';
import type { Drawing } from '../drawing.ts';
import { namePictures } from './picture-file.ts';
import { writeDocument } from './document.ts';
import { writeProvenance } from './provenance/write-provenance.ts';
import { stringifyTree } from './stringify.ts';

const documentFile = 'report.md';

/**
 * Writes a document as Markdown that a forge shows well: `report.md`, and beside it the account of where its numbers come from
 * and the pictures that it links. Same document and drawings, same bytes.
 */
export function emitMarkdown(
  document: FilledDocument,
  drawings: ReadonlyMap<CaptionedFigureNode, Drawing>,
): OutputFile[] {
  const pictures = namePictures(document, drawings);
  const provenance = writeProvenance(document, documentFile);
  const tree = writeDocument(document, pictures, provenance?.path ?? null);
  const report: OutputFile = { path: documentFile, content: stringifyTree(tree) };
  return [report, ...(provenance ? [provenance] : []), ...pictures.files];
}
