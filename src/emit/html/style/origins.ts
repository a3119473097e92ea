/** Numbers that tell where they come from, the card that does, and published figures, told apart by slant and sign. */
export const origins = `
.value { text-decoration: underline dotted transparent 1px; text-underline-offset: 0.22em; transition: text-decoration-color 0.15s; }
.value:hover, .value.told { text-decoration-color: currentColor; }
.value.told { background: var(--mark); box-shadow: 0 0 0 2px var(--mark); border-radius: 2px; }
.formula > .value { display: block; }
.figure .label.value { cursor: help; }
.published { font-style: italic; color: var(--published); }
.published::after { content: "p"; font-size: 0.62em; line-height: 0; vertical-align: 0.55em; margin-left: 0.1em; font-weight: 600; }
@supports (content: "p" / "published") { .published::after { content: "p" / " (published)"; } }
.legend, .origins-hint { font-family: "Source Sans 3", Arial, sans-serif; font-size: 0.82rem; line-height: 1.4; color: var(--quiet); }
.origin {
  position: absolute;
  left: var(--left, 0);
  top: var(--top, 0);
  z-index: 3;
  width: max-content;
  max-width: min(27rem, calc(100vw - 1rem));
  max-height: min(24rem, 60vh);
  overflow-y: auto;
  padding: 0.55rem 0.8rem 0.6rem;
  background: var(--ground);
  border: 1px solid var(--rule);
  border-radius: 5px;
  box-shadow: 0 0.3rem 1.2rem var(--shade);
  font-family: "Source Sans 3", KaTeX_Main, Arial, sans-serif;
  font-size: 0.8rem;
  line-height: 1.38;
  overflow-wrap: anywhere;
}
.origin.pinned { border-color: var(--strong-rule); }
.origin p { margin: 0; font-weight: 600; hyphens: none; }
.origin p:last-child:not(:first-child) { margin-top: 0.4rem; font-weight: 400; }
.origin dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.08rem 0.8rem; margin: 0.35rem 0 0; padding-top: 0.35rem; border-top: 1px solid var(--rule); }
.origin dt { color: var(--quiet); }
.origin dd { margin: 0; font-variant-numeric: lining-nums tabular-nums; }
@media (max-width: 40rem) {
  .origin { position: fixed; left: 0; right: 0; top: auto; bottom: 0; width: auto; max-width: none; max-height: 45vh; border-width: 1px 0 0; border-radius: 8px 8px 0 0; padding: 0.8rem 1rem 1rem; }
}
@media print { .origin, .origins-hint { display: none; } }
`;
