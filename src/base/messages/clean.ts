/** Sentences of `report clean`. */

interface RemovedEntry {
  key: string;
  job: string | null;
  bytes: number;
}

export const entryRemoved = ({ key, job, bytes }: RemovedEntry): string =>
  `${key.slice(0, 12)}  ${job ?? 'damaged'}  ${size(bytes)}`;

export const checkpointRemoved = ({ key, job, bytes }: RemovedEntry): string =>
  `${key.slice(0, 12)}  ${job ?? 'damaged'}  ${size(bytes)}, checkpoint of a run that was stopped`;

interface CleanAccount {
  removed: readonly RemovedEntry[];
  kept: number;
  inUse: number;
}

export const cleanAccount = ({ removed, kept, inUse }: CleanAccount): string => {
  const bytes = removed.reduce((sum, entry) => sum + entry.bytes, 0);
  const busy = inUse === 0 ? '' : `, ${inUse} of them for a build under way`;
  const stays = `${results(kept)} kept${busy}`;
  return removed.length === 0
    ? `Nothing to remove; ${stays}.`
    : `${results(removed.length)} that no job has any more removed, ${size(bytes)}; ${stays}.`;
};

export const cacheRemoved = (cache: string, bytes: number): string =>
  `${cache}: removed what was kept for the report, ${size(bytes)}. The next build runs every job.`;

export const buildUnderWay = (pid: number): string =>
  `A build is under way here (process ${pid}) and needs its cache. Wait for its end, or stop it, and clean again.`;

export const cacheIsLink = (cache: string, target: string): string =>
  `${cache} is a link to ${target}, where others' files may lie too. Empty that folder yourself, or remove the link.`;

export const cacheNotCleaned = (cache: string, reason: string): string =>
  `The cache ${cache} cannot be cleaned (${reason}). Make it writable, and clean again.`;

function results(count: number): string {
  return `${count} stored result${count === 1 ? '' : 's'}`;
}

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
