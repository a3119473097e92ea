import type { RootContent } from 'mdast';

import type { Place } from '../base/place.ts';
import type { SourceText } from './source-text.ts';

/** How much may stand between two characters of a text, comments aside: what begins a line in deep quotes. */
const FARTHEST = 1000;
const ENTITY = /&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/y;

/** Lets the texts of some nodes say where in the author's file each of their characters stands. */
export function placeTexts(nodes: readonly RootContent[], source: SourceText): void {
  for (const node of nodes) {
    const text = textOf(node);
    if (text === null) continue;
    const start = (node.position?.start.offset ?? 0) + lengthBefore(node, source);
    const end = node.position?.end.offset ?? source.text.length;
    node.data = { ...node.data, textAt: locateText(text, { source, start, end }) };
  }
}

/** How much stands before the text of a node itself. */
function lengthBefore(node: RootContent, source: SourceText): number {
  if (node.type === 'image' || node.type === 'imageReference') return '!['.length;
  if (node.type !== 'code') return 0;
  const start = node.position?.start.offset ?? 0;
  // Without a fence code is indented, and begins at once.
  return (
    /^(?:`{3,}|~{3,})[^\n]*\n?/.exec(source.text.slice(start, node.position?.end.offset))?.[0].length ?? 0
  );
}

function textOf(node: RootContent): string | null {
  if (node.type === 'text' || node.type === 'html' || node.type === 'code') return node.value;
  return node.type === 'image' || node.type === 'imageReference' ? (node.alt ?? null) : null;
}

interface Stretch {
  source: SourceText;
  start: number;
  end: number;
}

/** The places of a text that was read from a stretch of the source; they are looked for when first asked for. */
function locateText(text: string, { source, start, end }: Stretch): (offset: number) => Place {
  let offsets: readonly number[] | null = null;
  return (offset) => {
    offsets ??= alignText(text, source.text.slice(start, end));
    return source.placeAt(start + (offsets[Math.min(offset, text.length)] ?? 0));
  };
}

/**
 * Offsets in what an author wrote of each character that was read from it, and of the end: backslashes and entities
 * are undone there, and the marks of quotes, indentation and comments left out.
 */
export function alignText(text: string, written: string): number[] {
  const offsets: number[] = [];
  let at = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    const found = findCharacter(character, written, at);
    offsets.push(found.at);
    // What one entity stands for may be two units long.
    const isPair = found.length > 1 && /[\uD800-\uDBFF]/.test(character);
    if (isPair) {
      offsets.push(found.at);
      index += 1;
    }
    at = found.at + found.length;
  }
  return [...offsets, at];
}

/** Where a character that is read next was written, and how many were written for it. */
function findCharacter(character: string, written: string, from: number): { at: number; length: number } {
  let at = from;
  const end = Math.min(written.length, from + FARTHEST);
  while (at < end) {
    const escape = written.charAt(at) === '\\' && written.charAt(at + 1) === character;
    if (escape && /[!-/:-@[-`{-~]/.test(character)) return { at: at + 1, length: 1 };
    const comment = commentAt(written, at);
    if (comment > 0) return findCharacter(character, written, at + comment);
    const entity = entityAt(written, at);
    if (entity !== null && (character !== '&' || /^&(?:amp|#38|#x26);/i.test(entity))) {
      return { at, length: entity.length };
    }
    if (written.charAt(at) === character) return { at, length: 1 };
    at += 1;
  }
  return { at: from, length: 0 };
}

/** Length of the comment that begins at an offset; 0 where none does. */
function commentAt(written: string, at: number): number {
  if (!written.startsWith('<!--', at)) return 0;
  const end = written.indexOf('-->', at);
  return end < 0 ? 0 : end + 3 - at;
}

function entityAt(written: string, at: number): string | null {
  if (written.charAt(at) !== '&') return null;
  ENTITY.lastIndex = at;
  return ENTITY.exec(written)?.[0] ?? null;
}
