/** What an author can do about a name that nobody knows. */
export interface WaysOut {
  nearest: string | null;
  /** Every name that would do. */
  known?: readonly string[];
  /** What else to do, as an order without its full stop: `add the entry`. */
  orElse?: string;
}

/** The one form of every «unknown X»: `no result "mlp.base.f1" (nearest: "mlp.baseline.f1"). Correct it.` */
export function notKnown(what: string, { nearest, known = [], orElse }: WaysOut): string {
  const other = orElse === undefined ? [] : [orElse];
  if (nearest !== null) return `${what} (nearest: "${nearest}"). ${order(['correct it', ...other])}`;
  const names = known.length > 0 ? [`write one of: ${listNames(known)}`] : [];
  const ways = [...other, ...names];
  return `${what}. ${ways.length > 0 ? order(ways) : 'There are none: declare one first.'}`;
}

function order(ways: readonly string[]): string {
  const text = ways.join(', or ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** More names than these help nobody. */
const most = 12;

function listNames(names: readonly string[]): string {
  return `${names.slice(0, most).join(', ')}${names.length > most ? ', …' : ''}`;
}
