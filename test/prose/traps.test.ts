import { describe, expect, test } from 'vitest';

import { ReportError } from '../../src/base/diagnostic.ts';
import { nameIsKeyword } from '../../src/base/messages/parse.ts';
import * as say from '../../src/base/messages/parse.ts';
import { CONTAINER_NAMES } from '../../src/parse/directives/names.ts';
import { experiment } from '../fill/report-of.ts';
import { write, type Written } from './written.ts';

const others = {
  'f.png': 'not looked at here',
  'r.bib': ['ann', 'p-a', 'p:a', 'p.a']
    .map((key) => `@article{${key}, title={T}, author={Ann Lee}, year={2016}}\n`)
    .join(''),
};

/** A value of a job, as the page shows it. */
const value = (expression: string, shown = '10'): string =>
  `<span class="value" title="${expression}\nsums">${shown}</span>`;
const TOTAL = value('sums.total');

async function outputs(source: string): Promise<Written> {
  const written = await write(`${source}\n\n${experiment}`, others, { bibliography: 'r.bib' });
  return { markdown: written.markdown.trimEnd(), html: written.html.trim() };
}

/** The mistakes of a source, each as `line:column message`. */
async function mistakes(source: string): Promise<string[]> {
  const error: unknown = await outputs(source).catch((reason: unknown) => reason);
  if (!(error instanceof ReportError)) throw new Error(`it was taken: ${JSON.stringify(error)}`);
  return error.diagnostics.map(({ place, message }) => `${place?.line}:${place?.column} ${message}`);
}

