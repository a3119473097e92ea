import { join } from 'node:path';

import type { HTMLElement } from 'happy-dom';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { originWords as words } from '../../src/base/messages/emit.ts';
import { editFile } from '../support/edit-file.ts';
import { openPage, type OpenPage } from '../support/open-page.ts';
import { copyFixtures, runReport } from '../support/run-report.ts';

const loud = "all.one.total > 0 ? '<b>loud</b>' : 'quiet'";
const source = 'A <i>paper</i> of 2017';

let file: string;
let page: OpenPage;
let card: HTMLElement;
let numbers: HTMLElement[];

/** The first number that reads so. */
const reading = (text: string): HTMLElement => {
  const found = numbers.find((number) => number.textContent === text);
  if (!found) throw new Error(`no number reads ${text}`);
  return found;
};

/** The terms of the card with what each says; a row without a term belongs to the one before. */
const rows = (): string[][] => {
  const [terms, says] = ['dt', 'dd'].map((name) => [...card.querySelectorAll(name)]);
  return (terms ?? []).map((term, index) => [term.textContent, says?.[index]?.textContent ?? '']);
};
const said = (term: string): string | undefined => rows().find(([name]) => name === term)?.[1];
const focused = (): unknown => page.window.document.activeElement;
const stops = (): HTMLElement[] => numbers.filter((number) => number.getAttribute('tabindex') === '0');

beforeAll(async () => {
  const folder = copyFixtures('shared', 'reports/small');
  editFile(folder, 'published.yaml', 'A paper of 2017', `"${source}"`);
  editFile(folder, '01-values.md', '{label: Two,', '{label: "<b>Two</b>",');
  editFile(folder, '01-values.md', 'The total is', `Here it is :value[${loud}]. The total is`);
  const { code, stderr } = await runReport(['build', folder]);
  expect(code, stderr).toBe(0);
  file = join(folder, 'dist/report.html');
});

beforeEach(() => {
  page = openPage(file);
  expect(page.faults).toEqual([]);
  card = page.find('#page\\.origin');
  numbers = [...page.window.document.querySelectorAll('.value')] as HTMLElement[];
});

afterEach(async () => {
  await page.close();
  expect(page.faults).toEqual([]);
});

