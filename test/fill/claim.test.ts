import { describe, expect, it } from 'vitest';

import { listShown } from '../../src/base/origins.ts';
import { duration, count } from '../../src/base/kinds.ts';
import type { FilledDocument } from '../../src/base/report.ts';
import { emitMarkdown } from '../../src/emit/markdown/emit-markdown.ts';
import { warnOfClaims } from '../../src/fill/claim.ts';
import { dataMark, dataMarkMeans } from '../../src/base/messages/fill.ts';
import { makeAnew } from '../../src/base/made.ts';
import { fillReport } from '../../src/fill/fill-report.ts';
import { parseInput } from '../parse/memory.ts';
import { experiment, fillFiles, mistakesIn, sums } from './report-of.ts';

const timed = sums({ results: { total: 10, took: 2.5 }, specs: { total: count(), took: duration() } });
const fill = (text: string) => fillFiles({ '01.md': `${experiment}\n${text}\n` }, [timed]);
const mistakes = (text: string) => mistakesIn({ '01.md': `${experiment}\n${text}\n` }, [timed]);

const markdownOf = (document: FilledDocument): string =>
  String(emitMarkdown(document, new Map())[0]?.content);

describe('claims', () => {
  it('are plain prose where they hold, and recorded in reading order', async () => {
    const document = await fill(
      '# A :claim[sum of *:value[sums.total]*]{if="sums.total == 10"} {#sec-a}\n\n' +
        'It is, :claim[as @sec-a\nsays]{if="sums.total > sums.given.last"}.[^1]\n\n' +
        '[^1]: :claim[So]{if="sums.total < 11"}.',
    );
    expect(markdownOf(document)).toContain('It is, as [Section 1](#sec-a)\nsays.');
    expect(document.contents[0]?.title).toBe('A sum of 10');
    expect(document.claims).toEqual([
      expect.objectContaining({ sentence: 'sum of 10', condition: 'sums.total == 10', held: true }),
      expect.objectContaining({ sentence: 'as Section 1 says', held: true, excuse: null, operands: [] }),
      expect.objectContaining({ sentence: 'So', held: true }),
    ]);
    expect(listShown(document)).toHaveLength(1);
  });

  it.each([
    'sums.took < 1',
    'sums.took / sums.total > 1',
    'max(pluck(cases(sums), "took")) < 1',
    'mean(seeds(sums.took)) < 1',
    'sums.total > 9 && sums.took < 1',
    "best(sums, 'took').label == 'x'",
  ])('are marked, with a warning, where durations refute them: %s', async (condition) => {
    const document = await fill(`:claim[It is fast]{if='${condition.replaceAll("'", '"')}'}.`);
    expect(markdownOf(document)).toContain('It is fast¶.');
    expect(markdownOf(document)).toContain('¶ Did not hold when this document was made');
    expect(document.claims).toMatchObject([{ held: false, excuse: 'machine' }]);
    expect(warnOfClaims(document.claims)).toMatchObject([
      { rule: 'claim-holds', place: { file: '01.md', line: 7, column: 1 } },
    ]);
  });

  it('are mistakes where results refute them, whatever durations say, or where they are strict', async () => {
    const told = await mistakes(
      ':claim[Large]{if="sums.total > 10"}, :claim[fast]{if="sums.took < 1" strict}, :claim[slow]{if="sums.total > 99 || 1 > 2"}, ' +
        ':claim[both]{if="sums.took < 1 && sums.total > 10"}',
    );
    expect(told.map(({ message, details }) => [message.split('"')[1], details?.slice(1)])).toEqual([
      ['Large', ['sums.total = 10']],
      ['fast', ['sums.took = 2.5, printed 2.5 s']],
      ['slow', ['sums.total = 10', '1 > 2: 1 > 2'].slice(0, 1)],
      ['both', ['sums.took = 2.5, printed 2.5 s', 'sums.total = 10']],
    ]);
  });
});

describe('when', () => {
  const both =
    '::::when{if="sums.total > 9"}\n## Large {#sec-large}\n\nLarge, see @eq-a and [@nobody].[^n]\n\n$$ {#eq-a}\nx\n$$\n::::\n\n' +
    ':::when{if="sums.total <= 9"}\n## Small {#sec-small}\n\nSee @eq-b.[^m] :value[1 / (sums.total - 10)]\n\n$$ {#eq-b}\ny\n$$\n\n[^m]: Small.\n:::\n\n' +
    '## Then {#sec-then}\n\n$$ {#eq-c}\nz\n$$\n\nSee @sec-then and @eq-c.\n\n[^n]: Note.';

  it('leaves out its blocks, and what is numbered counts only what stands', async () => {
    const document = await fill(both.replace(' and [@nobody]', ''));
    const written = markdownOf(document);
    expect(written).toContain('See [Section 2](#sec-then) and [Equation 2](#eq-c).');
    expect(written).not.toContain('Small');
    expect(written).toContain('[^1]: Note.');
    expect(document.contents.map(({ title }) => title).slice(0, 2)).toEqual(['Large', 'Then']);
  });

  it('tells of references to what it left out, at their place', async () => {
    const told = await mistakes(`${both.replace(' and [@nobody]', '')}\n\nBut @sec-small, @eq-b.[^m]`);
    expect(told.map(({ rule, place }) => [rule, place?.line])).toEqual([
      ['reference-stands', 39],
      ['reference-stands', 39],
      ['reference-stands', 39],
    ]);
    expect(told[0]?.message).toContain('the "when" at 01.md:17:1 does not hold (sums.total <= 9)');
  });

  it('are marked where another data set than the default refutes them, strict or not; what no data decide is a mistake', async () => {
    const dataset = { name: 'walks', title: 'Walks', simulated: false, isDefault: false };
    const fillOther = async (text: string): Promise<FilledDocument> => {
      const published = 'source: S\nsteps: {value: 9}\n';
      const settings = { dataset, published: 'published.yaml' };
      const report = await parseInput(`${experiment}\n${text}\n`, { 'published.yaml': published }, settings);
      return fillReport(report, [timed], makeAnew());
    };
    const document = await fillOther(
      ':claim[Large]{if="sums.total > 10"}, :claim[fast]{if="sums.took < 1" strict}, :claim[quick]{if="sums.took < 1"}.',
    );
    expect(document.claims.map(({ excuse }) => excuse)).toEqual(['data', 'data', 'machine']);
    expect(markdownOf(document)).toContain('Large¬, fast¬, quick¶.');
    expect(markdownOf(document)).toContain(dataMark + dataMarkMeans('Walks'));
    await expect(fillOther(':claim[Few]{if="published.steps < 9"}.')).rejects.toThrow('"Few"');
  });
});
