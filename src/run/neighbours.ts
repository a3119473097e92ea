/** The jobs that are under way at the same time. */
export interface Neighbours {
  /** A job begins; gives what ends it, and tells how many others ran beside it at most at a time. */
  enter: () => () => number;
}

/** Nobody is there yet. */
export function createNeighbours(): Neighbours {
  const present = new Set<{ most: number }>();
  return {
    enter: () => {
      const own = { most: 0 };
      present.add(own);
      for (const each of present) each.most = Math.max(each.most, present.size - 1);
      return () => {
        present.delete(own);
        return own.most;
      };
    },
  };
}
