declare module '@citation-js/core' {
  interface CitedData {
    id: string;
    URL?: string;
    DOI?: string;
    'container-title'?: string;
    [field: string]: unknown;
  }
  interface BibEntry {
    label: string;
    properties: { readonly [name: string]: string | undefined };
  }
  /** The locales of CSL by their names, as XML. */
  interface Locales {
    has(name: string): boolean;
    get(name: string): string;
    add(name: string, xml: string): void;
  }
  export class Cite {
    constructor(data: unknown, options: { generateGraph: boolean });
    data: CitedData[];
    format(
      what: 'bibliography',
      options: { format: 'html'; template: string; lang: string; asEntryArray: true },
    ): [key: string, html: string][];
  }
  export const plugins: {
    config: {
      get(name: '@bibtex'): { constants: { commands: Record<string, string> } };
      get(name: '@csl'): { locales: Locales };
    };
    input: {
      chain(data: string, options: { target: '@biblatex/entries+list'; generateGraph: boolean }): BibEntry[];
    };
  };
}
declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-csl';
