import {
  displayFiles,
  monoFiles,
  sansFiles,
  sansItalicFiles,
  serifFiles,
  serifItalicFiles,
  type FontFile,
} from './font-files.ts';

/** The faces of the page's own text. */
export type Face = 'serif' | 'serifItalic' | 'display' | 'sans' | 'sansItalic' | 'mono';

/** How a face stands in the style sheet, and what is kept of its font's axes. */
export interface FaceRule {
  family: string;
  style: 'normal' | 'italic';
  /** A weight, or the range that the embedded font still varies over. */
  weight: string;
  files: readonly FontFile[];
  axes: { readonly [axis: string]: number | { readonly min: number; readonly max: number } };
}

const textWeights = { min: 400, max: 700 };

export const faceRules: { readonly [face in Face]: FaceRule } = {
  serif: {
    family: 'Source Serif 4',
    style: 'normal',
    weight: '400 700',
    files: serifFiles,
    axes: { wght: textWeights },
  },
  serifItalic: {
    family: 'Source Serif 4',
    style: 'italic',
    weight: '400',
    files: serifItalicFiles,
    axes: { wght: 400 },
  },
  display: {
    family: 'Source Serif 4 Display',
    style: 'normal',
    weight: '600',
    files: displayFiles,
    axes: { wght: 600, opsz: 36 },
  },
  sans: {
    family: 'Source Sans 3',
    style: 'normal',
    weight: '400 700',
    files: sansFiles,
    axes: { wght: textWeights },
  },
  sansItalic: {
    family: 'Source Sans 3',
    style: 'italic',
    weight: '400',
    files: sansItalicFiles,
    axes: { wght: 400 },
  },
  mono: { family: 'Source Code Pro', style: 'normal', weight: '400', files: monoFiles, axes: { wght: 400 } },
};
