import pico from 'picocolors';

import type { Diagnostic } from '../base/diagnostic.ts';
import { warning } from '../base/messages/cli.ts';
import { formatPlace } from '../base/place.ts';
import { printable } from '../base/printable.ts';

/** A diagnostic as the terminal shows it: place, rule, message, details below. Plain where standard error is no terminal. */
export function colourDiagnostic(diagnostic: Diagnostic): string {
  return colour(diagnostic, ({ red }) => red(diagnostic.rule));
}

/** The same of something that stops nothing. */
export function colourWarning(diagnostic: Diagnostic): string {
  return colour(diagnostic, ({ yellow }) => yellow(warning(diagnostic.rule)));
}

type Colours = ReturnType<typeof pico.createColors>;

function colour(diagnostic: Diagnostic, rule: (colours: Colours) => string): string {
  // In a pipe isTTY is not false but missing, which createColors would take for a default.
  const colours = pico.createColors(process.stderr.isTTY ? pico.isColorSupported : false);
  const place = diagnostic.place ? `${colours.bold(printable(formatPlace(diagnostic.place)))} ` : '';
  const details = (diagnostic.details ?? []).map((line) => `\n    ${colours.dim(printable(line))}`).join('');
  return `${place}${rule(colours)}  ${printable(diagnostic.message)}${details}`;
}
