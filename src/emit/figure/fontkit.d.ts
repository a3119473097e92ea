/** The part of fontkit 2 that measuring uses; the package ships no types. */
declare module 'fontkit' {
  export interface Font {
    unitsPerEm: number;
    hasGlyphForCodePoint(point: number): boolean;
    glyphForCodePoint(point: number): { advanceWidth: number };
  }
  export function create(content: Buffer): Font;
}
