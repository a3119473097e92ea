import { type Document, isScalar } from 'yaml';

/**
 * The text of a YAML file with some scalars of its top level replaced, everything else as its author wrote it:
 * comments, folds, order. Names that are not there are left out.
 */
export function replaceScalars(
  text: string,
  document: Document.Parsed,
  scalars: { readonly [name: string]: string },
): string {
  const edits = Object.entries(scalars).flatMap(([name, value]) => {
    const node: unknown = document.get(name, true);
    return isScalar(node) && node.range ? [{ start: node.range[0], end: node.range[1], value }] : [];
  });
  // From the end, so that no edit moves another.
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((edited, { start, end, value }) => edited.slice(0, start) + value + edited.slice(end), text);
}
