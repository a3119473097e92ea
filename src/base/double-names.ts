/**
 * Whether an object of a JSON text, already parsed, gives a name twice. JSON.parse takes the last and says nothing, so that
 * whoever reads the file may see another value than the one that counts.
 */
export function hasDoubleNames(text: string, json: unknown): boolean {
  return countWritten(text) > countNames(json);
}

/** A string and the colon behind it, if there is one: it is a name then. */
const stringOrName = /"[^"\\]*(?:\\.[^"\\]*)*"\s*(:)?/g;

function countWritten(text: string): number {
  let names = 0;
  for (const [, colon] of text.matchAll(stringOrName)) if (colon !== undefined) names += 1;
  return names;
}

function countNames(json: unknown): number {
  if (json === null || typeof json !== 'object') return 0;
  const own = Array.isArray(json) ? 0 : Object.keys(json).length;
  return Object.values(json).reduce((sum: number, value) => sum + countNames(value), own);
}
