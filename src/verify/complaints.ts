import type { Diagnostic } from '../base/diagnostic.ts';
import { isRefuted } from '../base/judgement.ts';
import * as messages from '../base/messages/verify.ts';
import { splitResultId } from '../base/result-id.ts';
import { trainedWeights } from '../base/training-job.ts';
import { isDifference } from '../print/is-difference.ts';
import type { Verification, VerifiedJob } from './verification.ts';

/** Everything that keeps a verification from passing, as diagnostics: faults, false claims, numbers, prints, jobs that differ. */
export function listComplaints(verification: Verification): Diagnostic[] {
  const { faults, claims, numbers, print, jobs } = verification;
  const byName = new Map(jobs.map((job) => [job.name, job]));
  return [
    ...faults,
    ...claims.filter(isRefuted).map(({ place, sentence, condition, operands }) => ({
      rule: 'claim-holds',
      place,
      message: messages.claimIsFalse(sentence),
      details: [messages.conditionOfClaim(condition), ...operands],
    })),
    ...numbers
      .filter(({ outcome }) => outcome === 'different')
      .map(({ place, reason, results, ...number }) => ({
        rule: 'number-reproduces',
        place,
        message: messages.numberDiffers(number),
        details: [...(reason === null ? [] : [reason]), ...machinesOf(results, byName)],
      })),
    ...print.filter(isDifference).map(({ place, aspects, ...change }) => ({
      rule: 'print-is-as-locked',
      place,
      message: messages.printDiffers(change),
      details: aspects.map(messages.aspectDiffers),
    })),
    ...jobs.filter(({ outcome }) => outcome === 'different').map(describe),
  ];
}

/** Whether something of the machine differs too, once for each way. */
function machinesOf(results: readonly string[], jobs: ReadonlyMap<string, VerifiedJob>): string[] {
  const found = results.flatMap((id) => jobs.get(splitResultId(id).job) ?? []);
  const differing = found.filter(({ outcome }) => outcome === 'different');
  return [...new Set(differing.map(({ machine }) => messages.machineDiffers(machine.differs)))];
}

function describe({ name, place, results, machine }: VerifiedJob): Diagnostic {
  const differing = results.filter(({ outcome }) => outcome === 'different');
  const weights = trainedWeights(name);
  return {
    rule: 'result-reproduces',
    place,
    message: weights === null ? messages.resultsDiffer(name) : messages.weightsDiffer(weights),
    details: [
      ...differing.map(({ id, difference }) => messages.resultDiffers(id, difference)),
      messages.machineDiffers(machine.differs),
    ],
  };
}
