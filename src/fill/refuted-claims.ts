import type { Heading, List, ListItem, RootContent } from 'mdast';

import * as say from '../base/messages/fill.ts';
import { formatPlace } from '../base/place.ts';
import { isRefuted, type Judgement } from '../base/judgement.ts';
import type { ClaimOutcome } from '../base/report.ts';

/** Id of the section that lists claims which the results refute. */
export const refutedClaimsId = 'refuted-claims';

/** The section of refuted claims; nothing where there is none. */
interface RefutedDraft {
  /** How many there are. */
  claims: number;
  section: RootContent[];
  /** Lists those of all claims, once references are resolved and sentences whole. */
  list(claims: readonly ClaimOutcome[]): void;
}

/** Makes room for the section while the document's numbers and ids are still open. */
export function draftRefuted(judged: ReadonlyMap<unknown, Judgement>): RefutedDraft {
  const claims = [...judged.values()].filter(isRefuted).length;
  const list: List = { type: 'list', ordered: false, spread: true, children: [] };
  return {
    claims,
    section: claims === 0 ? [] : [heading(), paragraph(say.refutedIntroduction(claims)), list],
    list: (settled) => {
      list.children.push(...settled.filter(isRefuted).map(describe));
    },
  };
}

/** What stands above the text of a document with refuted claims, so that nobody takes it for a good one. */
export function noticeOfRefuted(claims: number): RootContent[] {
  if (claims === 0) return [];
  const notice: RootContent = {
    type: 'paragraph',
    children: [
      { type: 'text', value: say.refutedNotice(claims) },
      {
        type: 'internalLink',
        target: refutedClaimsId,
        role: 'reference',
        children: [{ type: 'text', value: say.refutedTitle }],
      },
      { type: 'text', value: '.' },
    ],
  };
  return [{ type: 'blockquote', data: { callout: { kind: 'caution' } }, children: [notice] }];
}

function heading(): Heading {
  return {
    type: 'heading',
    depth: 1,
    children: [{ type: 'text', value: say.refutedTitle }],
    data: { label: { id: refutedClaimsId, unnumbered: true, place: { file: '', line: 1, column: 1 } } },
  };
}

function describe({ sentence, condition, place, operands }: ClaimOutcome): ListItem {
  const lines = [say.conditionOfClaim(condition), ...operands];
  return {
    type: 'listItem',
    spread: true,
    children: [
      paragraph(say.refutedStatement(sentence, formatPlace(place))),
      { type: 'code', lang: null, value: lines.join('\n') },
    ],
  };
}

function paragraph(value: string): Extract<RootContent, { type: 'paragraph' }> {
  return { type: 'paragraph', children: [{ type: 'text', value }] };
}
