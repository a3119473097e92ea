import { blocks } from './blocks.ts';
import { colours } from './colours.ts';
import { layout } from './layout.ts';
import { origins } from './origins.ts';
import { print } from './print.ts';
import { text } from './text.ts';

/** The page's own rules; print comes last, since it takes back what screens need. */
export const styleSheet = [colours, layout, text, blocks, origins, print]
  .join('\n')
  .replace(/\n\s*/g, '\n')
  .trim();
