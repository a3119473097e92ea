import * as messages from '../base/messages/lock.ts';
import type { LockChange } from './changes.ts';
import type { Difference } from './compare-results.ts';
import type { LockUpdates } from './find-updates.ts';

/**
 * What locking changes, in lines: a job a line, its differences below; then `print`, what changes of the document; the
 * sum at the end.
 */
export function describeUpdates(
  updates: LockUpdates,
  { dryRun, print }: { dryRun: boolean; print: readonly string[] },
): string[] {
  const { changes, measured, beside, remove, jobs } = updates;
  if (updates.write.size === 0 && remove.length === 0) return [messages.nothingToLock(jobs)];
  const known = changes.filter(({ type }) => type !== 'new').length;
  return [
    ...changes.flatMap(describeChange),
    ...beside.map(messages.besideChanges),
    ...(measured.length > 0 ? [messages.durationsChange(measured)] : []),
    ...remove.map(messages.lockIsRemoved),
    ...print,
    messages.lockAccount({
      added: changes.length - known,
      changed: known,
      same: jobs - changes.length,
      removed: remove.length,
    }),
    dryRun ? messages.nothingLocked() : messages.lockWritten(),
  ];
}

function describeChange(change: LockChange): string[] {
  const { job } = change;
  if (change.type === 'new') return [messages.lockIsNew(job, change.results)];
  if (change.type === 'damaged') return [messages.lockIsReplaced(job, change.reason)];
  const { parts, differences } = change;
  const reasons = [...new Set(parts.map(({ reason }) => reason))];
  return [
    messages.lockChanges(job, reasons, differences.length),
    ...parts.map(({ reason, text }) => messages.changeOf(reason, text)),
    ...differences.map((difference) => messages.changeOf(difference.path, describeDifference(difference))),
  ];
}

function describeDifference(difference: Difference): string {
  switch (difference.type) {
    case 'number':
      return messages.numberChanges(difference.from, difference.to);
    case 'text':
      return messages.textChanges(difference.from, difference.to);
    case 'cells':
      return messages.cellsChange(difference);
    case 'size':
      return messages.sizeChanges(difference.from, difference.to);
    case 'file':
      return messages.fileChanges(difference.from, difference.to);
    case 'kind':
      return messages.kindChanges();
    case 'new':
      return messages.resultIsNew();
    case 'gone':
      return messages.resultIsGone();
  }
}
