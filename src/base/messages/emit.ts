/** Sentences of the writers. */

import type { CalloutKind } from '../tree.ts';
import { notKnown } from './nearest.ts';

export const outputNotWritable = (folder: string, reason: string): string =>
  `The output cannot be written to ${folder} (${reason}). Make room there or make it writable, and build again.`;

export const folderIsNeeded = (path: string): string =>
  `${path} is a file, and the build writes a folder there. Move the file away, and build again.`;

export const fileIsNeeded = (path: string): string =>
  `${path} is a folder, and the build writes a file there. Move the folder away, and build again.`;

export const chartIsFaulty = (spec: string, label: string): string =>
  `${label} cannot be drawn from spec "${spec}". Mend the spec, or the data the figure binds to it:`;

export const specIsFaulty = (file: string): string =>
  `No chart can be drawn from ${file}, whatever the data. Mend the spec:`;

export const equationIsFaulty = (tex: string, reason: string): string =>
  `The formula "${shorten(tex)}" cannot be set: ${reason}. Mend the TeX here.`;

const shorten = (tex: string): string =>
  (tex.length > 60 ? `${tex.slice(0, 57)}…` : tex).replace(/\s+/g, ' ');

export const commandIsRefused = (command: string): string => `${command} is not for formulas of a report`;

export const markIsUnknown = (mark: string, nearest: string | null): string =>
  notKnown(`Vega-Lite has no mark "${mark}"`, {
    nearest,
    orElse: 'write another, such as "bar", "line" or "point"',
  });

export const specIsNotUnderstood = (reason: string): string =>
  `Vega-Lite cannot make sense of it (${reason}); compare the spec with Vega-Lite's own examples`;

// ---- words of the page itself ----------------------------------------------------------------------------------

export const calloutTitles: Record<CalloutKind, string> = {
  note: 'Note',
  tip: 'Tip',
  important: 'Important',
  warning: 'Warning',
  caution: 'Caution',
};
