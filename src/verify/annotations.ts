import type { Diagnostic } from '../base/diagnostic.ts';

/** The workflow command that shows it: `::error file=report/05.md,line=12,col=7,title=…::…`; `folder` leads from the repository to the report's root. */
export function workflowCommand({ rule, message, place, details = [] }: Diagnostic, folder: string): string {
  const at: { readonly [property: string]: string } = place
    ? {
        file: [...(folder === '' ? [] : [folder]), place.file].join('/'),
        line: String(place.line),
        col: String(place.column),
      }
    : {};
  const properties = Object.entries({ ...at, title: rule }).map(
    ([name, value]) => `${name}=${escapeProperty(value)}`,
  );
  return `::error ${properties.join(',')}::${escapeData([message, ...details].join('\n'))}`;
}

/** As GitHub's own toolkit escapes them (`packages/core/src/command.ts`). */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
