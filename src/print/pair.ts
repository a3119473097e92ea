/** What of two lists belongs together, and what is left of each. */
export interface Pairing<Item> {
  pairs: readonly (readonly [Item, Item])[];
  gone: readonly Item[];
  added: readonly Item[];
}

/** What items are known by; null where an item has no such key. */
export type KeyOf<Item> = (item: Item) => string | null;

/**
 * Pairs the items of two lists that have the same key, the first with the first; what is left is tried with the next
 * key. Keys go from the surest to the weakest.
 */
export function pairBy<Item>(
  before: readonly Item[],
  after: readonly Item[],
  keys: readonly KeyOf<Item>[],
): Pairing<Item> {
  const pairs: [Item, Item][] = [];
  let [gone, added] = [before, after];
  for (const keyOf of keys) {
    const waiting = new Map<string, Item[]>();
    for (const item of gone) {
      const key = keyOf(item);
      if (key !== null) waiting.set(key, [...(waiting.get(key) ?? []), item]);
    }
    const found = new Set<Item>();
    added = added.filter((item) => {
      const key = keyOf(item);
      const partner = key === null ? undefined : waiting.get(key)?.shift();
      if (partner === undefined) return true;
      pairs.push([partner, item]);
      found.add(partner);
      return false;
    });
    if (found.size > 0) gone = gone.filter((item) => !found.has(item));
  }
  return { pairs, gone, added };
}

/** How alike two sentences have to be to be one, reworded. */
const likeness = 0.5;

/** Pairs what is left by its words, the likest first come. `wordsOf` gives the text, `groupOf` what must be the same. */
export function pairAlike<Item>(
  { pairs, gone, added }: Pairing<Item>,
  { wordsOf, groupOf }: { wordsOf: (item: Item) => string; groupOf: KeyOf<Item> },
): Pairing<Item> {
  const found: [Item, Item][] = [];
  const open = new Map(gone.map((item) => [item, { words: wordSet(wordsOf(item)), group: groupOf(item) }]));
  const left = added.filter((item) => {
    const [words, group] = [wordSet(wordsOf(item)), groupOf(item)];
    let best: { item: Item; share: number } | null = null;
    for (const [candidate, of] of open) {
      if (of.group !== group) continue;
      const share = shareOf(of.words, words);
      if (share >= likeness && share > (best?.share ?? 0)) best = { item: candidate, share };
    }
    if (!best) return true;
    found.push([best.item, item]);
    open.delete(best.item);
    return false;
  });
  return { pairs: [...pairs, ...found], gone: [...open.keys()], added: left };
}

function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** Of all words in both, how many they have in common. */
function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const all = a.size + b.size;
  if (all === 0) return 0;
  let common = 0;
  for (const word of a) if (b.has(word)) common += 1;
  return (2 * common) / all;
}
