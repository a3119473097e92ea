import { plainWords } from '../base/markdown-words.ts';

/** Blocks of Markdown that are folded away under their title. */
export function fold(title: string, blocks: readonly string[]): string[] {
  return [`<details><summary>${plainWords(title)}</summary>`, ...blocks, '</details>'];
}
