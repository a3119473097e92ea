import { getHeapStatistics } from 'node:v8';

/**
 * What one job could leave to the next in the same process: globals and what they hold, the environment, timers, handles
 * and processes, printed lines that nobody has heard yet, memory.
 */
export interface World {
  /** Makes it as it was; false where it cannot. */
  restore(): boolean;
}

/** By name: what each property is made of. */
type Members = ReadonlyMap<PropertyKey, readonly unknown[]>;

/** Notes how the world of a process is before its first job, and before anything is loaded for it. */
export function noteWorld(): World {
  const members = new Map(listObjects().map((each) => [each, membersOf(each)]));
  const { random } = Math;
  const environment = JSON.stringify(process.env);
  // Asking opens the streams, which count as resources then.
  const printed = bytesPrinted();
  const resources = countResources();
  return {
    restore: () => {
      Math.random = random;
      forgetZod(members.get(globalThis));
      return (
        bytesPrinted() === printed &&
        isQuiet(resources) &&
        JSON.stringify(process.env) === environment &&
        [...members].every(([object, before]) => isSame(before, membersOf(object)))
      );
    },
  };
}

/** The global object, what it holds, and the prototypes of that, also what these inherit from; getters are not asked. */
function listObjects(): readonly object[] {
  const held = Object.values(Object.getOwnPropertyDescriptors(globalThis)).map(
    ({ value }) => value as unknown,
  );
  // What no global name leads to: the iterators of lists, maps, sets and texts.
  const iterators = [[], new Map(), new Set(), ''].map((each) => each[Symbol.iterator]());
  const objects = [...held.filter(isObject), ...iterators];
  const prototypes = objects.flatMap((each) => {
    const value: unknown = Object.getOwnPropertyDescriptor(each, 'prototype')?.value;
    return isObject(value) ? [value] : [];
  });
  const all = new Set([globalThis, process, ...objects, ...prototypes].flatMap(lineOf));
  for (const iterator of iterators) all.delete(iterator);
  return [...all];
}

/** An object and what it inherits from. */
function lineOf(object: object): object[] {
  const parent: unknown = Object.getPrototypeOf(object);
  return isObject(parent) ? [object, ...lineOf(parent)] : [object];
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function membersOf(object: object): Members {
  return new Map(
    Reflect.ownKeys(object).flatMap((name) => {
      const found = Reflect.getOwnPropertyDescriptor(object, name);
      return found ? [[name, partsOf(found)] as const] : [];
    }),
  );
}

function partsOf(found: PropertyDescriptor): readonly unknown[] {
  const { writable, enumerable, configurable } = found;
  const calls = [Reflect.get(found, 'get'), Reflect.get(found, 'set')];
  return [found.value, ...calls, writable, enumerable, configurable];
}

function isSame(before: Members, now: Members): boolean {
  if (before.size !== now.size) return false;
  return [...now].every(([name, parts]) => {
    const old = before.get(name);
    return old !== undefined && parts.every((part, index) => Object.is(part, old[index]));
  });
}

/** zod keeps what all its copies share among the globals; the next job loads a copy of its own. */
function forgetZod(before: Members | undefined): void {
  for (const name of Object.getOwnPropertyNames(globalThis))
    if (name.startsWith('__zod_') && !before?.has(name)) Reflect.deleteProperty(globalThis, name);
}

function bytesPrinted(): number {
  return process.stdout.bytesWritten + process.stderr.bytesWritten;
}

/** No more is open than at the beginning, and memory has room: also outside of the heap, where typed arrays lie. */
function isQuiet(before: ReadonlyMap<string, number>): boolean {
  const { heap_size_limit: limit } = getHeapStatistics();
  const open = [...countResources()].every(([name, count]) => count <= (before.get(name) ?? 0));
  return open && process.memoryUsage.rss() * most < limit;
}

/** One part in so many of what a job may take may be in use. */
const most = 4;

function countResources(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of process.getActiveResourcesInfo()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
