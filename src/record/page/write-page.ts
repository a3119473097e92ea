import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';

import type { Made } from '../../base/effects.ts';
import * as messages from '../../base/messages/verification.ts';
import type { ContentsEntry } from '../../base/report.ts';
import { embedFonts } from '../../emit/fonts/embed-fonts.ts';
import { contents } from '../../emit/html/contents.ts';
import { pageId } from '../../emit/html/page-id.ts';
import { writePage } from '../../emit/html/page.ts';
import { styleSheet } from '../../emit/html/style/style-sheet.ts';
import type { Verification } from '../../verify/verification.ts';
import { findInSentences } from '../find-in-sentence.ts';
import { type Findings, listFindings } from '../findings.ts';
import { listSections } from '../sections.ts';
import { claimList, differenceOf, faultList, printList } from './differences.ts';
import { outcomeTable, titleBlock } from './head.ts';
import { jobTable, machineTable } from './jobs.ts';
import { type NumberLinks, sectionId, sectionOf } from './numbers.ts';
import { recordStyle } from './style.ts';

const { titles } = messages;
const textId = pageId('text');

/** What a page of a verification needs beside it. */
export interface PageOptions {
  /** Keeps the fonts that were cut. */
  made: Made;
  /** The document's page beside, `report.html`; null where there is none to link to. */
  document: string | null;
}

/** `verification.html`: one file that needs no other and no script, what differs first, then every number by section. */
export async function writeRecordPage(
  verification: Verification,
  { made, document }: PageOptions,
): Promise<string> {
  const findings = listFindings(verification);
  const chapters = listChapters(verification, findings, {
    standings: findInSentences(verification.numbers),
    jobs: new Set(verification.jobs.map(({ name }) => name)),
    document,
  }).filter(({ content }) => content.length > 0);
  const body: ElementContent[] = [
    h('a.skip', { href: `#${textId}` }, messages.skipToText()),
    titleBlock(verification, findings),
    ...contents(listContents(chapters, verification)),
    h('main', { id: textId, tabIndex: -1 }, [
      ...outcomeTable(verification, findings.total),
      ...chapters.flatMap(({ id, title, content }) => [h('h2', { id }, title), ...content]),
    ]),
  ];
  const fonts = await embedFonts([...body, ...specimen()], { faces: [], characters: '' }, made);
  return writePage({
    language: 'en-GB',
    title: messages.verificationOf(verification.report),
    authors: [],
    description: [findings.partial, findings.verdict].filter((line) => line !== null).join('. '),
    css: [fonts, styleSheet, recordStyle].join('\n'),
    body,
    cards: null,
  });
}

/** Beyond ASCII, what some verifications show and others do not. */
const oftenShown = '=≈±≠✓✗→…“”‘’–—−·×¬‖§²³°éäöü';

/** In every face of the page, and on no page: so the fonts that were cut for one verification mostly fit the next. */
function specimen(): Element[] {
  return ['h1', 'p', 'p.subtitle', 'table', 'code'].map((selector) => h(selector, oftenShown));
}

interface Chapter {
  id: string;
  title: string;
  content: readonly Element[];
}

/** What there is to tell, whatever differs first. */
function listChapters(verification: Verification, findings: Findings, links: NumberLinks): Chapter[] {
  const { differences, machines, total } = findings;
  const sections = listSections(verification).map((section) => sectionOf(section, links));
  return [
    chapter('faults', faultList(verification)),
    chapter(
      'differences',
      differences.map((each) => differenceOf(each, links.standings)),
    ),
    chapter('print', printList(verification)),
    chapter('claims', claimList(verification)),
    chapter('coverage', [h('p', messages.coverageWords(verification.coverage, total))]),
    chapter('machine', machines.map(machineTable)),
    chapter('jobs', jobTable(verification)),
    chapter('numbers', sections.length === 0 ? [] : [...howToRead(), ...sections]),
  ];
}

function chapter(name: keyof typeof titles, content: readonly Element[]): Chapter {
  return { id: pageId(name), title: titles[name], content };
}

function howToRead(): Element[] {
  const box = h('input', { type: 'checkbox' });
  return [h('p', messages.howToRead()), h('p.switch', h('label.label', [box, messages.hideExact()]))];
}

function listContents(chapters: readonly Chapter[], verification: Verification): ContentsEntry[] {
  const sections = listSections(verification).map(({ id, number, title }) => ({
    id: sectionId(id),
    number,
    title,
    depth: 2,
  }));
  return [...chapters.map(({ id, title }) => ({ id, number: null, title, depth: 1 })), ...sections];
}
