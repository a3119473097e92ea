/** What stands between paragraphs: tables, figures, equations, code. */
export const blocks = `
figure { margin-inline: 0; }
.table, .figure, .listing, pre { margin-top: 1.9em; }
.table + *, .figure + *, .listing + *, pre + * { margin-top: 1.9em; }
figcaption { font-family: "Source Sans 3", KaTeX_Main, Arial, sans-serif; font-size: 0.89rem; line-height: 1.42; text-wrap: pretty; }
figcaption .label { font-weight: 600; }
.table > figcaption, .figure > figcaption { max-width: 38rem; margin-inline: auto; width: fit-content; }
.table > figcaption { margin-bottom: 0.65rem; }
.scroll {
  overflow-x: auto;
  width: fit-content;
  max-width: 100%;
  margin-inline: auto;
  /* A shadow at the edge where more is to be scrolled to: the covers move along, the shadows stay. */
  background:
    linear-gradient(90deg, var(--ground) 40%, transparent) left -1px top / 2rem 100% local no-repeat,
    linear-gradient(270deg, var(--ground) 40%, transparent) right -1px top / 2rem 100% local no-repeat,
    linear-gradient(90deg, var(--shade), transparent) left / 0.8rem 100% scroll no-repeat,
    linear-gradient(270deg, var(--shade), transparent) right / 0.8rem 100% scroll no-repeat;
}
table {
  margin-inline: auto;
  border-collapse: collapse;
  border-block: 1.6px solid var(--strong-rule);
  font-family: "Source Sans 3", KaTeX_Main, Arial, sans-serif;
  font-size: 0.89rem;
  line-height: 1.35;
  font-variant-numeric: lining-nums tabular-nums;
}
thead { border-bottom: 0.8px solid var(--strong-rule); }
th, td { padding: 0.32rem 0.75rem; text-align: left; vertical-align: baseline; }
th { font-weight: 600; vertical-align: bottom; padding-block: 0.42rem; }
tbody tr:first-child td { padding-top: 0.5rem; }
tbody tr:last-child td { padding-bottom: 0.5rem; }
th:first-child, td:first-child { padding-left: 0.3rem; }
th:last-child, td:last-child { padding-right: 0.3rem; }
.right { text-align: right; }
.center { text-align: center; }
td.right, td .katex { white-space: nowrap; }
/* Where many columns scroll, the first keeps its names on a line or two. */
td:first-child:nth-last-child(n + 6) { min-width: min(9.5rem, 30vw); }
/* Still more columns move together before they scroll. */
tr:has(> :nth-child(8)) > :is(th, td):not(:first-child, :last-child) { padding-inline: 0.42rem; }
td:first-child:nth-last-child(n + 8) { min-width: min(6.5rem, 30vw); }
.picture { overflow-x: auto; text-align: center; }
.picture svg { display: block; margin-inline: auto; width: calc(var(--width) * 0.0625rem); max-width: 100%; min-width: calc(var(--width) * 0.56px); height: auto; }
.picture img { display: block; margin-inline: auto; max-width: 100%; height: auto; }
.picture img.pixels { image-rendering: pixelated; outline: 1px solid var(--rule); }
@media (prefers-color-scheme: dark) { .picture img:not(.pixels), main p img { background: #fff; border-radius: 3px; } }
main p img { max-width: 100%; height: auto; }
.figure > figcaption { margin-top: 0.8rem; }
.equation { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: center; gap: 0.5rem; }
.equation .formula { overflow-x: auto; overflow-y: hidden; padding-block: 0.2em; }
.equation > .number { font-variant-numeric: lining-nums; font-family: "Source Sans 3", Arial, sans-serif; font-size: 0.92rem; color: var(--quiet); }
.katex { font-size: 1.06em; }
.katex-display { margin: 0; }
.katex-display > .katex { font-size: 1.08em; }
pre {
  overflow-x: auto;
  padding: 0.85rem 1rem;
  background: var(--panel);
  border-radius: 4px;
  font-size: 0.76rem;
  line-height: 1.52;
  tab-size: 2;
}
pre code { font-size: inherit; overflow-wrap: normal; }
.listing { background: var(--panel); border-radius: 4px; }
.listing > figcaption { display: flex; flex-wrap: wrap; gap: 0.15rem 1rem; justify-content: space-between; padding: 0.5rem 1rem; border-bottom: 1px solid var(--rule); font-size: 0.82rem; }
.listing .where { color: var(--quiet); overflow-wrap: anywhere; }
.listing .name { font-size: 0.95em; }
.listing pre { margin: 0; background: none; }
.hljs-keyword, .hljs-literal, .hljs-selector-tag, .hljs-built_in, .hljs-type { color: var(--code-keyword); }
.hljs-string, .hljs-regexp, .hljs-subst .hljs-string, .hljs-code { color: var(--code-string); }
.hljs-number, .hljs-symbol, .hljs-meta { color: var(--code-number); }
.hljs-title, .hljs-attr, .hljs-section, .hljs-property { color: var(--code-name); }
.hljs-comment, .hljs-quote { color: var(--code-comment); font-style: normal; }
.hljs-subst { color: inherit; }
`;
