import { describe, test } from 'vitest';

import { compare, compareAmongDirectives, compareWithin } from './compare.ts';

/** GFM's extensions, by what each example shows. */
const EXAMPLES: { readonly [name: string]: string } = {
  'a table': '| foo | bar |\n| --- | --- |\n| baz | bim |',
  'a table with alignments': '| abc | defghi | x | y |\n:-: | -----------: | :-- | --\nbar | baz | l | n',
  'bars in cells': '| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |\n| `a \\| b` and \\\\| |',
  'a table that a quote ends': '| abc | def |\n| --- | --- |\n| bar | baz |\n> bar',
  'a table with a lazy row': '| abc | def |\n| --- | --- |\n| bar | baz |\nbar\n\nbar',
  'a head that does not match': '| abc | def |\n| --- |\n| bar |',
  'rows too short and too long': '| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |',
  'a table without rows': '| abc | def |\n| --- | --- |',
  'a table with empty heads and cells': '| | b |\n|---|:-:|\n| 1 | |\n| | |',
  'a table in a list and a quote':
    '- a\n\n  | b |\n  |---|\n  | c |\n\n> | d | e |\n> |---|--:|\n> | *f* | [g](h) |',
  'all of phrasing in cells':
    '| a |\n|---|\n| *b* **c** ~~d~~ `e` [f](/g "h") <http://i.j> ![k](/l) m[^1] |\n\n[^1]: n | o',
  'one column': '| a |\n| - |\n| - |\n| * |\n| 1. |\n| # |',
  tasks: '- [ ] foo\n- [x] bar\n- [X] **baz**',
  'tasks in tasks': '- [x] foo\n  - [ ] bar\n  - [x] baz\n- [ ] bim\n\n  more of it',
  'tasks with numbers': '3. [ ] a\n4. [x] b',
  'no tasks': '- [] a\n- [x]b\n- \\[ ] c\n- [ ]\n- a [x]',
  'struck words': '~~Hi~~ Hello, ~there~ world! a~~b~~c and ~~~d~~~ no',
  'strikes over paragraphs': 'This ~~has a\n\nnew paragraph~~.',
  addresses:
    'www.commonmark.org and www.commonmark.org/help, http://commonmark.org. https://a.b/c?d=e&f=(g).',
  'addresses that end': 'Visit www.a.com/x.y.! (www.b.com/z(a)) www.c.com/q?c=d&hl; www.d.com/he<lp',
  mail: 'foo@bar.baz, hello@mail+xyz.example and a.b-c_d@a.b. a.b-c_d@a.b- a.b-c_d@a.b_ mailto:x@y.zz',
  'addresses in other things': '*http://a.b* [c http://d.e](f) `http://g.h` - http://i.j/k_l_m*n*',
  notes:
    'Here[^1] and[^bignote].\n\n[^1]: A note.\n[^bignote]: Several paragraphs.\n\n    Indented *ones*.\n\n    ```\n    code\n    ```\n\n    - list',
  'notes used again, never and before':
    '[^b]: B, see[^a].\n\nA[^a] b[^b] a[^a].\n\n[^a]: A.\n[^c]: never\n\n[^d]',
  'notes everywhere':
    '# T[^1]\n\n> q[^2]\n\n- l[^3]\n\n| a[^4] |\n|---|\n| b[^1] |\n\n[^1]: 1\n[^2]: > 2\n[^3]: 3 `c`\n[^4]:\n    4',
  'marks beside words': 'a[^1]b[^1][^2]: c\n\n[^1]: x\n[^2]: y',
  'no notes': '[^ a] [^] \\[^1] [^1\\]: !\n\n[^1 ]: no',
  colons: 'At 10:30[^1] 3:1, a:b, See:foo[docs](http://x) :smile: :+1: ::x ::: y a::b c:::d e:{f}\n\n[^1]: n',
  'a heading between': '# a\n\n### b `c` [d](/e)\n\nf\n===\n\n## g #\n\n# `h` ~~i~~',
  dashes: '--- a\n\n***\n\n- - -\n\na\n---',
  'lists that touch': '- a\n\n* b\n\n1. c\n\n1) d\n\n- e\n\n      f',
  'numbers that begin lines': '1986\\. A year.\n\n12\\) x\n\n\\+ y\n\n\\- z\n\n0. n\n\n7) m',
  'awkward characters': '\\$5 \\@a \\:value[x] \\{#a} \\| \\~ \\^ \\< &amp;lt; &copy; &nbsp;x &#35; \\&amp;',
  'signs that stand alone':
    '$ 5, 5 $, $5 and $6, @ a, a@, [@], {, }, {.x}, ^, ~, |, ||, %, %%, ==x==, H~2~O, x^2^',
  breaks: 'a  \nb\\\nc\nd   ',
  'nested quotes and lists': '> - a\n>   > b\n>   > 1. c\n>   >\n>   >    d\n> - e\n\nf',
};

describe.each(Object.entries(EXAMPLES))('%s', (_name, markdown) => {
  test('alone', () => compare(markdown, markdown));
  test('among directives', () => compareAmongDirectives(markdown));
  test('within a block', () => compareWithin(markdown));
  test('with carriage returns', () => compare(markdown.replaceAll('\n', '\r\n'), markdown));
});

/** A page shows them in a way of their own; in Markdown they stay the quotes that they are. */
const CALLOUTS = '> [!NOTE]\n> Words.\n\n> [!WARNING]\n> - a\n> - b\n\n> [!NOTE] no\n\n> [!OTHER]\n> no';

describe('callouts', () => {
  test('within a block', () => compareWithin(CALLOUTS));
  test('with carriage returns', () => compareWithin(CALLOUTS.replaceAll('\n', '\r\n'), CALLOUTS));
});
