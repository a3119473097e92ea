/** Paper: A4, light, justified; nothing that only screens can use, nothing torn apart. */
export const print = `
@page { size: A4; margin: 24mm 23mm 26mm; }
@media print {
  :root {
    color-scheme: light;
    --ground: #fff; --ink: #000; --quiet: #444; --rule: #bbb; --strong-rule: #000; --link: #000; --published: #3d2149; --panel: #f5f5f3;
    --code-keyword: #6d2555; --code-string: #22532a; --code-number: #6e3a08; --code-name: #17456f; --code-comment: #555;
    --note: #17456f; --tip: #22532a; --important: #553280; --warning: #6e3a08; --caution: #8a1d24;
  }
  html { font-size: 10.5pt; }
  body, main, main > section.footnotes { display: block; padding: 0; }
  nav.contents, .skip { display: none; }
  header.title { padding-top: 0; }
  p { text-align: justify; orphans: 3; widows: 3; }
  body { line-height: 1.42; }
  h1 { font-size: 22pt; }
  h2 { font-size: 15pt; margin-top: 20pt; }
  h3 { font-size: 12pt; margin-top: 14pt; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; }
  h1, h2, h3, .title p { text-align: left; }
  a { color: inherit; text-decoration: none; }
  .figure, .equation, .callout, tr, .bibliography li, .footnotes li { break-inside: avoid; }
  .table, .listing { break-inside: avoid; }
  .table > figcaption { break-after: avoid; }
  thead { display: table-header-group; }
  main > .table, main > .figure, main > .listing, main > pre { width: auto; min-width: 0; max-width: 100%; margin-inline: 0; }
  .scroll, .picture, .equation .formula { overflow: visible; background: none; }
  table { font-size: 9pt; max-width: 100%; }
  th, td { padding-inline: 5pt; }
  figcaption { font-size: 9pt; }
  .picture svg { min-width: 0; }
  .picture img, main p img { background: none; }
  pre { white-space: pre-wrap; overflow: visible; font-size: 8.2pt; border: 0.5pt solid var(--rule); }
  .listing pre { border: 0; }
  .data-footnote-backref { display: none; }
  .value { text-decoration: none; }
}
`;
