const MINUS = '\u2212';

const SECONDS: { readonly [unit: string]: number } = { h: 3600, min: 60, s: 1, ms: 0.001 };

/** Reads what `formatDuration` writes, and durations as others print them: `1 min 6 s` is 66. Null for anything else. */
export function readDuration(text: string): number | null {
  if (!/^\d+(?:\.\d+)?\s?(?:h|min|s|ms)(?:\s\d+(?:\.\d+)?\s?(?:min|s|ms))*$/.test(text)) return null;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s?([a-z]+)/g)];
  const seconds = parts.map(([, number, unit = '']) => Number(number) * (SECONDS[unit] ?? NaN));
  // Milliseconds as a factor would leave 165 ms a bit off what 0.165 is.
  return Number(seconds.reduce((sum, each) => sum + each, 0).toPrecision(12));
}

/** Seconds as a reader says them: `165 ms`, `2.9 s`, `2 min 21 s`, `1 h 02 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 0) return `${MINUS}${formatDuration(-seconds)}`;
  if (seconds === 0) return '0 ms';
  // Each limit is asked of the rounded number: 0.9996 s is a second, not 1000 ms.
  if (Math.round(seconds * 1000) < 1000) return `${milliseconds(seconds * 1000)} ms`;
  if (Math.round(seconds * 10) < 600) return `${seconds.toFixed(1)} s`;
  if (Math.round(seconds) < 3600) return pair(Math.round(seconds), 60, ['min', 's']);
  return pair(Math.round(seconds / 60), 60, ['h', 'min']);
}

function milliseconds(value: number): string {
  if (value >= 9.95) return value.toFixed(0);
  return value >= 0.095 ? value.toFixed(1) : String(Number(value.toPrecision(1)));
}

function pair(total: number, base: number, [large, small]: readonly [string, string]): string {
  const rest = total % base;
  const head = `${Math.floor(total / base)} ${large}`;
  return rest === 0 ? head : `${head} ${String(rest).padStart(2, '0')} ${small}`;
}
