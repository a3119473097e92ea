/** subset-font 2 ships no types. */
declare module 'subset-font' {
  export interface Options {
    targetFormat: 'woff2' | 'truetype';
    keepAllGlyphs?: boolean;
    variationAxes?: { readonly [axis: string]: number | { readonly min: number; readonly max: number } };
  }
  export default function subsetFont(
    font: Buffer,
    text: string | undefined,
    options: Options,
  ): Promise<Buffer>;
}
