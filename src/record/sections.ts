import * as messages from '../base/messages/verification.ts';
import type { VerifiedNumber } from '../base/verification.ts';
import { countOutcomes } from '../verify/sum-up.ts';
import type { Verification } from '../verify/verification.ts';

/** A heading of the document and what stands under it, down to the next one. */
export interface SectionFindings {
  /** Of the heading in `report.html`; null for what stands above the first. */
  id: string | null;
  /** `2.1`; null for a heading without. */
  number: string | null;
  title: string;
  numbers: readonly VerifiedNumber[];
  counts: Verification['counts'];
}

/** The sections with numbers in them, in the document's order. */
export function listSections({ sections, numbers }: Verification): SectionFindings[] {
  const byId = new Map<string | null, VerifiedNumber[]>();
  for (const number of numbers) {
    const own = byId.get(number.section);
    if (own) own.push(number);
    else byId.set(number.section, [number]);
  }
  const headings = [{ id: null, number: null, title: messages.titles.unsectioned }, ...sections];
  return headings.flatMap(({ id, number, title }) => {
    const own = byId.get(id) ?? [];
    return own.length === 0 ? [] : [{ id, number, title, numbers: own, counts: countOutcomes(own) }];
  });
}

/** Heading and number, `2.1 Training`. */
export function sectionName({ number, title }: Pick<SectionFindings, 'number' | 'title'>): string {
  return number === null ? title : `${number} ${title}`;
}
