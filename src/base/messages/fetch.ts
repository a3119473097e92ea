/** Sentences about data sets that are fetched. */

/** What to do where the network does not bring the file. */
export interface ByHand {
  /** Where a file that was fetched by other means is looked for, relative to the root. */
  path: string;
  /** The command that goes on from there. */
  command: string;
}

export function fetchCommand(name: string, report: string | null): string {
  return `npm run data -- ${name}${report === null ? '' : ` --report ${report}`}`;
}

const otherMeans = (url: string, { path, command }: ByHand): string =>
  `Or fetch ${url} by other means, put it at ${path}, and run "${command}".`;

const proxyAdvice =
  'Node ignores proxy settings unless it is told (NODE_USE_ENV_PROXY=1, from Node 22.21 and 24 on).';

export function unreachable(url: string, why: string, hand: ByHand & { isProxied: boolean }): string {
  const proxy = hand.isProxied ? ` ${proxyAdvice}` : '';
  return `${url} cannot be reached: ${why}.${proxy} Try again when the network is there: what has come is kept. ${otherMeans(url, hand)}`;
}

export function refusedByServer(url: string, status: number, hand: ByHand): string {
  return `the server answers ${status} for ${url}. Try again later, or correct \`fetch.url\`. ${otherMeans(url, hand)}`;
}

export function keepsBreakingOff(url: string, why: string, hand: ByHand): string {
  return `the connection to ${url} broke off again and again: ${why}. Run again to go on where it was. ${otherMeans(url, hand)}`;
}

export function noSpace(folder: string, needed: number, free: number): string {
  return `${folder} needs ${megabytes(needed)} more and its disk has ${megabytes(free)}. Make room and run again.`;
}

export function cannotWrite(path: string, why: string): string {
  return `${path} cannot be written: ${why}. Make room, give the permission or take away what is in its place, and run again: what has come is kept.`;
}

export function isBeingFetched(name: string, pid: number): string {
  return `another process (${pid}) is fetching ${name}. Wait for it, or end it and run again.`;
}

export function archiveUnreadable(archive: string, why: string, wayOut: string): string {
  return `${archive} is no zip archive that can be read: ${why.replace(/\.+$/, '')}. ${wayOut}`;
}

export function isFetchedAnew(hand: ByHand & { url: string }): string {
  return `Run again: it is fetched anew. ${otherMeans(hand.url, hand)}`;
}

export function replaceArchive(): string {
  return 'Remove it, or put a whole one there, and run again.';
}

export function notInArchive(from: string, url: string, some: readonly string[]): string {
  const holds = some.length === 0 ? 'holds no files' : `holds ${some.join(', ')}`;
  return `the archive has no "${from}"; it ${holds}. If ${url} was given another content, correct \`from\` in the manifest.`;
}

export function twiceInArchive(from: string, found: readonly string[]): string {
  return `the archive has "${from}" more than once: ${found.join(', ')}. Give more of its path in the manifest.`;
}

interface Damage {
  /** What the archive is called. */
  archive: string;
  why: string;
  wayOut: string;
}

export function entryDamaged(entry: string, { archive, why, wayOut }: Damage): string {
  return `${entry} is damaged in ${archive}: ${why.replace(/\.+$/, '')}. ${wayOut}`;
}

export function wrongChecksum(): string {
  return 'its checksum (CRC-32) is not the one that the archive gives';
}

export function fetchedOther(what: string, expected: string, found: string): string {
  return `${what} is not the one that the manifest describes: ${found} instead of ${expected}. Run again if it may have been damaged on its way; where the source gave out another edition, the manifest is to be renewed.`;
}

export function outsideItsFolder(path: string, folder: string): string {
  return `${path} does not lie in ${folder}/. What is fetched stands in its data set's own folder: correct the path.`;
}

export function aboutToFetch(set: { title: string; source: string; licence: string }, url: string): string {
  return [set.title, `  source: ${set.source}`, `  licence: ${set.licence}`, `  from: ${url}`].join('\n');
}

export function takesFoundArchive(path: string): string {
  return `${path} is there already, and is taken.`;
}

export function goesOnAt(done: number): string {
  return `goes on after ${megabytes(done)} that were there`;
}

export function startsOver(done: number): string {
  return `starts over: the server's file is not the one of which ${megabytes(done)} were there, or it gives no parts`;
}

export function otherEdition(): string {
  return 'the server has another file now';
}

export function silence(seconds: number): string {
  return `nothing came for ${seconds} seconds`;
}

export function cameShort(done: number, total: number): string {
  return `${megabytes(done)} of ${megabytes(total)} came`;
}

export function answered(status: number): string {
  return `the server answers ${status}`;
}

export function triesAgain(why: string): string {
  return `the connection broke off (${why}); tries again`;
}

export function fileMeasured(path: string, bytes: number, sha256: string): string {
  return `${path}: ${bytes.toLocaleString('en')} bytes, sha256 ${sha256}`;
}

/** How much the digests are worth. */
export function digestsMeasured(manifest: string): string {
  return `The digests were measured just now: ${manifest} gives none to compare with. They stand in the keys of jobs from now on and tell whether the files stay as they are, not whether they are as published.`;
}

export function foundInPlace(): string {
  return 'The files were in place already; nothing was fetched.';
}

export function notFetched(name: string, title: string, command: string): string {
  return `${name} (${title}): not here; "${command}" fetches it.`;
}

export function fetching(file: string): string {
  return `fetching ${file}`;
}

export function unpacking(entry: string): string {
  return `unpacking ${entry.replace(/^.*\//, '')}`;
}

export interface FetchState {
  what: string;
  /** Bytes. */
  done: number;
  /** Null where the server does not say. */
  of: number | null;
  /** Seconds left; null while nothing can be said. */
  left: number | null;
}

/** `fetching pamap2.zip  312 of 656 MB, 48 %, 29 s left` */
export function fetchState({ what, done, of, left }: FetchState): string {
  if (of === null) return `${what}  ${megabytes(done)}`;
  const share = of === 0 ? 100 : Math.floor((100 * done) / of);
  const rest = left === null ? '' : `, ${Math.ceil(left)} s left`;
  return `${what}  ${megabytes(done)} of ${megabytes(of)}, ${share} %${rest}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}
