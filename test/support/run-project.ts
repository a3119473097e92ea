import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createMade } from '../../src/base/made.ts';
import type { Json } from '../../src/base/json.ts';
import { createProjectFiles } from '../../src/base/project-files.ts';
import type { ParsedReport, ReportConfig, Source } from '../../src/base/report.ts';
import type { CaseFields, Experiment, Tolerances } from '../../src/base/experiment.ts';
import { planJobs, type Plan, type PlanTools } from '../../src/plan/plan-jobs.ts';
import { runJobs, type RunAccount, type RunTools } from '../../src/run/run-jobs.ts';
import type { ValueNode } from '../../src/base/tree.ts';
import { watchNothing } from '../../src/run/watcher.ts';
import { expressionOf } from '../language/sample.ts';
import { generatorRoot } from './program.ts';
import { layFonts } from './warm-fonts.ts';

/** What a test writes of a case; everything else is as if the author had left it out. */
export interface TestCase {
  parameters?: { readonly [name: string]: Json };
  inputs?: { readonly [name: string]: string };
  seed?: number;
  seeds?: number;
  tolerance?: Tolerances;
}

/** An experiment as the parser would give it; its cases stand at the lines 10, 11, … of `report.md`. */
export function experiment(
  name: string,
  task: string,
  given: TestCase & { cases?: { readonly [name: string]: TestCase } } = {},
): Experiment {
  const cases = given.cases ?? null;
  return {
    name,
    task,
    place: { file: 'report.md', line: 1, column: 1 },
    taskPlace: { file: 'report.md', line: 1, column: 20 },
    shared: caseFields(given, 2),
    cases: cases
      ? Object.entries(cases).map(([caseName, fields], index) => ({
          name: caseName,
          place: { file: 'report.md', line: 10 + index, column: 3 },
          ...caseFields(fields, 10 + index),
        }))
      : null,
  };
}

function caseFields(given: TestCase, line: number): CaseFields {
  return {
    parameters: given.parameters ?? {},
    inputs: given.inputs ?? {},
    label: null,
    note: null,
    show: null,
    tolerance: given.tolerance ?? {},
    seed: given.seed ?? null,
    seeds: given.seeds ?? null,
    // A column a step, so that a test sees which path was asked for.
    placeOf: (path) => ({ file: 'report.md', line, column: 100 + path.length }),
  };
}

/** A report that names its experiments and says no more: what it computes is all that counts here. */
const emptyReport: Omit<ParsedReport, 'config' | 'experiments' | 'sources'> = {
  abstract: null,
  leftOut: [],
  published: new Map(),
  bibliography: null,
  citationKeys: new Set(),
  specs: new Map(),
  excerptFiles: new Map(),
  imageFiles: new Map(),
  files: [],
};

function sourceNaming(experiments: readonly Experiment[]): Source {
  const place = { file: 'report.md', line: 1, column: 1 };
  const children = experiments.map(({ name }): ValueNode => {
    return { type: 'value', expression: expressionOf(`count(cases(${name}))`), format: null, place };
  });
  return { file: 'report.md', tree: { type: 'root', children } };
}

/** A copy of the fixture folder, planned and run as a build does it. */
export interface RunProject {
  root: string;
  cache: string;
  plan(...experiments: Experiment[]): Promise<Plan>;
  run(plan: Plan, tools?: Partial<RunTools>): Promise<RunAccount>;
  planTools: PlanTools;
  config: ReportConfig;
  remove(): Promise<void>;
}

export async function openRunProject(
  program: string,
  settings: Partial<ReportConfig> = {},
): Promise<RunProject> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'run-')));
  await cp(join(generatorRoot, 'test/fixtures/run'), root, { recursive: true });
  layFonts(root);
  const cache = join(root, '.cache');
  const files = createProjectFiles(root);
  const planTools: PlanTools = {
    root: generatorRoot,
    packages: generatorRoot,
    program,
    cache,
    made: createMade(join(cache, 'made'), 'test'),
    provideEngines: () => Promise.resolve(),
    engine: null,
  };
  const config = {
    folder: '.',
    seed: 7,
    tasks: ['tasks'],
    data: 'data',
    weights: 'weights',
    limits: { seconds: 20, megabytes: 4096 },
    ...settings,
  } as ReportConfig;
  return {
    root,
    cache,
    planTools,
    config,
    plan: (...experiments) =>
      planJobs(
        { ...emptyReport, config, experiments, sources: [sourceNaming(experiments)] },
        files,
        planTools,
      ),
    run: (plan, tools = {}) =>
      runJobs(plan, {
        packages: generatorRoot,
        program,
        cache,
        jobs: 2,
        signal: new AbortController().signal,
        watcher: watchNothing(),
        ...tools,
      }),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
