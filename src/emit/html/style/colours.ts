/** Two sets of colours. Text keeps 7:1 against its ground, quieter text and links at least 4.5:1. */
export const colours = `
:root {
  color-scheme: light dark;
  --ground: #fffefc;
  --ink: #1c1d20;
  --quiet: #5c5f66;
  --rule: #d9d7d1;
  --strong-rule: #3a3b3f;
  --link: #1b5a92;
  --panel: #f6f4ef;
  --mark: #fdeeb5;
  --shade: rgb(0 0 0 / 0.13);
  --code-keyword: #8a2f6b;
  --code-string: #2a6a33;
  --code-number: #8f4a09;
  --code-name: #1b5a92;
  --code-comment: #676b73;
  --published: #6d3a75;
  --note: #1b5a92;
  --tip: #22663a;
  --important: #6b3fa0;
  --warning: #7d5200;
  --caution: #a3242b;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #16181c;
    --ink: #dcdad5;
    --quiet: #a0a3a9;
    --rule: #383b42;
    --strong-rule: #a9aab0;
    --link: #8cbbe6;
    --panel: #1f2227;
    --mark: #4a3f14;
    --shade: rgb(255 255 255 / 0.16);
    --code-keyword: #dd9cc8;
    --code-string: #9ccb97;
    --code-number: #e3b07c;
    --code-name: #8cbbe6;
    --code-comment: #9296a0;
    --published: #d9b3e2;
    --note: #8cbbe6;
    --tip: #8fce9b;
    --important: #c3a6f0;
    --warning: #e0b35c;
    --caution: #f0938f;
  }
}
`;
