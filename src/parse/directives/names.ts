/** Names of directives by their form. */
export const INLINE_NAMES: readonly string[] = ['value', 'claim', 'literal', 'remark'];
/** Those of them whose label is Markdown and no expression. */
export const PHRASE_NAMES: readonly string[] = ['claim', 'literal', 'remark'];
export const LEAF_NAMES: readonly string[] = ['excerpt'];
export const CONTAINER_NAMES: readonly string[] = ['experiment', 'table', 'figure', 'when'];
/** Those of them that hold blocks of the document, and no YAML of their own. */
export const HOLDS_BLOCKS: readonly string[] = ['when'];
