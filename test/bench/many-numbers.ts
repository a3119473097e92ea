/*
 * Documents with as many numbers as one likes, in prose, cells, formulas and alternative texts: all of them bound, or all
 * typed in. Nothing comes from chance.
 */

/** As many results as numbers, of as many digits as metrics and counts have. */
export function resultsOf(numbers: number): { readonly [name: string]: number } {
  return Object.fromEntries(
    Array.from({ length: numbers }, (_, index) => [`r${index}`, resultAt(index)] as const),
  );
}

function resultAt(index: number): number {
  const share = ((index * 0.618_033_988_75) % 1) + 0.000_01;
  return index % 5 === 4 ? 1000 + Math.floor(share * 1e6) : Number(share.toFixed(5));
}

/** Every result bound. */
export function boundDocument(results: { readonly [name: string]: number }): string {
  return documentOf(Object.keys(results), (name) => ({
    prose: `:value[all.${name}]${name.endsWith('4') || name.endsWith('9') ? '' : '{format=".3f"}'}`,
    tex: `\\result{all.${name}}`,
  }));
}

/** Every result typed in as it would be printed. */
export function typedDocument(results: { readonly [name: string]: number }): string {
  return documentOf(Object.keys(results), (name) => {
    const value = results[name] ?? 0;
    const prose = Number.isInteger(value) ? value.toLocaleString('en') : value.toFixed(3);
    return { prose, tex: prose.replaceAll(',', '{,}') };
  });
}

type Write = (name: string) => { prose: string; tex: string };

const PER_SECTION = 20;

function documentOf(names: readonly string[], write: Write): string {
  const sections: string[] = [];
  for (let from = 0; from < names.length; from += PER_SECTION) {
    sections.push(sectionOf(names.slice(from, from + PER_SECTION), write, from));
  }
  return `:::experiment{#all task=t}\n:::\n\n${sections.join('\n\n')}\n`;
}

function sectionOf(names: readonly string[], write: Write, from: number): string {
  const prose = names
    .slice(0, 10)
    .map((name, index) => sentences[index % sentences.length]?.replace('#', write(name).prose));
  const cells = names
    .slice(10, 18)
    .map((name, index) => `| Layer ${index + 1} in Table 2 | ${write(name).prose} |`);
  const tex = names.slice(18).map((name) => write(name).tex);
  return [
    `## What conv2d and F1 say ${'abcdefghij'.charAt(from % 10)}`,
    prose.slice(0, 5).join('\n'),
    prose.slice(5).join('\n'),
    `| Layer | Mean |\n|---|---|\n${cells.join('\n')}`,
    `$$\nx_{1} = ${tex.join(' + ')}\n$$`,
  ].join('\n\n');
}

const sentences = [
  'In November 2017 the mean of the ResNet-50 was #, as Figure 3 and section 4.1 show.',
  'Of these # were read by Node 20, on 23 November 2026 at 10:30.',
  'A network of the second kind reaches # on windows of that length, see [the data](https://example.org/2017/100).',
  'What is left, #, is counted (1) by rows and (2) by columns.',
  'The 95th percentile lies at #, in version 2.21.0 of TensorFlow.',
];
