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
  export class Cite {
    constructor(data: unknown, options: { generateGraph: boolean });
    data: CitedData[];
    format(
      what: 'bibliography',
      options: { format: 'html'; template: string; lang: string; asEntryArray: true },
    ): [key: string, html: string][];
  }
  export const plugins: {
    config: { get(name: '@bibtex'): { constants: { commands: Record<string, string> } } };
    input: {
      chain(data: string, options: { target: '@biblatex/entries+list'; generateGraph: boolean }): BibEntry[];
    };
  };
}
declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-csl';
