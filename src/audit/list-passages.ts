import type { Nodes } from 'mdast';

import type { ParsedReport, ReportConfig } from '../base/report.ts';
import type { ResultFigureNode, ResultTableNode, TemplatePlace } from '../base/tree.ts';
import { addNames, gatherTemplate, gatherWords, withoutNumeral } from './gather-words.ts';
import type { Gathering, Passage, Standing } from './passage.ts';

/** The readable text of a whole report: titles, abstract, sources in order. Code is left out. */
export function listPassages(report: ParsedReport): Passage[] {
  const gather: Gathering = {
    passages: titlesOf(report.config),
    near: new Set(),
    stands: 'prose',
  };
  for (const source of [report.abstract, ...report.sources]) {
    if (source) gatherBlock(source.tree, gather);
    gather.near = new Set();
  }
  return gather.passages;
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
    nodes: [],
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
      if ('children' in node) {
        const { children } = node;
        within(standingIn(node, gather.stands), gather, () => {
          for (const child of children) gatherBlock(child, gather);
        });
      }
  }
}

function gatherTable(node: ResultTableNode, gather: Gathering): void {
  addNames(node.of, gather);
  gatherWords(node.children, gather);
  within('header', gather, () => {
    for (const { header } of node.columns) gatherWords(header, gather);
  });
}

function gatherFigure(node: ResultFigureNode, gather: Gathering): void {
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
