import type { PrintChange } from '../base/document-print.ts';
import type { ChangeCounts } from '../base/messages/print.ts';

/** How many of what changed, for one line that says it all. */
export function countChanges(changes: readonly PrintChange[]): ChangeCounts {
  const count = (of: PrintChange['of'], holds: (change: PrintChange) => boolean): number =>
    changes.filter((change) => change.of === of && holds(change)).length;
  const has =
    (...names: readonly string[]) =>
    ({ type, aspects }: PrintChange): boolean =>
      type === 'changed' && aspects.some(({ aspect }) => names.includes(aspect));
  const turned = (now: string) => (change: PrintChange) =>
    change.type === 'changed' && change.aspects.some((each) => each.aspect === 'held' && each.now === now);
  const isChanged = ({ type }: PrintChange): boolean => type === 'changed';
  const isNew = ({ type }: PrintChange): boolean => type === 'new';
  const isGone = ({ type }: PrintChange): boolean => type === 'gone';
  return {
    numbers: {
      changed: count('number', has('text')),
      new: count('number', isNew),
      gone: count('number', isGone),
    },
    bindings: count('number', (change) => isChanged(change) && !has('text')(change)),
    tables: { changed: count('table', isChanged), new: count('table', isNew), gone: count('table', isGone) },
    figures: {
      changed: count('figure', isChanged),
      new: count('figure', isNew),
      gone: count('figure', isGone),
    },
    claims: {
      changed: count('claim', has('condition', 'held')),
      new: count('claim', isNew),
      gone: count('claim', isGone),
    },
    turnedFalse: count('claim', turned('false')),
    reworded: count('claim', (change) => isChanged(change) && !has('condition', 'held')(change)),
  };
}
