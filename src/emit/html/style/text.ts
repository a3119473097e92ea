/** Words: paragraphs, headings, lists, links, notes, the title block and the contents. */
export const text = `
body {
  font-family: "Source Serif 4", KaTeX_Main, Georgia, "Times New Roman", serif;
  font-optical-sizing: auto;
  font-variant-numeric: lining-nums proportional-nums;
  font-kerning: normal;
  line-height: 1.56;
  hanging-punctuation: first;
  overflow-wrap: break-word;
}
p, ul, ol, dl, blockquote, figure, .table, .equation, pre { margin: 1.05em 0 0; }
a.reference { white-space: nowrap; }
p { text-wrap: pretty; hyphens: auto; hyphenate-limit-chars: 7 4 3; }
h1, h2, h3, h4, h5, h6 { line-height: 1.22; text-wrap: balance; font-weight: 600; margin: 0; }
h1, h2 { font-family: "Source Serif 4 Display", "Source Serif 4", KaTeX_Main, Georgia, serif; }
h1 { font-size: clamp(1.9rem, 1.4rem + 2.2vw, 2.6rem); line-height: 1.12; letter-spacing: -0.008em; }
h2 { font-size: 1.6rem; margin-top: 3rem; }
h3 { font-size: 1.18rem; margin-top: 2.1rem; }
h4, h5, h6 { font-size: 1rem; margin-top: 1.6rem; }
h5, h6 { font-weight: 400; font-style: italic; }
h2 + *, h3 + *, h4 + * { margin-top: 0.65em; }
h2 + h3 { margin-top: 1.2rem; }
h2 .number, h3 .number, h4 .number {
  font-family: "Source Sans 3", Arial, sans-serif;
  font-weight: 400;
  color: var(--quiet);
  margin-right: 0.45em;
  font-size: 0.86em;
}
ul, ol { padding-left: 1.5em; }
li + li { margin-top: 0.25em; }
li > p:first-child { margin-top: 0; }
li > ul, li > ol { margin-top: 0.25em; }
li::marker { color: var(--quiet); }
.contains-task-list { list-style: none; padding-left: 0.2em; }
blockquote { padding-left: 1.2em; border-left: 2px solid var(--rule); color: var(--quiet); margin-inline: 0; }
blockquote > :first-child { margin-top: 0; }
/* Kinds are told apart by their word first; the colour of word and bar only helps to find them. */
.callout { margin: 1.6em 0 0; padding: 0.75em 1.1em 0.9em; border-left: 3px solid var(--tone); background: color-mix(in srgb, var(--tone) 7%, var(--ground)); border-radius: 0 4px 4px 0; }
.callout + * { margin-top: 1.6em; }
.callout-title { margin: 0; font-family: "Source Sans 3", KaTeX_Main, Arial, sans-serif; font-size: 0.89rem; font-weight: 600; color: var(--tone); }
.callout > .callout-title + * { margin-top: 0.3em; }
.callout-note { --tone: var(--note); }
.callout-tip { --tone: var(--tip); }
.callout-important { --tone: var(--important); }
.callout-warning { --tone: var(--warning); }
.callout-caution { --tone: var(--caution); }
strong { font-weight: 650; }
hr { width: 5rem; border: 0; border-top: 1px solid var(--rule); margin: 2.5rem auto; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 0.18em; text-decoration-color: color-mix(in srgb, currentColor 35%, transparent); }
a:hover { text-decoration-color: currentColor; }
a.note { text-decoration: none; }
a.note strong { color: var(--caution); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
:target { background: var(--mark); }
main > :is(h2, h3, h4, figure, .table, .equation):target { background: none; }
:is(h2, h3, h4):target .number, figure:target .label, .equation:target .number { background: var(--mark); }
sup, sub { font-size: 0.72em; line-height: 0; }
sup a { text-decoration: none; padding: 0 0.12em; }
code, kbd, samp, pre { font-family: "Source Code Pro", ui-monospace, Menlo, Consolas, monospace; font-variant-ligatures: none; }
code { font-size: 0.87em; overflow-wrap: break-word; }
.title .subtitle { font-size: 1.2rem; font-style: italic; color: var(--quiet); margin-top: 0.6rem; line-height: 1.35; }
.title .authors, .title .date { font-family: "Source Sans 3", KaTeX_Main, Arial, sans-serif; font-size: 0.95rem; margin-top: 0.2rem; }
.title .authors { margin-top: 1.4rem; font-weight: 600; }
.title .date { color: var(--quiet); }
.abstract { margin-top: 2.2rem; padding: 1.1rem 0 1.2rem; border-block: 1px solid var(--rule); font-size: 0.96rem; }
.abstract > :first-child { margin-top: 0; }
nav.contents { font-family: "Source Sans 3", KaTeX_Main, Arial, sans-serif; font-size: 0.88rem; line-height: 1.35; }
nav.contents summary { font-weight: 600; color: var(--quiet); cursor: pointer; padding: 0.2rem 0; }
nav.contents ol { list-style: none; padding: 0; margin: 0.35rem 0 0; }
nav.contents ol ol { margin: 0.1rem 0 0.3rem; padding-left: 1.35rem; font-size: 0.95em; }
nav.contents li { margin: 0; }
nav.contents a { display: flex; gap: 0.5em; color: inherit; text-decoration: none; padding: 0.18rem 0; }
nav.contents a:hover { color: var(--link); text-decoration: underline; }
nav.contents .number { flex: none; color: var(--quiet); min-width: 0.85rem; font-variant-numeric: tabular-nums; }
nav.contents ol ol a { color: var(--quiet); }
@media (max-width: 40rem) { nav.contents ol ol { display: none; } }
.footnotes { margin-top: 3rem; font-size: 0.88em; }
.footnotes h2 { font-size: 1.35rem; margin-top: 0; }
.footnotes .data-footnote-backref { padding: 0 0.2em; font-family: KaTeX_Main, serif; }
.bibliography { list-style: none; padding: 0; font-size: 0.92em; hyphens: auto; }
.bibliography li + li { margin-top: 0.6em; }
.bibliography.numeric li { display: grid; grid-template-columns: 2.4em minmax(0, 1fr); }
.bibliography.author-date li { padding-left: 1.6em; text-indent: -1.6em; }
.bibliography .label { font-family: "Source Sans 3", Arial, sans-serif; color: var(--quiet); font-variant-numeric: tabular-nums; }
.bibliography a { overflow-wrap: anywhere; }
`;
