/** `<!-- … -->`, and the two short forms that CommonMark has: `<!-->` and `<!--->`. */
const COMMENT = /<!--(?:-?>|[\s\S]*?-->)/g;

/** HTML without its comments, which are for authors. */
export function withoutComments(html: string): string {
  return html.replace(COMMENT, '');
}
