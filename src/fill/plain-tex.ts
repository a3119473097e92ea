/** Commands that are a character of their own; the names of letters and functions are read as they are written. */
const signs: Readonly<Record<string, string>> = {
  ...{ times: '×', cdot: '·', pm: '±', le: '≤', leq: '≤', ge: '≥', geq: '≥', ne: '≠', neq: '≠', approx: '≈' },
  ...{ to: '→', rightarrow: '→', mapsto: '↦', in: '∈', infty: '∞', sum: '∑', partial: '∂', nabla: '∇' },
  ...{ alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', varepsilon: 'ε', eta: 'η', theta: 'θ' },
  ...{ kappa: 'κ', lambda: 'λ', mu: 'μ', nu: 'ν', pi: 'π', rho: 'ρ', sigma: 'σ', tau: 'τ', phi: 'φ' },
  ...{ varphi: 'φ', chi: 'χ', psi: 'ψ', omega: 'ω', Delta: 'Δ', Sigma: 'Σ', Phi: 'Φ', Omega: 'Ω' },
  ...{ ldots: '…', dots: '…', cdots: '…', quad: ' ', qquad: ' ' },
};

/** Commands that only say how something looks or how tall it stands. */
const dress =
  /\\(?:text\w*|math\w+|operatorname\*?|boldsymbol|left|right|[bB]ig[lrg]*|displaystyle)(?![A-Za-z])\s*/g;

/** The marks of engines: whoever reads a title has no use for them. */
const marks = /\{\}\^\{(?:\\(?:dagger|ddagger|S)(?![A-Za-z]))+\}/g;

/** A short formula as words, for the table of contents: `n^{2} \times 3{,}801` -> `n^2 × 3,801`. */
export function plainTex(tex: string): string {
  return tex
    .replace(marks, '')
    .replace(dress, '')
    .replace(/\\[,;:!> ]|~/g, ' ')
    .replace(/\\([A-Za-z]+)/g, (_, name: string) => signs[name] ?? name)
    .replace(/\\([{}%$&#_])|[{}]/g, (_, escaped: string | undefined) => escaped ?? '')
    .replace(/-/g, '−')
    .replace(/\s+/g, ' ')
    .trim();
}
