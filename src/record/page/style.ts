/** What the page of a verification has beyond the style of the report's page. Outcomes are told by sign and word; colours repeat them. */
export const recordStyle = `
body { --measure: 54rem; }
@media (min-width: 78rem) { body { --measure: 54rem; } }
main > p, main > ul { max-width: 40rem; }
.exact { --tone: var(--tip); }
.tolerance { --tone: var(--note); }
.machine { --tone: var(--important); }
.unchecked { --tone: var(--quiet); }
.different { --tone: var(--caution); }
.verdict { margin-top: 1.6rem; }
.verdict p { margin: 0.35em 0 0; hyphens: none; }
.verdict .callout-title { font-size: 1.15rem; }
.partial { font-weight: 650; }
.bar { display: flex; height: 1.5rem; margin-top: 1.6rem; gap: 2px; }
.bar span { flex: 1 1 0; min-width: 1.1rem; overflow: hidden; text-align: center; font-size: 0.85rem; line-height: 1.5rem; font-weight: 600; color: var(--tone); background: color-mix(in srgb, var(--tone) 22%, var(--ground)); border-bottom: 3px solid var(--tone); }
table { margin-inline: 0; }
main .scroll { margin-inline: 0; }
h2 + .scroll, h2 + .folded { margin-top: 0.9rem; }
.scroll + .scroll { margin-top: 1.2rem; }
.title .verdict + .date { margin-top: 0.8rem; }
th.right { text-align: right; }
.none { --tone: var(--quiet); color: var(--quiet); }
.outcomes { margin-top: 1rem; }
.outcomes td:nth-child(3) { white-space: nowrap; }
.sign { color: var(--tone); white-space: nowrap; }
.sign b { display: inline-block; width: 1.1em; text-align: center; font-weight: 700; }
:is(.different, .tolerance):not(.none) .sign { font-weight: 600; }
mark { background: color-mix(in srgb, var(--tone) 16%, var(--ground)); color: inherit; border-bottom: 1.5px solid var(--tone); border-radius: 2px; padding: 0 0.12em; }
.difference { border-left: 3px solid var(--caution); padding-left: 1rem; margin-top: 1.8rem; }
.difference h3 { margin: 0; }
.difference h3 code { overflow-wrap: anywhere; }
.difference p { margin-top: 0.5em; hyphens: none; }
.difference p, .difference li, .told li { overflow-wrap: anywhere; }
.difference ul, .told { padding-left: 1.1em; margin-top: 0.6em; }
.where { font-size: 0.85em; color: var(--quiet); }
.changed { font-weight: 650; font-variant-numeric: lining-nums tabular-nums; }
.fact-differs td { font-weight: 600; color: var(--caution); }
.folded { margin-top: 0; border-bottom: 1px solid var(--rule); }
.folded > summary { cursor: pointer; padding: 0.45rem 0.2rem; font-family: "Source Sans 3", KaTeX_Main, Arial, sans-serif; font-size: 0.95rem; display: flex; flex-wrap: wrap; gap: 0 0.6rem; align-items: baseline; }
.folded > summary::before { content: "▸"; color: var(--quiet); width: 0.8em; }
.folded[open] > summary::before { content: "▾"; }
.folded > summary::-webkit-details-marker { display: none; }
.folded > summary:hover { background: var(--panel); }
.folded .number { color: var(--quiet); font-variant-numeric: tabular-nums; min-width: 2rem; }
.folded .tally { margin-left: auto; display: flex; gap: 0.9rem; font-variant-numeric: lining-nums tabular-nums; }
.tally span { color: var(--tone); white-space: nowrap; }
.away { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.folded .scroll { width: 100%; margin-block: 0.4rem 1.4rem; }
.folded > p { font-family: "Source Sans 3", Arial, sans-serif; font-size: 0.85rem; margin: 0.2rem 0.2rem 0; }
.numbers { width: 100%; border-block: 0; font-size: 0.85rem; }
.numbers tbody > tr > td { padding-block: 0.14rem; vertical-align: baseline; overflow-wrap: anywhere; }
.numbers { table-layout: fixed; }
.numbers col:first-child { width: 9.5rem; }
.numbers col:nth-child(2) { width: 7rem; }
.numbers col:last-child { width: 10rem; }
.numbers td:nth-child(2) { font-weight: 600; font-variant-numeric: lining-nums tabular-nums; }
.numbers th { font-weight: 400; font-size: 0.92rem; padding: 0.9rem 0.3rem 0.25rem; line-height: 1.45; }
.numbers tbody { border-top: 1px solid var(--rule); }
.numbers tbody:first-child { border-top: 0; }
.numbers code { font-size: 0.92em; color: var(--quiet); }
.reason { display: block; color: var(--tone); }
.switch { font-family: "Source Sans 3", Arial, sans-serif; font-size: 0.9rem; }
.switch input { accent-color: var(--link); margin: 0 0.4em 0 0; vertical-align: -0.1em; }
body:has(.switch input:checked) :is(tr.exact, tbody.all-exact, .folded.all-exact) { display: none; }
.folded:has(:target) { scroll-margin-top: 3rem; }
table:target { background: none; }
@media (max-width: 44rem) {
  .numbers colgroup { display: none; }
  .numbers, .numbers tbody, .numbers tr, .numbers td, .numbers th { display: block; }
  .numbers tr { padding: 0.25rem 0; }
  .numbers tr:not(:has(th)) { display: grid; grid-template-columns: auto 1fr; gap: 0 0.8rem; }
  .numbers tbody > tr > td { padding: 0 0.3rem; }
  .numbers td:nth-child(n + 3) { grid-column: 1 / -1; }
  .folded .tally { margin-left: 1.4rem; width: 100%; }
  .outcomes tr > :last-child, .jobs tr > :nth-child(2) { display: none; }
}
@media print {
  .switch { display: none; }
  .folded > summary { break-after: avoid; }
  .folded > summary::before { content: ""; width: 0; }
  .folded::details-content { content-visibility: visible; display: block; height: auto; }
  .numbers tbody, .difference { break-inside: avoid; }
  .numbers { font-size: 8pt; }
  .bar span { print-color-adjust: exact; }
}
`
  .replace(/\n\s*/g, '\n')
  .trim();
