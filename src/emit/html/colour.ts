import { toHtml } from 'hast-util-to-html';
import bash from 'highlight.js/lib/languages/bash';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import markdown from 'highlight.js/lib/languages/markdown';
import plaintext from 'highlight.js/lib/languages/plaintext';
import python from 'highlight.js/lib/languages/python';
import typescript from 'highlight.js/lib/languages/typescript';
import yaml from 'highlight.js/lib/languages/yaml';
import { createLowlight } from 'lowlight';

import type { Code } from './highlight.ts';

const lowlight = createLowlight({ bash, javascript, json, markdown, plaintext, python, typescript, yaml });

/** HTML of a piece of code; code in a language without a grammar comes as it is, escaped. */
export function colour({ value, language }: Code): string {
  const known = lowlight.registered(language) ? language : 'plaintext';
  return toHtml(lowlight.highlight(known, value));
}
