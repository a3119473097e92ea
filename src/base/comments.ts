/**
 * HTML without its comments, which are for authors: `<!-- … -->`, and the two short forms that CommonMark has, `<!-->` and
 * `<!--->`. What is not closed stays.
 */
export function withoutComments(html: string): string {
  let kept = '';
  let from = 0;
  for (;;) {
    const opening = html.indexOf('<!--', from);
    const closing = opening < 0 ? -1 : endOf(html, opening);
    if (closing < 0) return kept + html.slice(from);
    kept += html.slice(from, opening);
    from = closing;
  }
}

function endOf(html: string, opening: number): number {
  const short = /^-?>/.exec(html.slice(opening + 4, opening + 6));
  if (short !== null) return opening + 4 + short[0].length;
  const closing = html.indexOf('-->', opening + 4);
  return closing < 0 ? -1 : closing + 3;
}
