import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const BEAT_MS = 2000;
const DEAD_AFTER_MS = 20_000;

/**
 * One at a time. The lock is a file with its holder's process id; the holder touches it while it works, so that a
 * lock left by kill -9, a reboot or another machine is recognised even where its process id is in use again.
 * @template T
 * @param {string} path
 * @param {{ signal: AbortSignal, onWait(pid: number | null): void }} options
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, { signal, onWait }, work) {
  mkdirSync(dirname(path), { recursive: true });
  for (let told = false; !take(path); told = true) {
    if (removeIfDead(path)) continue;
    if (!told) onWait(readHolder(path)?.pid ?? null);
    await sleep(200);
    signal.throwIfAborted();
  }
  const beat = setInterval(() => touch(path), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if (isOurs(path)) rmSync(path, { force: true });
  }
}

/** @param {string} path */
function take(path) {
  // A link appears with its content, which an exclusively created file does not.
  const own = `${path}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, host: hostname() }));
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** @param {string} path */
function removeIfDead(path) {
  if (!isDead(path)) return false;
  // Renamed first: of two waiters that find it dead, one gets it, and neither removes a lock taken in between.
  const grave = `${path}.dead-${process.pid}`;
  try {
    renameSync(path, grave);
  } catch {
    return true;
  }
  if (!isDead(grave)) restore(grave, path);
  rmSync(grave, { force: true });
  return true;
}

/** @param {string} grave @param {string} path */
function restore(grave, path) {
  try {
    linkSync(grave, path);
  } catch {
    // Somebody took it meanwhile; both go on, and every result is renamed into place whole.
  }
}

/** @param {string} path */
function isDead(path) {
  const age = ageOf(path);
  if (age === null) return false;
  const holder = readHolder(path);
  if (age > DEAD_AFTER_MS || holder === null) return true;
  return holder.host === hostname() && !isAlive(holder.pid);
}

/** @param {string} path */
function ageOf(path) {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return null;
  }
}

/** @param {string} path @returns {{ pid: number, host: string } | null} */
function readHolder(path) {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8'));
    return typeof holder?.pid === 'number' ? holder : null;
  } catch {
    return null;
  }
}

/** @param {string} path */
function isOurs(path) {
  const holder = readHolder(path);
  return holder?.pid === process.pid && holder.host === hostname();
}

/** @param {string} path */
function touch(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Removed by hand: the work goes on.
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : null;
}
