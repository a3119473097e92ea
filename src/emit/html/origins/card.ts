/// <reference lib="dom" />
import type { PageOrigins, PagePart } from './page-origins.ts';

/*
 * The card that tells where a number comes from. These functions run in the page: they are written into it as they
 * stand, so they refer to one another and to the browser, and to nothing else of this project.
 */

/** The numbers of a page and its one card. */
export interface Cards {
  page: Document;
  data: PageOrigins;
  numbers: readonly HTMLElement[];
  /** Their expressions, as their titles said them. */
  expressions: readonly string[];
  card: HTMLElement;
  /** Index of the number whose card is shown; -1 for none. */
  shown: number;
  /** Whether it stays until it is closed. */
  pinned: boolean;
  /** Index of the number that Tab leads to. */
  stop: number;
  /** A card about to be shown or hidden. */
  timer: number;
}

/** Shows the card of a number; `pinned` keeps it until it is closed. */
export function showCard(cards: Cards, index: number, pinned: boolean): void {
  const { card, numbers } = cards;
  const number = numbers[index];
  if (!number) return;
  if (cards.shown !== index) {
    hideCard(cards);
    fillCard(cards, index);
  }
  cards.shown = index;
  cards.pinned = pinned;
  card.setAttribute('role', pinned ? 'dialog' : 'tooltip');
  card.classList.toggle('pinned', pinned);
  card.hidden = false;
  number.setAttribute('aria-describedby', 'page.origin-summary');
  if (number.hasAttribute('aria-expanded')) number.setAttribute('aria-expanded', String(pinned));
  number.classList.add('told');
  placeCard(cards, number);
}

/** Takes the card away. */
export function hideCard(cards: Cards): void {
  const number = cards.numbers[cards.shown];
  number?.removeAttribute('aria-describedby');
  number?.classList.remove('told');
  if (number?.hasAttribute('aria-expanded')) number.setAttribute('aria-expanded', 'false');
  cards.card.hidden = true;
  cards.shown = -1;
  cards.pinned = false;
}

/** Below the number, or above where there is more room; within the window. */
export function placeCard({ page, card }: Cards, number: HTMLElement): void {
  const window = page.defaultView;
  if (!window) return;
  const box = number.getClientRects()[0] ?? number.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = card;
  const room = page.documentElement.clientWidth;
  const left = Math.max(8, Math.min(box.left, room - width - 8));
  const isAbove = box.bottom + height + 12 > window.innerHeight && box.top > height + 12;
  const top = isAbove ? box.top - height - 6 : box.bottom + 6;
  card.style.setProperty('--left', `${left + window.scrollX}px`);
  card.style.setProperty('--top', `${top + window.scrollY}px`);
}

/** Writes the card of a number. */
export function fillCard({ page, data, card, numbers, expressions }: Cards, index: number): void {
  const found = data.numbers[index] ?? [];
  const parts = (Array.isArray(found[0]) ? found : [found]) as readonly PagePart[];
  const text = numbers[index]?.querySelector('.katex') ? '' : (numbers[index]?.textContent ?? '');
  const summary = page.createElement('p');
  summary.id = 'page.origin-summary';
  summary.textContent = summarise(data, parts, text);
  card.replaceChildren(
    summary,
    ...parts.flatMap((part) => describePart(data, part, { page, expression: expressions[index] ?? '' })),
  );
  card.scrollTop = 0;
  if (data.all === null) return;
  const link = page.createElement('a');
  link.href = `#${data.all}`;
  link.textContent = data.words.all;
  const last = page.createElement('p');
  last.append(link);
  card.append(last);
}

/** What a reader of the screen is told at once: the number, unrounded, and the jobs or the publication. */
export function summarise(data: PageOrigins, parts: readonly PagePart[], text: string): string {
  const value = parts.length === 1 ? parts[0]?.[2] : undefined;
  const makers = parts.map((part) => data.makers[part[1]]);
  const jobs = [...new Set(makers.flatMap((each) => each?.[0] ?? []))].map(
    (job) => data.jobs[job]?.[0] ?? '',
  );
  const sources = makers.flatMap((each) => each?.[1] ?? []).map((figure) => data.figures[figure]?.[2] ?? -1);
  const named = jobs.length > 3 ? [...jobs.slice(0, 2), `${jobs.length - 2} ${data.words.more}`] : jobs;
  const from = [...named, ...[...new Set(sources)].map((source) => data.sources[source] ?? '')].join(', ');
  const shown = value === undefined ? text : `${text} (${value})`;
  return [shown, from || data.words.nothing].filter((words) => words !== '').join(': ');
}

/** A term and what it says. */
export function addRow(list: HTMLElement, term: string, words: string, as = 'span'): void {
  if (words === '') return;
  const page = list.ownerDocument;
  const [name, value] = [page.createElement('dt'), page.createElement('dd')];
  name.textContent = term;
  const inner = page.createElement(as);
  inner.textContent = words;
  value.append(inner);
  list.append(name, value);
}

/** What is told of one result, computation or published figure. */
export function describePart(
  data: PageOrigins,
  part: PagePart,
  { page, expression: only }: { page: Document; expression: string },
): HTMLElement[] {
  const { words } = data;
  const [file = 0, line = 0, format = '', expression = only] = data.bindings[part[0]] ?? [];
  const [jobs = [], figures = [], timed = 0] = data.makers[part[1]] ?? [];
  const list = page.createElement('dl');
  if (part[2] !== undefined) addRow(list, words.unrounded, String(part[2]));
  addRow(list, words.expression, expression, 'code');
  addRow(list, words.format, format, 'code');
  addRow(list, words.written, `${data.files[file] ?? ''}:${line}`);
  for (const figure of figures) {
    const [path = '', text = '', source = 0] = data.figures[figure] ?? [];
    addRow(list, words.published, `${text} · ${data.sources[source] ?? ''}`);
    if (path !== expression) addRow(list, '', path, 'code');
  }
  const shown = jobs.length > 4 ? jobs.slice(0, 3) : jobs;
  for (const job of shown) describeJob(list, data, job);
  if (shown.length < jobs.length) addRow(list, '', `+ ${jobs.length - shown.length} ${words.more}`);
  if (timed === 1) addRow(list, '', words.timed, 'em');
  return [list];
}

/** What is told of a job. */
export function describeJob(list: HTMLElement, data: PageOrigins, index: number): void {
  const { words } = data;
  const [name = '', of = 0, own = '', seed = null, engine = 0, key = ''] = data.jobs[index] ?? [];
  const [, title = '', task = '', code = '', given = '', files = ''] = data.experiments[of] ?? [];
  addRow(list, words.job, name, 'b');
  addRow(list, words.task, `${title} (${task})`);
  addRow(list, words.parameters, [own, given].filter((each) => each !== '').join('; '));
  addRow(list, words.seed, seed === null ? '' : String(seed));
  addRow(list, words.data, files);
  addRow(list, words.engine, data.engines[engine] ?? '');
  addRow(list, words.code, code);
  addRow(list, words.key, key, 'code');
}
