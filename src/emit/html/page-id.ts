/** An id of the page's own: a point stands in no id that an author writes and in none made from a title. */
export function pageId(name: string): string {
  return `page.${name}`;
}
