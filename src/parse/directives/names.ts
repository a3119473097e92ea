/** Names of directives by their form. */
export const INLINE_NAMES: readonly string[] = ['value', 'literal'];
export const LEAF_NAMES: readonly string[] = ['excerpt'];
export const CONTAINER_NAMES: readonly string[] = ['experiment', 'table', 'figure'];