/** Name of the trap: the source, and what both outputs make of it. */
const TAKEN: { readonly [trap: string]: readonly [source: string, markdown: string, html: string] } = {
  'a time, a ratio and a pair keep their colons': [
    'Both 3:1 and a:b, 10:30:45, :smile:, std::x and Note: [see](/u).',
    'Both 3:1 and a:b, 10:30:45, :smile:, std::x and Note: [see](/u).',
    '<p>Both 3:1 and a:b, 10:30:45, :smile:, std::x and Note: <a href="/u">see</a>.</p>',
  ],
  'a word and a colon before a link': [
    'See:foo[docs](http://x)',
    'See:foo[docs](http://x)',
    '<p>See:foo<a href="http://x">docs</a></p>',
  ],
  'money around a value': [
    'It costs $5 and :value[sums.total] then $10.',
    'It costs \\$5 and 10 then \\$10.',
    `<p>It costs $5 and ${TOTAL} then $10.</p>`,
  ],
  'escapes, code and addresses stay prose': [
    '\\:value[x] `:value[x]` \\@key `@key` \\$5 `$x$` me@example.com',
    ':value\\[x] `:value[x]` @key `@key` \\$5 `$x$` <me@example.com>',
    '<p>:value[x] <code>:value[x]</code> @key <code>@key</code> $5 <code>$x$</code> <a href="mailto:me@example.com">me@example.com</a></p>',
  ],
  'colons in prose': [
    'a :: b ::: c ::d :::e ::excerpt :::table and x:::table{y}',
    'a :: b ::: c ::d :::e ::excerpt :::table and x:::table{y}',
    '<p>a :: b ::: c ::d :::e ::excerpt :::table and x:::table{y}</p>',
  ],
  'colons in code': [
    '```text\n:::table\n:::\n```\n\n    ::: x',
    '```text\n:::table\n:::\n```\n\n```\n::: x\n```',
    '<pre tabindex="0" role="group" aria-label="Code, text"><code class="language-text">:::table\n:::</code></pre>\n<pre tabindex="0" role="group" aria-label="Code"><code>::: x</code></pre>',
  ],
  'a value in any emphasis': [
    '_:value[sums.total]_ **:value[sums.total]** ~~:value[sums.total]~~ "(:value[sums.total])"',
    '*10* **10** ~~10~~ "(10)"',
    `<p><em>${TOTAL}</em> <strong>${TOTAL}</strong> <del>${TOTAL}</del> "(${TOTAL})"</p>`,
  ],
  'bars in a cell': [
    '| a |\n|---|\n| :value[sums.total > 5 \\|\\| false ? 1 : 2] \\| |',
    '| a    |\n| ---- |\n| 1 \\| |',
    `<div class="table"><div class="scroll" role="group" tabindex="0" aria-label="Table"><table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td>${value('sums.total > 5 || false ? 1 : 2', '1')} |</td></tr></tbody></table></div></div>`,
  ],
  'brackets in the strings of an expression': [
    `:value[sums["total"]] and :value[{"]": 3}["]"] + count(['a]b', "c["])].`,
    '10 and 5.',
    `<p>${value('sums[&#x22;total&#x22;]')} and <span class="value" title="{&#x22;]&#x22;: 3}[&#x22;]&#x22;] + count([&#x27;a]b&#x27;, &#x22;c[&#x22;])">5</span>.</p>`,
  ],
  'quotes in quoted attributes': [
    ':value[sums.total]{format="\\"d"}'.replace('\\"d', 'd') + ' and :value["a"]',
    '10 and a',
    `<p>${TOTAL} and <span class="value" title="&#x22;a&#x22;">a</span></p>`,
  ],
  'a claim with all of phrasing in it': [
    ':claim[It is _:value[sums.total]_, [see] `]`]{if="sums.total > 3 && [\\"]\\"][0] == \\"]\\""}.',
    'It is *10*, \\[see] `]`.',
    `<p>It is <em>${TOTAL}</em>, [see] <code>]</code>.</p>`,
  ],
  'labels of headings': [
    '# A {#sec-a}\n\nB {#sec-b}\n---\n\n### C {#sec-c} ###   \n\n# D {.unnumbered}\n\n# E {#sec-e .unnumbered} #',
    '## <a id="sec-a"></a>1 A\n\n### <a id="sec-b"></a>1.1 B\n\n#### <a id="sec-c"></a>1.1.1 C\n\n## <a id="d"></a>D\n\n## <a id="sec-e"></a>E',
    '<h2 id="sec-a"><span class="number">1</span> A</h2>\n<h3 id="sec-b"><span class="number">1.1</span> B</h3>\n<h4 id="sec-c"><span class="number">1.1.1</span> C</h4>\n<h2 id="d">D</h2>\n<h2 id="sec-e">E</h2>',
  ],
  'references before punctuation': [
    "# A {#sec-a}\n\n@sec-a. @sec-a, (@sec-a) @sec-a's @sec-a–@sec-a; _@sec-a_: [@sec-a].",
    '## <a id="sec-a"></a>1 A\n\nS. S, (S) S\'s S–S; *S*: S.'.replaceAll('S', '[Section 1](#sec-a)'),
    `<h2 id="sec-a"><span class="number">1</span> A</h2>\n<p>S. S, (S) S's S–S; <em>S</em>: S.</p>`.replaceAll(
      'S',
      '<a href="#sec-a" class="reference">Section 1</a>',
    ),
  ],
};

