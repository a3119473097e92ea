/** What a cell stands in, for people: the caption with row and column. */
export function sentenceOfCell(caption: string, { row, column }: { row: string; column: string }): string {
  const at = [row, column].filter((name) => name !== '').join(', ');
  return caption === '' ? at : `${caption} (${at})`;
}
