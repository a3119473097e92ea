/** A figure as the emitters write it: drawn once, in light ink or dark (`currentColor`), or pixels as they came. */
export type Drawing =
  | { type: 'svg'; svg: string; width: number; height: number }
  | {
      type: 'bitmap';
      mediaType: string;
      content: Uint8Array;
      width: number;
      height: number;
      /** Whether to draw each pixel as a square: images of results are small. */
      pixels: boolean;
    };
