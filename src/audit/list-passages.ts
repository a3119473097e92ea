import type { Code, Nodes } from 'mdast';

import type { ParsedReport, ReportConfig } from '../base/report.ts';
import type { ResultFigureNode, ResultTableNode, TemplatePlace } from '../base/tree.ts';
import { addNames, gatherTemplate, gatherWords, withoutNumeral } from './gather-words.ts';
import type { Gathering, Passage, PlacedLiteral, Standing } from './passage.ts';

/** The readable text of a whole report: titles, abstract, sources in order, without what their figures' specs say. */
export interface ReportPassages {
  passages: readonly Passage[];
  literals: readonly PlacedLiteral[];
  /** The specs that figures are drawn by, each with what the section of the first such figure is about. */
  specs: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads a whole report. Code is left out, output in fences is not. */
export function listPassages(report: ParsedReport): ReportPassages {
  const gather: Gathering = {
    passages: titlesOf(report.config),
    literals: [],
    near: new Set(),
    stands: 'prose',
    specs: new Map(),
  };
  for (const source of [report.abstract, ...report.sources]) {
    if (source) gatherBlock(source.tree, gather);
    gather.near = new Set();
  }
  return gather;
}

function titlesOf(config: ReportConfig): Passage[] {
  const titles = [
    { text: config.title, name: 'title' },
    { text: config.subtitle ?? '', name: 'subtitle' },
  ];
  return titles.map(({ text, name }) => ({
    takes: 'nothing',
    stands: 'title',
    text,
    placeAt: (offset) => config.placeIn([name], offset),
    marks: [],
    near: new Set(),
  }));
}

function gatherBlock(node: Nodes, gather: Gathering): void {
  switch (node.type) {
    case 'heading':
      gather.near = new Set();
      gatherWords(node.children, gather, withoutNumeral);
      return;
    case 'experiment':
      gather.near.add(node.experiment.name);
      return;
    case 'paragraph':
    case 'tableCell':
      gatherWords(node.children, gather);
      return;
    case 'code':
      gatherOutput(node, gather);
      return;
    case 'resultTable':
      gatherTable(node, gather);
      return;
    case 'resultFigure':
      gatherFigure(node, gather);
      return;
    case 'equation':
      gatherTemplate(node.tex, 'tex', (part, offset) => node.texAt?.(part, offset) ?? node.place, gather);
      return;
    case 'html':
      gatherWords([node], gather);
      return;
    default:
      if ('children' in node) gatherChildren(node.children, standingIn(node, gather.stands), gather);
  }
}

function gatherChildren(children: readonly Nodes[], stands: Standing, gather: Gathering): void {
  within(stands, gather, () => {
    for (const child of children) gatherBlock(child, gather);
  });
}

/** What a fence says of itself where it holds what a program printed; one that says nothing may hold that too. */
const OUTPUT = /^(?:te?xt|plain(?:text)?|output|out|stdout|stderr|console|log|results?|csv|tsv)$/i;

/** Output printed once and pasted is as hand-written as any number; code is not. */
function gatherOutput({ lang, value, data }: Code, gather: Gathering): void {
  const placeAt = data?.textAt;
  if (!placeAt || data.reason !== undefined || !OUTPUT.test(lang ?? 'text')) return;
  const { near } = gather;
  gather.passages.push({ takes: 'code', stands: 'output', text: value, placeAt, marks: [], near });
}

function gatherTable(node: ResultTableNode, gather: Gathering): void {
  addNames(node.of, gather);
  gatherWords(node.children, gather);
  within('header', gather, () => {
    for (const { header } of node.columns) gatherWords(header, gather);
  });
}

function gatherFigure(node: ResultFigureNode, gather: Gathering): void {
  const { source } = node;
  if (source.type === 'spec') {
    for (const { rows } of source.data) addNames(rows, gather);
    if (!gather.specs.has(source.spec)) gather.specs.set(source.spec, gather.near);
  }
  gatherWords(node.children, gather);
  const at: TemplatePlace = (part, offset) => node.altAt?.(part, offset) ?? node.place;
  gatherTemplate(node.alt, 'directive', at, gather);
}

/** A callout is a quote in its syntax alone. */
function standingIn(node: Nodes, outer: Standing): Standing {
  if (node.type === 'when') return 'when';
  return node.type === 'blockquote' && !node.data?.callout ? 'quote' : outer;
}

function within(stands: Standing, gather: Gathering, walk: () => void): void {
  const outer = gather.stands;
  gather.stands = stands;
  walk();
  gather.stands = outer;
}
