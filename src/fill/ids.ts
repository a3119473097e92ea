/** Ids of the document, each given once. */
export interface Ids {
  /** An id from a title, as forges make it: `What is it?` -> `what-is-it`, the second one `what-is-it-1`. */
  slug(title: string): string;
}

/** Hands out ids that none of `taken` uses. */
export function createIds(taken: Iterable<string>): Ids {
  const used = new Set(taken);
  const repeats = new Map<string, number>();
  return {
    slug(title) {
      const base = slugOf(title) || 'section';
      let id = base;
      let repeat = repeats.get(base) ?? 0;
      while (used.has(id)) id = `${base}-${(repeat += 1)}`;
      repeats.set(base, repeat);
      used.add(id);
      return id;
    },
  };
}

function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Mark}\p{Number}\s_-]/gu, '')
    .trim()
    .replace(/\s+/gu, '-');
}
