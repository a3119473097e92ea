/** What carries a number of its own and can be referred to. */
export type NumberedKind = 'table' | 'figure' | 'equation' | 'section';
