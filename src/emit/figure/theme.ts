import type { Config } from 'vega-lite';

/** Family of labels in figures; the page embeds the first, other viewers fall through. */
export const figureFont = "'Source Sans 3', 'Source Sans Pro', 'Helvetica Neue', Arial, sans-serif";

/**
 * Okabe and Ito's colour-blind-safe hues, pulled towards the middle of the lightness scale: each keeps at least 3:1
 * against white and against the dark page, so one drawing serves both.
 */
const first = '#2f7ec2';
const palette = [first, '#d9722c', '#1f9a78', '#c0589a', '#9c8413', '#7d6cc9', '#3aa3b5', '#8a8f98'];

/** From a pale to a deep blue, even in lightness. */
const ramp = ['#e9f1f8', '#c3daec', '#94bfdf', '#5f9fcd', '#3a7fb6', '#235f96', '#163f6b'];

const diverging = ['#b3541b', '#de9a6b', '#f0d6c4', '#f2f2f0', '#c3daec', '#6da5d0', '#235f96'];

/** What text and rules are drawn with: the colour of the text around the figure, light page or dark. */
const ink = 'currentColor';

const text = { labelFont: figureFont, titleFont: figureFont, labelColor: ink, titleColor: ink };
const titles = { titleFontSize: 13, titleFontWeight: 600, labelFontSize: 13 } as const;

/** The house style of every chart, as a Vega-Lite config. A spec's own config wins over it. */
export const theme: Config = {
  aria: false,
  background: 'transparent',
  font: figureFont,
  padding: 2,
  view: {
    stroke: null,
    continuousWidth: 490,
    continuousHeight: 270,
    discreteWidth: { step: 32 },
    discreteHeight: { step: 30 },
  },
  axis: {
    ...text,
    ...titles,
    titlePadding: 10,
    labelPadding: 5,
    labelLimit: 260,
    grid: true,
    gridColor: ink,
    gridOpacity: 0.13,
    gridWidth: 1,
    domainColor: ink,
    domainOpacity: 0.55,
    tickColor: ink,
    tickOpacity: 0.55,
    tickSize: 4,
  },
  axisBand: { grid: false, domain: false, ticks: false },
  axisY: { domain: false, ticks: false },
  legend: {
    ...text,
    ...titles,
    orient: 'top',
    titleOrient: 'left',
    gradientLength: 180,
    columnPadding: 18,
    offset: 10,
    symbolStrokeWidth: 2.5,
    symbolSize: 110,
    padding: 4,
    labelLimit: 260,
    gradientThickness: 12,
  },
  header: { ...text, ...titles },
  title: {
    font: figureFont,
    subtitleFont: figureFont,
    color: ink,
    subtitleColor: ink,
    fontSize: 15,
    subtitleFontSize: 13,
    fontWeight: 600,
    anchor: 'start',
    offset: 12,
  },
  mark: { color: first },
  text: { font: figureFont, fontSize: 13, color: ink },
  rule: { color: ink, opacity: 0.6 },
  line: { strokeWidth: 2.25, strokeCap: 'round', strokeJoin: 'round' },
  point: { size: 46, filled: true, opacity: 0.9 },
  bar: { binSpacing: 1 },
  range: { category: palette, ramp, heatmap: ramp, ordinal: ramp, diverging },
};
