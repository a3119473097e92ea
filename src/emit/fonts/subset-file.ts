import subsetFont from 'subset-font';

import type { FaceRule } from './faces.ts';

/** Cuts a font down to some characters and a part of its axes; characters it lacks are passed over. WOFF 2. */
export function subsetFile(
  content: Uint8Array,
  characters: string,
  axes: FaceRule['axes'],
): Promise<Uint8Array> {
  const variationAxes = Object.keys(axes).length > 0 ? { variationAxes: axes } : {};
  return subsetFont(Buffer.from(content), characters, { targetFormat: 'woff2', ...variationAxes });
}

/** A variable font at one point of its axes, with all its characters. TrueType, which fontkit measures. */
export function instanceOf(content: Uint8Array, axes: { readonly [axis: string]: number }): Promise<Buffer> {
  return subsetFont(Buffer.from(content), undefined, {
    targetFormat: 'truetype',
    variationAxes: axes,
    keepAllGlyphs: true,
  });
}
