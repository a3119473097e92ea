import { parse, type ParserPlugin } from '@babel/parser';
import type { Node } from '@babel/types';

/*
 * Loaded only when a task is bundled anew. The parser is CommonJS: imported here by name and this module by
 * `import()`, since an `import()` of the package itself gives other names once it is part of a bundle.
 */

/** The syntax tree of a task's source, also where parts of it are at fault: esbuild tells those. */
export function parseSource(code: string, file: string): Node {
  const plugins: ParserPlugin[] = /jsx?$/.test(file) ? [] : ['typescript'];
  if (file.endsWith('x')) plugins.push('jsx');
  return parse(code, { sourceType: 'module', plugins, errorRecovery: true });
}
