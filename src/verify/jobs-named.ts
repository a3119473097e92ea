import type { Nodes, Root } from 'mdast';

import type { Job } from '../base/job.ts';
import * as messages from '../base/messages/verify.ts';
import { nearestName } from '../base/nearest.ts';
import { listClaimedIn, listShownIn } from '../base/origins.ts';
import type { FilledDocument } from '../base/report.ts';
import { UsageError } from '../base/usage-error.ts';

/** Where names are looked up. */
export interface Named {
  jobs: readonly Pick<Job, 'name' | 'experiment' | 'case'>[];
  /** Names of the jobs that train weights. */
  weights: readonly string[];
  /** As the locked results fill it; null where they do not. */
  document: FilledDocument | null;
}

/** How all weights are named together. */
export const allWeights = 'weights';

/**
 * The jobs that names stand for: an experiment, a case, a job, weights, or the id of a table, figure, equation or section,
 * which stands for all jobs behind it. Throws a UsageError that tells the nearest name.
 */
export function jobsNamed(names: readonly string[], named: Named): ReadonlySet<string> {
  const known = listNames(named);
  const found = names.map((name) => {
    const jobs = known.get(name);
    if (jobs) return jobs;
    if (named.document === null) throw new UsageError(messages.namesNeedLock(name));
    throw new UsageError(messages.unknownName(name, [...known.keys()], nearestName(name, known.keys())));
  });
  return new Set(found.flat());
}

/** Every name, and its jobs; an id that is also an experiment's stands for both. */
function listNames({ jobs, weights, document }: Named): Map<string, string[]> {
  const known = new Map<string, string[]>();
  const add = (name: string, added: readonly string[]): void => {
    known.set(name, [...(known.get(name) ?? []), ...added]);
  };
  for (const job of jobs) {
    add(job.experiment, [job.name]);
    if (job.case !== null) add(`${job.experiment}.${job.case}`, [job.name]);
    if (job.name.includes('#')) add(job.name, [job.name]);
  }
  for (const name of weights) add(name, [name]);
  if (weights.length > 0) add(allWeights, weights);
  if (document) for (const [id, nodes] of nodesById(document.root)) add(id, jobsBehind(nodes));
  return known;
}

/** What has an id, and what of the document stands for it: of a heading all down to the next of its rank. */
function nodesById(root: Root): Map<string, Nodes[]> {
  const found = new Map<string, Nodes[]>();
  const open: { depth: number; nodes: Nodes[] }[] = [];
  for (const node of root.children) {
    if (node.type === 'heading') {
      while ((open.at(-1)?.depth ?? 0) >= node.depth) open.pop();
      const nodes: Nodes[] = [];
      open.push({ depth: node.depth, nodes });
      const id = node.data?.numbering?.id;
      if (id !== undefined) found.set(id, nodes);
    }
    for (const { nodes } of open) nodes.push(node);
    collectObjects(node, found);
  }
  return found;
}

function collectObjects(node: Nodes, found: Map<string, Nodes[]>): void {
  const isObject = ['captionedTable', 'captionedFigure', 'numberedEquation'].includes(node.type);
  if (isObject && 'id' in node && typeof node.id === 'string') found.set(node.id, [node]);
  if ('children' in node) for (const child of node.children) collectObjects(child, found);
}

function jobsBehind(nodes: readonly Nodes[]): string[] {
  const jobs = listShownIn(nodes).flatMap(({ origin }) => origin.jobs);
  return [...new Set([...jobs, ...listClaimedIn(nodes)])];
}
