import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { digest, digestFile } from './files.mjs';

/** The header that sets attributes which are lists of strings or of types. */
export const attributeLists = fileURLToPath(new URL('attribute-lists.h', import.meta.url));

/** Where tfjs-node's code gets one line more, and which. */
const ADDITIONS = [
  { before: '#include "utils.h"\n', line: '#include "attribute-lists.h"\n' },
  {
    before: '  switch (tf_attr_type) {\n    case TF_ATTR_STRING: {\n',
    line: '  if (living_report::AssignList(env, tfe_op, attr_name, tf_attr_type, js_value)) return;\n',
  },
];

/** Which additions these are: a binding that was compiled with others is compiled anew. */
export const digestAdditions = () => digest(JSON.stringify([ADDITIONS, digestFile(attributeLists)]));

/**
 * The text of tfjs-node's `binding/tfjs_backend.cc`, with a way to set attributes that are lists of strings or types. Null
 * where the code is another than the one this was written for.
 * @param {string} sources the package's folder `binding`
 * @returns {string | null}
 */
export function bindingSource(sources) {
  let text = readFileSync(join(sources, 'tfjs_backend.cc'), 'utf8');
  for (const { before, line } of ADDITIONS) {
    const [start, end, ...more] = text.split(before);
    if (end === undefined || more.length > 0) return null;
    text = `${start}${line}${before}${end}`;
  }
  // The name stands in the compiled messages: it must not tell where this was compiled.
  return `#line 1 "binding/tfjs_backend.cc"\n${text}`;
}