describe('the card of a number', () => {
  test('is hidden at first; the page says how to come by it, and titles are gone', () => {
    expect(numbers.length).toBeGreaterThan(30);
    expect(card.hidden).toBe(true);
    expect(page.find('#page\\.origins-hint').hidden).toBe(false);
    expect(numbers.filter((number) => number.hasAttribute('title'))).toEqual([]);
  });

  test('opens where the pointer rests, with expression, line, job and key, and goes with the pointer', async () => {
    const share = reading('0.125');
    await page.pointAt(share);
    expect([card.hidden, card.getAttribute('role')]).toEqual([false, 'tooltip']);
    expect(page.find('#page\\.origin-summary').textContent).toBe('0.125: all.one');
    expect(share.getAttribute('aria-describedby')).toBe('page.origin-summary');
    expect(rows().map(([term]) => term)).toEqual([
      words.expression,
      words.format,
      words.written,
      words.job,
      words.task,
      words.parameters,
      words.engine,
      words.code,
      words.key,
    ]);
    expect([words.expression, words.format, words.job, words.parameters].map(said)).toEqual([
      'all.one.share',
      '.3f',
      'all.one',
      'scale 1',
    ]);
    expect(said(words.written)).toMatch(/^01-values\.md:\d+$/);
    expect(said(words.code)).toMatch(/^tasks\/constants\.ts, [0-9a-f]{12}$/);
    expect(said(words.key)).toMatch(/^[0-9a-f]{12}$/);
    expect(card.querySelector('a')?.getAttribute('href')).toBe('#how-the-numbers-were-made');
    await page.pointAt(page.find('h1'));
    expect([card.hidden, share.hasAttribute('aria-describedby')]).toEqual([true, false]);
  });

  test('stays while the pointer is on it, and where a click asked for it', async () => {
    await page.pointAt(reading('0.125'));
    await page.pointAt(card);
    expect(card.hidden).toBe(false);
    reading('2.0').click();
    await page.pointAt(page.find('h1'));
    expect([card.hidden, card.getAttribute('role'), said(words.expression)]).toEqual([
      false,
      'dialog',
      'all.two.share / all.one.share',
    ]);
    page.find('h1').click();
    expect(card.hidden).toBe(true);
  });

  test('opens with the focus, of one number that Tab leads to; Enter leads into it, Escape back', () => {
    expect(stops()).toEqual([numbers[0]]);
    const [first] = numbers;
    first?.focus();
    expect([card.hidden, card.getAttribute('role')]).toEqual([false, 'tooltip']);
    page.press('Enter');
    expect([card.getAttribute('role'), focused() === card]).toEqual(['dialog', true]);
    expect(first?.getAttribute('aria-expanded')).toBe('true');
    page.press('Escape');
    expect([card.hidden, focused() === first]).toEqual([true, true]);
    expect(first?.getAttribute('aria-expanded')).toBe('false');
  });

  test('goes on to the next number and back, within the page, and down a column', () => {
    numbers[0]?.focus();
    for (const [key, index] of [
      ['n', 1],
      ['ArrowRight', 2],
      ['p', 1],
      ['p', 0],
      ['p', 0],
    ] as const) {
      page.press(key);
      expect([key, numbers.indexOf(focused() as HTMLElement), card.hidden]).toEqual([key, index, false]);
      expect(stops()).toEqual([numbers[index]]);
    }
    const double = reading('2,400');
    double.focus();
    page.press('ArrowDown');
    expect(focused()).toBe(reading('68'));
    page.press('ArrowUp');
    expect(focused()).toBe(double);
    numbers.at(-1)?.focus();
    page.press('n');
    expect(focused()).toBe(numbers.at(-1));
  });

  test('closes with Escape wherever the focus is', async () => {
    await page.pointAt(reading('0.125'));
    page.press('Escape');
    expect(card.hidden).toBe(true);
  });

  test('of a published figure names its source', () => {
    reading('12000').click();
    expect(said(words.published)).toBe(`12000 · ${source}`);
    expect(page.find('#page\\.origin-summary').textContent).toBe(`12000: ${source}`);
    expect(said(words.job)).toBeUndefined();
  });

  test('says what is unrounded, of a duration that it is the machine’s, and tells each part of an equation', () => {
    reading('0.13').click();
    expect(said(words.unrounded)).toBe('0.125');
    reading('12,345').click();
    expect(said(words.unrounded)).toBeUndefined();
    reading('165 ms').click();
    expect(rows()).toContainEqual(['', words.timed]);
    const equation = numbers.find((number) => number.closest('#eq-grid') && number.querySelector('.katex'));
    equation?.click();
    const told = rows().filter(([term]) => term === words.expression);
    expect(told.map(([, expression]) => expression)).toEqual(['all.one.grid', 'all.one.total']);
  });

  test('shows markup in a label, a source and an expression as the text that it is', () => {
    for (const text of ['<b>loud</b>', '<b>Two</b>', '12000']) {
      reading(text).click();
      const shown = page.find('#page\\.origin-summary');
      expect(shown.textContent).toContain(text);
      expect([...shown.children, ...card.querySelectorAll('i, dd b b, code *')]).toEqual([]);
    }
    reading('<b>loud</b>').click();
    expect(said(words.expression)).toBe(loud);
  });

  test('is that of the first number in view where the reader has scrolled', async () => {
    for (const number of numbers.slice(0, 5)) {
      number.getBoundingClientRect = () => new page.window.DOMRect(0, -10, 0, 0);
    }
    page.window.document.dispatchEvent(new page.window.Event('scroll'));
    await page.window.happyDOM.waitUntilComplete();
    expect(stops()).toEqual([numbers[5]]);
  });
});
