/** Where something stands in an author's file: lines and columns count from 1; `file` is relative to the report's root. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

/** Writes a place as terminals and editors link it: `report/05.md:12:7`. */
export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}
