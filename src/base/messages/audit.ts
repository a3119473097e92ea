/** Sentences of the audit: numbers that nothing accounts for. */

/** Where a binding can be written as a directive: prose, captions, cells, headers, alternative texts of figures. */
export const numberIsUnbound = (written: string, binding: string | null): string =>
  binding === null
    ? `The number ${written} is bound to no result. Write a :value[…] in its place, or declare it: :literal[${written}]{reason="…"}.`
    : `The number ${written} is bound to no result. Write ${binding} in its place, or declare it: :literal[${written}]{reason="…"}.`;

export const numberInTexIsUnbound = (written: string, binding: string | null): string =>
  `The number ${written} is bound to no result. Write ${binding ?? '\\result{…}'} in its place, or declare it: \\literal[reason]{${written}}.`;

/** Titles and the alternative texts of Markdown images hold no bindings. */
export const numberCannotBeBound = (written: string): string =>
  `The number ${written} is bound to no result, and no binding can stand here. Say it without the number, or elsewhere: an alternative text of ":::figure" takes bindings.`;

/** Specs hold no bindings; what they draw comes as data. */
export const numberInSpecIsUnbound = (written: string, binding: string | null): string =>
  `The number ${written} of the figure's spec is bound to no result. Let the figure bring it as data, data: {NAME: "[{value: ${binding ?? '…'}}]"}, say it in the caption, or declare it in the spec, "usermeta": {"literals": {"${written}": "a reason"}}.`;

export const specLiteralHasNoReason = (written: string): string =>
  `The number ${written} is declared without a reason. Write why it stands there: "usermeta": {"literals": {"${written}": "a reason"}}.`;

export const specLiteralIsIdle = (written: string): string =>
  `The spec declares ${written}, and shows no such number. Write it as it stands where it is shown, or take it out.`;

/** Of output that was pasted: nothing is bound in code. */
export const numberInOutput = (written: string): string =>
  `The number ${written} of this output is bound to no result, and no binding can stand in it. Show the result by :value[…] or a table, name the language if it is code, or say why it stands there, behind the language: \`\`\`text reason="…".`;

/** A declared number that is none of its author's. */
export const literalIsResult = (written: string, binding: string, expression: string): string =>
  `The literal ${written} is what ${expression} says. Write ${binding} in its place, or, where that is chance, name ${expression} in the reason.`;

export const isPrintedBy = (binding: string): string => `${binding} prints it`;

export const orBinding = (binding: string): string => `or ${binding}`;

/** Prints what stands in it, as if a run had made it. */
export const expressionIsNameless = (source: string): string =>
  `The expression "${source.trim()}" names no result, parameter or published figure, so its numbers are its author's. Name what they come from, or declare them: :literal[…]{reason="…"}.`;

/** Of a case: tables and figures show it. */
export const numberInWords = (written: string, word: 'label' | 'note'): string =>
  `The number ${written} in the ${word} is none of the case's parameters. Say it without the number, or show what gives it in a column of its own.`;

/** Of a sentence that nothing could refute. */
export const comparisonIsUnclaimed = (words: readonly string[], sentence: string): string =>
  `${quoted(words)} in "${sentence}": nothing could refute it. Make it a claim, :claim[…]{if="…"}, cite who found it, or say why no result could: :remark[…]{reason="…"}.`;

/** Titles hold no directives. */
export const comparisonInTitle = (words: readonly string[], sentence: string): string =>
  `${quoted(words)} in "${sentence}": nothing could refute it, and no claim can stand here. Say it without comparing.`;

/** Alternative texts hold values, and no claims. */
export const comparisonInAlternative = (words: readonly string[], sentence: string): string =>
  `${quoted(words)} in "${sentence}": nothing could refute it, and no claim can stand in an alternative text. Let a result choose the words, :value[… ? '…' : '…'] or :value[verdict(…)], or say it without comparing.`;

export const remarkIsIdle = (sentence: string): string =>
  `The remark "${sentence}" compares nothing. Write the words alone.`;

function quoted(words: readonly string[]): string {
  return words.map((word) => `"${word}"`).join(', ');
}

/** Of a reference to a footnote. */
export const noteIsUndefined = (note: string): string =>
  `No footnote is called "${note}", so that it stands in the document as text. Define it, "${note}: …" on a line of its own, or write it as code.`;
