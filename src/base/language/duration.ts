const MINUS = '\u2212';

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
