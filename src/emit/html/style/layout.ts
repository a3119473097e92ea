/**
 * One column of text of some 70 characters; tables and figures may be wider than it. On wide screens the contents
 * stand beside the text and stay in view.
 */
export const layout = `
*, *::before, *::after { box-sizing: border-box; }
html {
  font-size: clamp(106.25%, 1rem + 0.2vw, 118.75%);
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
  scroll-padding-top: 1.5rem;
}
body {
  --measure: 36rem;
  --wide: 46rem;
  margin: 0;
  padding: 0 clamp(1rem, 5vw, 2.5rem) 6rem;
  background: var(--ground);
  color: var(--ink);
  display: grid;
  grid-template-columns: minmax(0, 1fr) minmax(0, var(--measure)) minmax(0, 1fr);
}
body > * { grid-column: 2; min-width: 0; }
main { grid-column: 1 / -1; display: grid; grid-template-columns: subgrid; }
main > *, main > section.footnotes > * { grid-column: 2; min-width: 0; }
main > section.footnotes { grid-column: 1 / -1; display: grid; grid-template-columns: subgrid; }
main > .table, main > .figure {
  grid-column: 1 / -1;
  justify-self: center;
  width: 100%;
  max-width: var(--wide);
}
main:focus { outline: none; }
.skip {
  position: absolute;
  left: 1rem;
  top: -4rem;
  z-index: 2;
  padding: 0.5rem 0.9rem;
  background: var(--ground);
  border: 1px solid var(--strong-rule);
}
.skip:focus { top: 1rem; }
header.title { padding-top: clamp(2.5rem, 8vh, 5.5rem); }
nav.contents { margin-top: 2.5rem; }
@media (min-width: 78rem) {
  body {
    --measure: 37rem;
    grid-template-columns: minmax(11rem, 1fr) minmax(0, var(--measure)) minmax(2rem, 1fr);
    column-gap: 3rem;
    grid-template-rows: auto 1fr;
  }
  header.title { grid-row: 1; }
  main { grid-row: 2; }
  nav.contents {
    grid-column: 1;
    grid-row: 1 / span 2;
    position: sticky;
    top: 0;
    align-self: start;
    justify-self: end;
    width: 100%;
    max-width: 15rem;
    max-height: 100vh;
    overflow-y: auto;
    margin: 0;
    padding: clamp(2.5rem, 8vh, 5.5rem) 0.25rem 2rem 0;
  }
  main > .figure { grid-column: 2; max-width: none; }
  main > .table, main > .listing, main > pre { grid-column: 2 / -1; justify-self: start; width: fit-content; min-width: var(--measure); max-width: 100%; }
}
`;
