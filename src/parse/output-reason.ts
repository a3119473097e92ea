import type { Code } from 'mdast';

import * as say from '../base/messages/parse.ts';
import { placeOfNode } from './directives/directive.ts';
import type { Reading } from './reading.ts';

const REASON = /(?<=^|\s)reason=(?:"([^"]*)"|'([^']*)')\s*$/;

/**
 * Takes `reason="…"` from behind the language of a fence, where it says why output with its numbers stands in the
 * sources; the document does not show it.
 */
export function readOutputReason(node: Code, reading: Reading): void {
  const found = REASON.exec(node.meta ?? '');
  if (!found) return;
  const reason = (found[1] ?? found[2] ?? '').trim();
  if (reason === '') {
    const place = placeOfNode(node, reading);
    reading.diagnostics.push({ rule: 'literal-has-reason', message: say.outputHasNoReason(), place });
  }
  node.meta = node.meta?.slice(0, found.index).trim() || null;
  node.data = { ...node.data, reason };
}
