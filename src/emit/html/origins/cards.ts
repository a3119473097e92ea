/// <reference lib="dom" />
import { hideCard, placeCard, showCard, type Cards } from './card.ts';
import type { PageOrigins } from './page-origins.ts';

/*
 * How a reader comes by the cards. These functions run in the page, too. Of all numbers one is a stop for Tab: the first
 * in view, or the one that was left; keys lead on from there. A card that was not asked for goes with the pointer or the
 * focus, stays while the pointer is on it, and is closed by Escape (WCAG 1.4.13).
 */

/** Gives every number its card. */
export function startCards(page: Document): void {
  const text = page.getElementById('page.origins')?.textContent;
  if (!text) return;
  const data = JSON.parse(text) as PageOrigins;
  const numbers = Array.from(page.querySelectorAll<HTMLElement>('.value'));
  const card = page.createElement('div');
  card.id = 'page.origin';
  card.className = 'origin';
  card.tabIndex = -1;
  card.hidden = true;
  card.setAttribute('aria-label', data.words.title);
  page.body.append(card);
  const expressions = numbers.map((number) => number.title.split('\n')[0] ?? '');
  for (const number of numbers) number.removeAttribute('title');
  const hint = page.getElementById('page.origins-hint');
  if (hint) hint.hidden = false;
  const cards: Cards = {
    page,
    data,
    numbers,
    expressions,
    card,
    shown: -1,
    pinned: false,
    stop: -1,
    timer: 0,
  };
  moveStop(cards, 0);
  listenToKeys(cards);
  listenToPointer(cards);
  followReading(cards);
}

/** Index of the number that an event is about; -1 for none. */
export function numberAt({ numbers }: Cards, target: EventTarget | null): number {
  const found = target instanceof Element ? target.closest<HTMLElement>('.value') : null;
  return found ? numbers.indexOf(found) : -1;
}

/** Makes a number the one that Tab leads to. */
export function moveStop(cards: Cards, index: number): void {
  const number = cards.numbers[index];
  if (!number || index === cards.stop) return;
  const last = cards.numbers[cards.stop];
  for (const name of ['tabindex', 'role', 'aria-haspopup', 'aria-expanded']) last?.removeAttribute(name);
  number.tabIndex = 0;
  number.setAttribute('role', 'button');
  number.setAttribute('aria-haspopup', 'dialog');
  number.setAttribute('aria-expanded', 'false');
  cards.stop = index;
}

/** Where a key leads from a number: on, back, or down and up a column; null for other keys. */
export function stepFrom({ numbers }: Cards, index: number, key: string): number | null {
  const by = { n: 1, ArrowRight: 1, ArrowDown: 1, p: -1, ArrowLeft: -1, ArrowUp: -1 }[key];
  if (by === undefined) return null;
  const cell = numbers[index]?.closest('td');
  if (cell && (key === 'ArrowDown' || key === 'ArrowUp')) {
    let row = cell.parentElement;
    while ((row = (by > 0 ? row?.nextElementSibling : row?.previousElementSibling) as HTMLElement | null)) {
      const found = row.children[cell.cellIndex]?.querySelector<HTMLElement>('.value');
      if (found) return numbers.indexOf(found);
    }
  }
  return Math.max(0, Math.min(numbers.length - 1, index + by));
}

/** Keys, and the focus that they move. */
export function listenToKeys(cards: Cards): void {
  const { page, card, numbers } = cards;
  page.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && cards.shown >= 0) {
      const wasInside = card.contains(page.activeElement);
      const number = numbers[cards.shown];
      if (wasInside) number?.focus({ preventScroll: true });
      hideCard(cards);
      return;
    }
    const index = numberAt(cards, event.target);
    if (index < 0 || event.target !== numbers[index]) return;
    const next = stepFrom(cards, index, event.key);
    if (next === null && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    if (next === null) {
      showCard(cards, index, true);
      card.focus({ preventScroll: true });
    } else {
      moveStop(cards, next);
      numbers[next]?.focus();
    }
  });
  page.addEventListener('focusin', (event) => {
    const index = numberAt(cards, event.target);
    if (index >= 0 && event.target === numbers[index]) showCard(cards, index, false);
    else if (!card.contains(event.target as Node) && cards.shown >= 0) hideCard(cards);
  });
}

/** The pointer: resting on a number shows its card, a click keeps it, a click elsewhere closes it. */
export function listenToPointer(cards: Cards): void {
  const { page, card, numbers } = cards;
  const later = (delay: number, act: () => void): void => {
    clearTimeout(cards.timer);
    cards.timer = setTimeout(act, delay) as unknown as number;
  };
  page.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'touch' || cards.pinned) return;
    const index = numberAt(cards, event.target);
    const isOnCard = card.contains(event.target as Node);
    if (index >= 0)
      later(150, () => {
        showCard(cards, index, false);
      });
    else if (isOnCard) clearTimeout(cards.timer);
    else if (cards.shown >= 0 && numbers[cards.shown] !== page.activeElement)
      later(300, () => {
        hideCard(cards);
      });
    else clearTimeout(cards.timer);
  });
  page.addEventListener('click', (event) => {
    if (card.contains(event.target as Node)) return;
    clearTimeout(cards.timer);
    const index = numberAt(cards, event.target);
    const wasPinned = cards.pinned && cards.shown === index;
    const isSelecting = page.getSelection()?.isCollapsed === false;
    if (cards.shown >= 0) hideCard(cards);
    if (index < 0 || wasPinned || isSelecting) return;
    moveStop(cards, index);
    numbers[index]?.focus({ preventScroll: true });
    showCard(cards, index, true);
  });
}

/** Scrolling makes the first number in view the one that Tab leads to; a card that stays goes along. */
export function followReading(cards: Cards): void {
  const { page, numbers } = cards;
  let timer = 0;
  const follow = (): void => {
    if (numberAt(cards, page.activeElement) >= 0 || cards.shown >= 0) return;
    moveStop(
      cards,
      numbers.findIndex((number) => number.getBoundingClientRect().top >= 0),
    );
  };
  page.addEventListener('scroll', () => {
    clearTimeout(timer);
    timer = setTimeout(follow, 200) as unknown as number;
  });
  page.defaultView?.addEventListener('resize', () => {
    const number = numbers[cards.shown];
    if (number) placeCard(cards, number);
  });
}