describe('taken as it is meant', () => {
  test.each(Object.entries(TAKEN))('%s', async (_trap, [source, markdown, html]) => {
    expect(await outputs(source)).toEqual({ markdown, html });
  });

  test('a footnote after a time', async () => {
    const { markdown, html } = await outputs('At 10:30[^1] and 3:1[^1].\n\n[^1]: A note.');
    expect(markdown).toBe('At 10:30[^1] and 3:1[^1].\n\n[^1]: A note.');
    expect(html).toMatch(/^<p>At 10:30<sup><a href="#page.note-fn-1".* and 3:1<sup>/);
  });

  test('a labelled equation on one line, also after a line of text', async () => {
    const { markdown, html } = await outputs('By\n$$x$$ {#eq-a}\nand @eq-a.');
    const written = '<div id="eq-a"></div>\n\n$$\nx\n\\tag{1}\n$$';
    expect(markdown).toBe(`By\n\n${written}\n\nand [Equation 1](#eq-a).`);
    expect(html).toContain('<div class="equation" id="eq-a">');
  });

  test('escaped quotes in the attributes of a block', async () => {
    const block = ':::table{#tbl-a of="filter(sums.rows, \\"n\\")"}\n:::'.replace('filter', 'pluck');
    // It is read: what it lacks is columns, and no more.
    const [only, ...rest] = await mistakes(block);
    expect([only, rest]).toEqual([expect.stringContaining('columns'), []]);
  });

  test('the citations of Pandoc', async () => {
    const { markdown } = await outputs(
      'As @ann [p. 3], @ann\n[ch. 4] and @{p:a}. [@ann] [see @{p:a}, p. 5; -@p.a] @ann [a](/u) @ann[^1]\n\n[^1]: N.',
    );
    const [ann, pa, p] = ['[1](#ref-ann)', '[2](#ref-p.3a.a)', '[3](#ref-p.2e.a)'];
    expect(markdown.split('\n', 1)).toEqual([
      `As Lee \\[${ann}, p. 3], Lee \\[${ann}, ch. 4] and Lee \\[${pa}]. \\[${ann}] \\[see ${pa}, p. 5; ${p}] Lee \\[${ann}] [a](/u) Lee \\[${ann}][^1]`,
    ]);
  });

  test('keys that differ only in punctuation have ids of their own', async () => {
    const { html } = await outputs('[@p-a] [@p:a] [@p.a]');
    const ids = [...html.matchAll(/<li id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toEqual(['ref-p-a', 'ref-p.3a.a', 'ref-p.2e.a']);
  });

  test('a table and an equation in a tight list stand apart from what is before them', async () => {
    const { markdown } = await outputs('- a\n- $$x$$ {#eq-a}\n- b');
    expect(markdown).toContain('- <div id="eq-a"></div>\n\n  $$\n');
  });
});

const known = CONTAINER_NAMES;

/** Name of the trap: the source, and everything that its author is told. */
const REFUSED: { readonly [trap: string]: readonly [source: string, ...told: string[]] } = {
  'a block that is not closed': [
    'a\n\n:::figure{#fig-a}\nx',
    `3:1 ${say.containerHoldsItsLike('figure', 'experiment', 6)}`,
  ],
  'a block that is not closed, at the end': [
    `${experiment}\n::::figure{#fig-a}\nx`,
    `7:1 ${say.containerIsOpen('figure')}`,
  ],
  'a space before the name': ['::: figure\nx\n:::', `1:1 ${say.containerHasSpace('figure')}`],
  'a name in braces': [':::{table}\nx\n:::', `1:1 ${say.divIsNamed(':::table{…}')}`],
  'a block by its id': ['::: {#fig-x}\n\nx\n\n:::', `1:1 ${say.divIsNamed(':::figure{#fig-x …}')}`],
  'a block by its class': ['::: {.column width="50%"}\nx\n:::', `1:1 ${say.divIsUnknown(known)}`],
  'callouts of Quarto': ['::: {.callout-note}\nx\n:::', `1:1 ${say.calloutIsQuoted('NOTE')}`],
  'callouts of MyST': [':::{warning}\nx\n:::', `1:1 ${say.calloutIsQuoted('WARNING')}`],
  'callouts of Docusaurus': [':::tip\nx\n:::', `1:1 ${say.calloutIsQuoted('TIP')}`],
  'a block that nobody knows': [
    ':::sidebar\nx\n:::',
    `1:1 ${say.directiveIsUnknown(':::', 'sidebar', null, known)}`,
  ],
  'text after the name': [':::figure of mine\nx\n:::', `1:1 ${say.containerGoesOn('figure')}`],
  'a brace that is not closed': [':::table{of="x"\nx\n:::', `1:1 ${say.blockIsMalformed(':::table{…}')}`],
  'a fence that closes nothing': ['x\n\n:::', `3:1 ${say.fenceClosesNothing()}`],
  'blocks of as many colons in each other': [
    ':::table{of="sums.rows"}\n:::figure{image="x"}\n:::\n\nx\n:::',
    `1:1 ${say.containerHoldsItsLike('table', 'figure', 2)}`,
  ],
  'blocks within a line': [
    'a ::excerpt{file="x" name=y} and :::table{of="x"} and :figure{of="x"}',
    `1:3 ${say.blockStandsInLine('::excerpt{…}')}`,
    `1:34 ${say.blockStandsInLine(':::table{…}')}`,
    `1:55 ${say.blockStandsInLine(':::figure{…}')}`,
  ],
  'a block as if it were an inline one': [
    'a :when[b]{if="sums.total > 1"} c, :table[d]',
    `1:3 ${say.blockStandsInLine(':::when{…}')}`,
    `1:36 ${say.blockStandsInLine(':::table{…}')}`,
  ],
  'a bar in a cell': ['| a |\n|---|\n| :value[a || b] |', `3:3 ${say.labelIsOpen('value')}`],
  'a bar in the text of a cell': ["| a |\n|---|\n| :value['|'] |", `3:3 ${say.labelIsOpen('value')}`],
  'a space before attributes': [':value[sums.total] {format=d}', `1:1 ${say.attributesStandApart('value')}`],
  'a value in an alternative text': ['![F1 :value[a.b]](f.png)', `1:6 ${say.directiveInAlternative()}`],
  'a value in an alternative text by label': [
    '![F1 :value[a.b]][f]\n\n[f]: f.png',
    `1:6 ${say.directiveInAlternative()}`,
  ],
  'a value in a title': ['[a](/b ":value[a.b]")', `1:9 ${say.directiveInTitle()}`],
  'a value in mathematics': ['$x = :value[a.b]$', `1:6 ${say.directiveInMathematics()}`],
  'a value among tags': ['<div>\n:value[a.b]\n</div>', `2:1 ${say.directiveInMarkup()}`],
  'a value in a tag': ['a <b title=":value[a.b]">', `1:13 ${say.directiveInMarkup()}`],
  'a comment that is not closed': ['a\n\n<!-- b\n\n:value[a.b]', `3:1 ${say.commentIsOpen()}`],
};

describe('refused at its place', () => {
  test.each(Object.entries(REFUSED))('%s', async (_trap, [source, ...told]) => {
    expect(await mistakes(source)).toEqual(told);
  });

  test.each(['+', '-', '*', '1.', '>', '#'])(
    'a wrapped label, one of whose lines begins with %s',
    async (mark) => {
      expect(await mistakes(`a :value[sums.total\n${mark} 2] b`)).toEqual([
        `1:3 ${say.labelIsInterrupted('value', 2, mark)}`,
      ]);
    },
  );

  test.each(['class', 'new', 'delete', 'enum', 'in', 'super', 'import', 'default'])(
    'the reserved word %s',
    async (word) => {
      expect(await mistakes(`a :value[1 + ${word}.x]`)).toEqual([`1:14 ${nameIsKeyword(word)}`]);
      expect(await mistakes(`a :value[sums.${word}]`)).toEqual([expect.stringMatching(/^1:1\d .*sums/)]);
    },
  );

  test.each(['this', 'new Date()', 'typeof x'])('the expression %s', async (expression) => {
    expect(await mistakes(`a :value[1 + ${expression}]`)).toEqual([
      expect.stringMatching(/^1:14 Expressions have no /),
    ]);
  });

  test('reserved words may end a path', async () => {
    expect((await outputs(':value[{class: 1, new: 2}.new]')).markdown).toBe('2');
  });
});

describe('many blocks', () => {
  test('colons in code are no open blocks', async () => {
    const code = `\`\`\`text\n${':::table\n'.repeat(30)}\`\`\`\n\n> ~~~\n${'> :::table\n'.repeat(30)}> ~~~\n`;
    expect((await outputs(code)).markdown.match(/:::table/g)).toHaveLength(60);
  });

  test('more than twenty open at once are refused at the first', async () => {
    const source = `a\n\n${':::table{of="x"}\n'.repeat(21)}`;
    expect(await mistakes(source)).toEqual([`3:1 ${say.containerIsOpen('table')}`]);
  });
});
