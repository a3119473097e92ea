import type { Element, ElementContent } from 'hast';
import { toString } from 'mdast-util-to-string';

import type { Origin } from '../../../base/filled-nodes.ts';
import { originWords } from '../../../base/messages/emit.ts';
import { onOneLine } from '../../../base/one-line.ts';
import {
  computationId,
  digestDigits,
  groupByExperiment,
  printParameters,
  saysAll,
} from '../../../base/provenance.ts';
import type { FilledDocument } from '../../../base/report.ts';
import type { PageBinding, PageJob, PageOrigins, PagePart } from './page-origins.ts';

/** What the cards of a page say, from its elements that have origins; null where none has. */
export function describeOrigins(
  document: FilledDocument,
  body: readonly ElementContent[],
): PageOrigins | null {
  const elements = findOrigins(body);
  if (elements.length === 0) return null;
  const jobs = describeJobs(document);
  const sources = createIndex<string>();
  const figures = createIndex<[string, string, number]>();
  const files = createIndex<string>();
  const bindings = createIndex<PageBinding>();
  const makers = createIndex<[number[], number[], 0 | 1]>();
  const figureAt = (path: string): number => {
    const { text = '', source = '', unit } = document.quoted.get(path) ?? {};
    return figures.add([path, [text, unit ?? ''].join(' ').trimEnd(), sources.add(source)]);
  };
  const bindingOf = ({ expression, place, format }: Origin, isAlone: boolean): number => {
    const written = [files.add(place.file), place.line, format ?? ''] as const;
    return bindings.add(isAlone ? written : [...written, onOneLine(expression)]);
  };
  const partOf = (origin: Origin, text: string, isAlone: boolean): PagePart => {
    const binding = bindingOf(origin, isAlone);
    const made = origin.jobs.flatMap((name) => jobs.indices.get(name) ?? []);
    const maker = makers.add([made, origin.quoted.map(figureAt), origin.timed ? 1 : 0]);
    return saysAll(origin, text) ? [binding, maker] : [binding, maker, Number(origin.value)];
  };
  return {
    words: originWords,
    all: document.jobs.length > 0 ? computationId : null,
    ...jobs.described,
    figures: figures.list,
    sources: sources.list,
    files: files.list,
    bindings: bindings.list,
    makers: makers.list,
    numbers: elements.map(({ origins, text }) =>
      alone(origins.map((origin) => partOf(origin, text, origins.length === 1))),
    ),
  };
}

/** The only part by itself. */
function alone(parts: readonly PagePart[]): PagePart | readonly PagePart[] {
  const [first, ...others] = parts;
  return first && others.length === 0 ? first : parts;
}

function describeJobs({ jobs }: FilledDocument): {
  described: Pick<PageOrigins, 'experiments' | 'jobs' | 'engines'>;
  indices: ReadonlyMap<string, number>;
} {
  const engines = createIndex<string>();
  const groups = groupByExperiment(jobs);
  const described = groups.flatMap((group, experiment) =>
    group.jobs.map(({ origin, own }): PageJob => {
      const key = origin.key.slice(0, digestDigits);
      const engine = engines.add(origin.engine.title);
      return [origin.job, experiment, printParameters(own), origin.seed, engine, key];
    }),
  );
  const experiments = groups.map(({ name, title, task, code, given, files }) => {
    const digest = `${code.file}, ${code.sha256.slice(0, digestDigits)}`;
    return [name, title, task, digest, printParameters(given), files.join(', ')] as const;
  });
  const indices = new Map(described.map(([name], index) => [name, index]));
  return { described: { experiments, jobs: described, engines: engines.list }, indices };
}

/** Things that are named by their place in a list, each once. */
function createIndex<Item>(): { list: Item[]; add: (item: Item) => number } {
  const list: Item[] = [];
  const known = new Map<string, number>();
  const add = (item: Item): number => {
    const name = typeof item === 'string' ? item : JSON.stringify(item);
    const found = known.get(name);
    if (found !== undefined) return found;
    known.set(name, list.length);
    return list.push(item) - 1;
  };
  return { list, add };
}

/** Elements with origins, in the order of the page. */
function findOrigins(nodes: readonly ElementContent[]): { origins: readonly Origin[]; text: string }[] {
  return nodes
    .filter((node): node is Element => node.type === 'element')
    .flatMap((node) => {
      const inner = findOrigins(node.children);
      return node.data?.origins ? [{ origins: node.data.origins, text: toString(node) }, ...inner] : inner;
    });
}
