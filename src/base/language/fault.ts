/**
 * An author's mistake inside an expression. Thrown by the walk and the functions, caught where the expression's
 * place is known (`evaluate.ts`); never leaves the language.
 */
export class LanguageFault extends Error {
  readonly rule: string;
  /** Offset in the expression's source; null where only the function's call site knows it. */
  readonly offset: number | null;

  constructor(rule: string, message: string, offset: number | null = null) {
    super(message);
    this.name = 'LanguageFault';
    this.rule = rule;
    this.offset = offset;
  }
}
