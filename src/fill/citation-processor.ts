/*
 * The border to citation-js, which has no types: BibTeX in, CSL-JSON and entries in HTML out. It takes most of a second to load
 * and to set a list, so it is imported only where no formatted list was kept.
 */
import { Cite, plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';

/** The part of CSL-JSON that labels are made of. */
export interface CitedItem {
  id: string;
  author?: readonly CitedName[];
  editor?: readonly CitedName[];
  title?: string;
  issued?: { 'date-parts'?: readonly (readonly (number | string)[])[] };
}

/** A person, or a body that is no person. */
export interface CitedName {
  family?: string;
  given?: string;
  literal?: string;
  'non-dropping-particle'?: string;
}

/** Commands of LaTeX for letters that citation-js does not know. */
const letters = { aa: 'å', AA: 'Å' };

/** The entries of a BibTeX file. Throws with a line and column where it is no BibTeX. */
export function readBibliography(bibtex: string): CitedItem[] {
  Object.assign(plugins.config.get('@bibtex').constants.commands, letters);
  const text = bibtex.replace(/\$[^$]*\$/g, braceScripts);
  const preprints = readPreprints(text);
  return new Cite(text, { generateGraph: false }).data.map((item) => {
    const container = item['container-title'] ?? '';
    const named = item.URL !== undefined || item.DOI !== undefined || /arxiv:\d/i.test(container);
    const preprint = named ? undefined : preprints.get(item.id);
    return {
      ...item,
      ...(preprint === undefined ? {} : { URL: preprint }),
      // Journals are capitalised by their own languages' rules, which the author knows.
      ...(container === '' ? {} : { 'container-title': `<span class="nocase">${container}</span>` }),
    };
  });
}

/** `$n^2)$` is read as n to the power of `2)` unless braces say what the power is. */
function braceScripts(mathematics: string): string {
  return mathematics.replace(/([\^_])([^{\\\s])/g, '$1{$2}');
}

/** Addresses of the entries that name an arXiv number: citation-js drops `eprint`. */
function readPreprints(bibtex: string): ReadonlyMap<string, string> {
  const entries = plugins.input.chain(bibtex, { target: '@biblatex/entries+list', generateGraph: false });
  return new Map(
    entries.flatMap(({ label, properties }): [string, string][] => {
      const archive = properties.archiveprefix ?? properties.eprinttype ?? 'arxiv';
      if (properties.eprint === undefined || archive.toLowerCase() !== 'arxiv') return [];
      return [[label, `https://arxiv.org/abs/${properties.eprint}`]];
    }),
  );
}

/** An entry of the list of references. */
export interface FormattedEntry {
  key: string;
  html: string;
}

/** The list of references in APA's style, in its order, as HTML; dates have the day before the month, as in British English. */
export function formatEntries(items: readonly CitedItem[]): FormattedEntry[] {
  const { locales } = plugins.config.get('@csl');
  if (!locales.has('en-GB')) locales.add('en-GB', withBritishDates(locales.get('en-US')));
  const options = { format: 'html', template: 'apa', lang: 'en-GB', asEntryArray: true } as const;
  return (
    new Cite(items, { generateGraph: false })
      .format('bibliography', options)
      // A page of no date is quoted without the day on which somebody looked: of that the style leaves but the word.
      .map(([key, html]) => ({ key, html: html.replace(/\bRetrieved (?=https?:)/, '') }))
  );
}

/** The locale, with its dates in the order day, month, year: citation-js brings no British one. */
function withBritishDates(locale: string): string {
  const form = (name: string, parts: string): [RegExp, string] => [
    new RegExp(`<date form="${name}">.*?</date>`, 's'),
    `<date form="${name}">${parts}</date>`,
  ];
  const text = form(
    'text',
    '<date-part name="day" suffix=" "/><date-part name="month" suffix=" "/><date-part name="year"/>',
  );
  const numeric = form(
    'numeric',
    '<date-part name="day" form="numeric-leading-zeros" suffix="/"/>' +
      '<date-part name="month" form="numeric-leading-zeros" suffix="/"/><date-part name="year"/>',
  );
  return [text, numeric].reduce(
    (changed, [date, british]) => changed.replace(date, british),
    locale.replace('xml:lang="en-US"', 'xml:lang="en-GB"'),
  );
}
