import { describe, expect, it } from 'vitest';

import type { Dataset } from '../../src/base/dataset.ts';
import { ReportError } from '../../src/base/diagnostic.ts';
import * as language from '../../src/base/messages/language.ts';
import * as say from '../../src/base/messages/parse.ts';
import { nodesOfType } from '../../src/base/visit.ts';
import { UsageError } from '../../src/base/usage-error.ts';
import { readConfig } from '../../src/parse/config.ts';
import { writeFolder } from '../support/write-folder.ts';
import { parseInput } from './memory.ts';

const simulated: Dataset = { name: 'made_up', title: 'made up', simulated: true, isDefault: true };
const recorded: Dataset = { name: 'walks', title: 'Walks', simulated: false, isDefault: false };

const OFFERS = 'title: T\nsources: [01.md]\ndatasets:\n  made_up: {title: made up, simulated: true}\n';

async function choose(text: string, dataset: string | null): Promise<unknown> {
  const folder = writeFolder({ 'report.yaml': text, '01.md': '' });
  return (await readConfig(folder, { dataset })).config.dataset;
}

async function mistakesOf(text: string, dataset: Dataset | null): Promise<readonly (readonly string[])[]> {
  const error: unknown = await parseInput(text, {}, { dataset }).catch((reason: unknown) => reason);
  if (!(error instanceof ReportError)) throw new Error('no mistake was told');
  return error.diagnostics.map(({ place, message }) => [`${place?.line}:${place?.column}`, message]);
}

describe('data sets of report.yaml', () => {
  it('are chosen by name, the first where none is asked for', async () => {
    const offers = `${OFFERS}  walks: {title: Walks}\n`;
    expect(await choose(offers, null)).toEqual(simulated);
    expect(await choose(offers, 'walks')).toEqual(recorded);
    expect(await choose('title: T\n', null)).toBeNull();
  });

  it('are no mistake of the report where there is none of that name', async () => {
    const known = ['made_up', 'walks'];
    await expect(choose(`${OFFERS}  walks: {title: Walks}\n`, 'walk')).rejects.toEqual(
      new UsageError(say.unknownDataset('walk', { nearest: 'walks', known })),
    );
    await expect(choose('title: T\n', 'walks')).rejects.toEqual(
      new UsageError(say.unknownDataset('walks', { nearest: null, known: [] })),
    );
  });

  it.each([
    ['  ../walks: {title: Walks}\n', [5, 3, say.datasetIsUnnamed('../walks')]],
    [
      '  walks: {title: Walks, made: true}\n',
      [5, 25, say.fieldIsUnknown('made', null, ['title', 'simulated'])],
    ],
    ['  walks: {simulated: true}\n', [5, 10, say.fieldIsMissing('datasets.walks.title')]],
  ])('are refused as %j', async (line, told) => {
    const error: unknown = await choose(OFFERS + line, null).catch((reason: unknown) => reason);
    const [first] = error instanceof ReportError ? error.diagnostics : [];
    expect([first?.place?.line, first?.place?.column, first?.message]).toEqual(told);
  });
});

const TWO = `:::experiment{#recordings task=simulate if="data.simulated"}
:::

:::experiment{#recordings task=read from=walks.yaml if="!data.simulated"}
:::
`;

const BLOCKS = `::::when{if="data.simulated"}
## Made {#sec-data}

A [link][a] and :value[simulator.seed].

[a]: https://example.org
::::

::::when{if="data.name == 'walks'"}
## Walked {#sec-data}

:::when{if="recordings.rows > 3"}
Much.
:::
::::

A [link][a] elsewhere.
`;

describe('what the data set decides', () => {
  it('is which experiments stand, each under the name of the other', async () => {
    const made = await parseInput(TWO, {}, { dataset: simulated });
    expect(made.experiments.map(({ name, task }) => [name, task])).toEqual([['recordings', 'simulate']]);
    const read = await parseInput(TWO, { 'walks.yaml': 'rows: 7' }, { dataset: recorded });
    expect(read.experiments).toMatchObject([
      { name: 'recordings', task: 'read', shared: { parameters: { rows: 7 } } },
    ]);
  });

  it('is which blocks stand: no name in the others is asked for, no id taken, but their links are defined', async () => {
    const { sources, leftOut } = await parseInput(BLOCKS, {}, { dataset: recorded });
    const [tree] = sources.map((source) => source.tree);
    const kinds = tree?.children.map(({ type }) => type);
    expect(kinds).toEqual(['definition', 'heading', 'when', 'paragraph']);
    expect(nodesOfType(tree!, 'value')).toEqual([]);
    expect(leftOut.map(({ condition }) => condition.source)).toEqual(['data.simulated']);
    const made = await parseInput(BLOCKS, {}, { dataset: simulated });
    expect(made.sources[0]?.tree.children.map(({ type }) => type)).toEqual([
      ...['heading', 'paragraph', 'definition', 'paragraph'],
    ]);
  });

  it.each([
    ['recordings.rows > 3 && data.simulated', 29, say.conditionIsOfData('recordings')],
    ['data.name', 29, language.conditionIsNoTruth('a text')],
    ['data.simulted', 34, language.unknownName('data.simulted', 'data.simulated', [])],
    ['!data.', 35, ''],
  ])('is told where it cannot: %s', async (condition, column, message) => {
    const text = `:::experiment{#r task=s if="${condition}"}\n:::\n`;
    const told = [[`1:${column}`, expect.stringContaining(message)]];
    expect(await mistakesOf(text, simulated)).toEqual(told);
  });

  it('is nothing where the report offers none', async () => {
    expect(await mistakesOf(TWO, null)).toEqual([
      ['1:45', language.noDatasets('data.simulated')],
      ['4:58', language.noDatasets('data.simulated')],
    ]);
  });

  it('is not left to a when around the experiment', async () => {
    const text = '::::when{if="data.simulated"}\n:::experiment{#a task=b}\n:::\n::::\n';
    for (const dataset of [simulated, recorded])
      expect(await mistakesOf(text, dataset)).toEqual([['2:1', say.experimentWithinWhen('a')]]);
  });

  it('two that stand cannot share a name', async () => {
    const text = `${TWO}\n:::experiment{#recordings task=simulate}\n:::\n`;
    expect((await mistakesOf(text, simulated)).map(([place]) => place)).toEqual(['7:15']);
  });
});
