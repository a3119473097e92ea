/*
 * A document of any length in two languages: ours, its numbers bound to the results of an experiment, and MyST's, the same
 * numbers written out. Sections, sentences, equations, tables, labels and references are the same in both. No word comes
 * from chance: the same seed gives the same document.
 */

/** How much of everything stands in a section. */
const PER_SECTION = { values: 10, paragraphs: 3 };

/** Results of a case: a list for the sentences and a few numbers for the tables. */
const READINGS = 40;
const CASES = ['narrow', 'plain', 'wide', 'deep'];

/**
 * The two documents as maps from a path to a text, and how much stands in them.
 * @param {number} sections
 * @param {number} seed
 */
export function generateDocument(sections, seed = 4) {
  const random = createRandom(seed);
  const results = CASES.map((name) => readingsOf(name, random));
  const drafts = Array.from({ length: sections }, (_, index) => draftSection(index, sections, random));
  const write = (language) => drafts.map((draft) => writeSection(draft, language)).join('\n');
  return {
    ours: {
      'report/report.yaml': 'title: Readings of four networks\nseed: 4\nroot: ..\ntasks: [../tasks]\n',
      'report/01-document.md': `${experiment}\n${write(ours())}`,
      'tasks/give-readings.ts': taskOf(results),
    },
    theirs: {
      // Without a list of its pages it would take what it exported for one more.
      'myst.yml': 'version: 1\nproject:\n  title: Readings of four networks\n  toc:\n    - file: index.md\n',
      'index.md': `${frontMatter}\n${write(theirs(results))}`,
    },
    counts: { sections, equations: sections, tables: sections, values: sections * PER_SECTION.values },
  };
}

/** The document with one sentence in another wording, so that nothing made of the old text will do. */
export function reword(text, round) {
  return text.replace(/Reworded [a-z]+\./, `Reworded ${words[round % words.length]}.`);
}

const frontMatter = `---
title: Readings of four networks
numbering:
  headings: true
exports:
  - format: md
    output: exports/report.md
---
`;

const experiment = `:::experiment{#networks task=give-readings}
\`\`\`yaml
cases:
${CASES.map((name) => `  ${name}: {label: ${name}, network: ${name}}`).join('\n')}
\`\`\`
:::
`;

const words =
  `after again along although amount answer because before better between both bring carry case change chapter clear
   close common compare course curve depth differ early effect either enough error even every example expect fall few
   field figure find first follow further gain general given good ground group grow half hand hidden higher hold kind
   large last later layer learn least less level light likely limit line little long loss lower main many matter mean
   measure method might model more most move much near nearly need network never next noise number often only order
   other part pass path place point power quite rather reach reading reason remain rest result right rise same sample
   second seem several shape share short show side simple since size slow small some soon step still strong such task
   than their then there these thing third those three through time together toward train trial true turn under unit
   until usual value weight well while whole wide within without word work`.split(/\s+/);

/** What a section says, in neither language yet. */
function draftSection(index, sections, random) {
  const reading = () => ({ case: pick(CASES, random), index: below(READINGS, random) });
  const paragraphs = Array.from({ length: PER_SECTION.paragraphs }, () =>
    Array.from({ length: 3 }, () => ({ text: sentence(random), reading: reading() })),
  );
  return {
    name: `s${index}`,
    title: title(random),
    paragraphs,
    inEquation: reading(),
    letters: [pick('abcdefgh', random), pick('uvwxyz', random)],
    // Some references lead back, some ahead.
    refersTo: { section: below(sections, random), table: below(sections, random) },
    isReworded: index === sections >> 1,
  };
}

function writeSection(draft, language) {
  const { name, letters, refersTo } = draft;
  const [a, x] = letters;
  const prose = draft.paragraphs.map((sentences) =>
    sentences.map(({ text, reading }) => `${text} ${language.value(reading)}.`).join('\n'),
  );
  const result = language.result(draft.inEquation);
  return `${language.heading(draft.title, `sec-${name}`)}

${prose[0]}${draft.isReworded ? '\nReworded here.' : ''}

${prose[1]} Compare ${language.reference(`eq-${name}`)} with ${language.reference(`tbl-s${refersTo.table}`)}.

${language.equation(`${a}_{i} = \\sum_{j} w_{ij} ${x}_{j} + \\frac{${x}_{i}^{2}}{${a} + ${result}}`, `eq-${name}`)}

${prose[2]} More of it in ${language.reference(`sec-s${refersTo.section}`)}, and *in part* in \`${name}\`.

${language.table(sentenceCase(draft.title), `tbl-${name}`)}
`;
}

/** Our language: every number is bound. */
function ours() {
  return {
    heading: (text, id) => `# ${text} {#${id}}`,
    value: ({ case: name, index }) => `:value[networks.${name}.readings[${index}]]`,
    result: ({ case: name, index }) => `\\result{networks.${name}.readings[${index}]}`,
    reference: (id) => `@${id}`,
    equation: (tex, id) => `$$ {#${id}}\n${tex}\n$$`,
    table: (caption, id) => `:::table{#${id} of="cases(networks)"}
${caption}.
\`\`\`yaml
columns:
  - {header: Network, value: label}
  - {header: Parameters, value: parameters}
  - {header: Loss, value: loss}
\`\`\`
:::`,
  };
}

/** MyST's: every number is written out as our report prints it. */
function theirs(results) {
  const of = (name) => results.find((each) => each.name === name);
  const written = ({ case: name, index }) => of(name).readings[index].toFixed(3);
  const rows = results.map(
    ({ name, parameters, loss }) => `| ${name} | ${parameters.toLocaleString('en')} | ${loss.toFixed(3)} |`,
  );
  return {
    heading: (text, id) => `(${id})=\n# ${text}`,
    value: written,
    result: written,
    reference: (id) => `@${id}`,
    equation: (tex, id) => `$$\n${tex}\n$$ (${id})`,
    table: (caption, id) => `:::{table} ${caption}.
:name: ${id}

| Network | Parameters | Loss |
| :-- | --: | --: |
${rows.join('\n')}
:::`,
  };
}

function taskOf(results) {
  const given = Object.fromEntries(results.map(({ name, ...rest }) => [name, rest]));
  return `import { z } from 'zod';
import { count, declareTask, metric, series, type TaskRun } from 'living-report';

const given = ${JSON.stringify(given)};
const parameters = z.strictObject({ network: z.enum(${JSON.stringify(CASES)}) });

export const declaration = declareTask({
  title: 'Readings of a network',
  parameters,
  results: {
    readings: series(metric({ format: '.3f' })),
    parameters: count(),
    loss: metric({ format: '.3f' }),
  },
  engines: ['javascript'],
  random: false,
});

export const run: TaskRun<typeof parameters> = ({ network }) => given[network];
`;
}

function readingsOf(name, random) {
  const reading = () => Math.round(random() * 1e6) / 1e6;
  const readings = Array.from({ length: READINGS }, reading);
  return { name, readings, parameters: 1000 + below(90_000, random), loss: reading() };
}

function sentence(random) {
  const length = 8 + below(12, random);
  return sentenceCase(Array.from({ length }, () => pick(words, random)).join(' '));
}

function title(random) {
  return sentenceCase(Array.from({ length: 3 }, () => pick(words, random)).join(' '));
}

function sentenceCase(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function pick(list, random) {
  return list[below(list.length, random)];
}

function below(count, random) {
  return Math.floor(random() * count);
}

/** Numbers from 0 to 1 by mulberry32. */
function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
