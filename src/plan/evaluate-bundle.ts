import { compileFunction } from 'node:vm';

import * as messages from '../base/messages/plan.ts';
import { packageOf } from './package-name.ts';

/** What is needed to evaluate a task's bundle. */
export interface BundleCode {
  /** Absolute path, for stack frames. */
  path: string;
  code: string;
  /** npm packages it may require. */
  packages: readonly string[];
}

/**
 * Globals a task must not see: a bundle that mentions them is refused at its line (check-purity.ts); here they are
 * shadowed, so that no detour through a computed name reaches them by accident.
 */
export const closedGlobals = [
  'process',
  'Date',
  'performance',
  'fetch',
  'globalThis',
  'global',
  'crypto',
  'navigator',
  'WebSocket',
  'XMLHttpRequest',
  'EventSource',
  'BroadcastChannel',
  'Worker',
  'Function',
  'Intl',
  'Temporal',
  // What these make says when it was made.
  'Event',
  'CustomEvent',
  'MessageEvent',
  'File',
  'PerformanceMark',
  'PerformanceObserver',
  'localStorage',
  'sessionStorage',
] as const;

/** As modules are; otherwise `this` of a plain function would be the world. */
const strict = `'use strict';`;

/**
 * Evaluates a CommonJS bundle and gives what it exports. `load` resolves the packages that the bundle recorded, and
 * `node:crypto`, which the generator's own random streams hash with; in a task's sources it is refused.
 */
export function evaluateBundle(
  bundle: BundleCode,
  load: (specifier: string) => unknown,
): { readonly [name: string]: unknown } {
  const require = (specifier: string): unknown => {
    const admitted = specifier === 'node:crypto' || bundle.packages.includes(packageOf(specifier));
    if (!admitted) throw new Error(messages.closedPackage(specifier));
    return load(specifier);
  };
  const module: { exports: { readonly [name: string]: unknown } } = { exports: {} };
  const names = ['module', 'exports', 'require', ...closedGlobals];
  const wrapped: (...values: unknown[]) => void = compileFunction(strict + bundle.code, names, {
    filename: bundle.path,
    // The places in stack frames are those in the file.
    columnOffset: -strict.length,
  }) as (...values: unknown[]) => void;
  wrapped(module, module.exports, require);
  return module.exports;
}
