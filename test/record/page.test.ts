import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { createMade } from '../../src/base/made.ts';
import { writeRecordPage } from '../../src/record/page/write-page.ts';
import { writeRecords } from '../../src/record/write-records.ts';
import { differing, number, verification } from './example.ts';
import { startCpuTime } from '../support/cpu-time.ts';

const kept = mkdtempSync(join(tmpdir(), 'record-made-'));
const made = createMade(kept, 'test');
afterAll(() => {
  rmSync(kept, { recursive: true });
});

const pageOf = (record = differing(), document: string | null = 'report.html'): Promise<string> =>
  writeRecordPage(record, { made, document });

/** What a reader sees of it. */
const textOf = (page: string): string =>
  page
    .replace(/<(style|head)[^]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the page of a verification', () => {
  test('tells the verdict first, then what differs with its place, job and machine', async () => {
    const page = await pageOf();
    const text = textOf(page);
    const order = ['✗ NOT verified: 2 numbers differ', 'What differs', 'Claims', 'Every number'].map(
      (words) => text.lastIndexOf(words),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
    expect(page).toContain('reaches an F1 of <mark class="different">0.86</mark> and 0.91.');
    expect(text).toContain('0.87 → 0.86 “The wide one');
    expect(text).toContain('report/02.md:12:7 mlp.wide.f1');
    expect(text).toContain('not as when it was locked: processor AMD EPYC → Intel(R) Xeon(R) CPU @ 2.20GHz');
    expect(text).toContain('0 of 1 claim holds. refuted : “Wide is better”');
  });

  test('says what became of each number by word and sign, a sentence once and a table once', async () => {
    const page = await pageOf();
    const rows = [...page.matchAll(/<tr class="(\w+)">(<td><span class="sign">[^]*?)<\/tr>/g)];
    const numbers = rows.map(([, outcome, row = '']) => [outcome, textOf(row).trim()]);
    expect(numbers.slice(-4)).toEqual([
      ['different', expect.stringMatching(/^≠ different 0\.87 → 0\.86 .*mlp\.wide$/)],
      ['exact', expect.stringMatching(/^= reproduced exactly 0\.91 .*mlp\.small$/)],
      ['different', expect.stringMatching(/^≠ different 0\.87 → 0\.86 Wide · F1 f1 /)],
      ['machine', expect.stringMatching(/^± machine-dependent/)],
    ]);
    const marked = 'F1 of <mark class="different">0.86</mark> and <mark class="exact">0.91</mark>.';
    expect(page.split(marked)).toHaveLength(2);
    expect(page).toMatch(/>Perceptrons\. <a href="report\.html#tbl-mlp">/);
  });

  test('needs nothing but itself, runs nothing, and takes words as words', async () => {
    const page = await pageOf(
      verification({ numbers: [number('<script>alert(1)</script> 0.87', '0.87')], report: '<b>x</b>' }),
    );
    expect(page).not.toMatch(/<script|<link|<img|https?:\/\/|<b>x/);
    const policy = / http-equiv="content-security-policy" content="([^"]*)"/i.exec(page)?.[1];
    expect(policy).toMatch(
      /^default-src &#x27;none&#x27;; style-src &#x27;unsafe-inline&#x27;; font-src data:/,
    );
  });

  test('has no link that leads nowhere', async () => {
    const page = await pageOf();
    const ids = new Set([...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
    const links = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id = '']) => decodeURIComponent(id));
    expect(links.length).toBeGreaterThan(8);
    expect(links.filter((id) => !ids.has(id))).toEqual([]);
    expect(await pageOf(differing(), null)).not.toContain('report.html');
  });

  test('of 2,400 numbers takes less than a second and a megabyte', async () => {
    const words =
      'A sentence of some length, as they are, which tells that the F1 is 0.87 after 3 epochs, no. ';
    const numbers = Array.from({ length: 2400 }, (_, index) => number(`${words}${index >> 1}`, '0.87'));
    await pageOf();
    const cpuTime = startCpuTime();
    const page = await pageOf(verification({ numbers }));
    expect(cpuTime()).toBeLessThan(1000);
    expect(page.length).toBeLessThan(1e6);
  });
});

test('all forms are written together, and nothing where one cannot be', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'record-'));
  try {
    writeFileSync(join(folder, 'report.html'), 'the document');
    const paths = await writeRecords(differing(), folder, made);
    const names = ['html', 'json', 'md', 'schema.json'].map((ending) => `verification.${ending}`);
    expect(readdirSync(folder).sort()).toEqual(['report.html', ...names].sort());
    expect(paths.map((path) => path.slice(folder.length + 1)).sort()).toEqual(names.sort());
    rmSync(join(folder, 'verification.json'));
    writeFileSync(join(folder, 'verification.md'), 'the last');
    mkdirSync(join(folder, 'verification.json'));
    await expect(writeRecords(verification(), folder, made)).rejects.toThrow();
    expect(readFileSync(join(folder, 'verification.md'), 'utf8')).toBe('the last');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
