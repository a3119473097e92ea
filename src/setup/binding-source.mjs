import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { digest, digestFile } from './files.mjs';

/** The folder of the headers that are added. */
export const headers = fileURLToPath(new URL('.', import.meta.url));

/** One sets attributes which are lists of strings or of types, the last one repeats recorded steps by the one before. */
const HEADERS = ['attribute-lists.h', 'step-function.h', 'recorded-steps.h'];

/** Where tfjs-node's code gets some lines more, and which. */
const ADDITIONS = [
  { before: '#include "utils.h"\n', line: HEADERS.map((name) => `#include "${name}"\n`).join('') },
  {
    before: '  switch (tf_attr_type) {\n    case TF_ATTR_STRING: {\n',
    line: '  if (living_report::AssignList(env, tfe_op, attr_name, tf_attr_type, js_value)) return;\n',
  },
  {
    before: '  TF_AutoStatus tf_status;\n  TFE_AutoOp tfe_op(TFE_NewOp(tfe_context_, op_name.c_str(),',
    line: `  if (living_report::IsOfRecording(op_name))
    return living_report::UseRecording(
        env, op_name, {tfe_context_, device_name, tfe_handle_map_}, op_attr_inputs, input_tensor_ids,
        num_output_values, AssignOpAttr,
        [this, env](TFE_TensorHandle *handle) { return GenerateOutputTensorInfo(env, handle); });\n`,
  },
];

/** Which additions these are: a binding that was compiled with others is compiled anew. */
export const digestAdditions = () =>
  digest(JSON.stringify([ADDITIONS, HEADERS.map((name) => digestFile(join(headers, name)))]));

/**
 * The text of tfjs-node's `binding/tfjs_backend.cc`, with a way to set attributes that are lists of strings or types,
 * and one to repeat recorded steps. Null where the code is another than the one this was written for.
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
