import { readFileSync, writeSync } from 'node:fs';

import type { Place } from '../base/place.ts';
import { evaluateBundle } from './evaluate-bundle.ts';
import { createPackageLoader } from './load-package.ts';
import { placeInSource } from './place-in-source.ts';

/*
 * Entry of a short-lived process: evaluates one task's bundle and writes its declaration to file descriptor 3, or
 * why there is none. What the module prints goes to stdout and stderr, so it cannot be taken for the answer.
 */

interface Order {
  /** Root of the generator, whose packages the bundle requires. */
  root: string;
  /** Folder of the built program. */
  program: string;
  path: string;
  packages: readonly string[];
}

interface JsonSchemaMaker {
  toJSONSchema(schema: unknown, options: { io: 'input' }): unknown;
}

function declare(order: Order): unknown {
  const load = createPackageLoader(order.root, order.program);
  const code = readFileSync(order.path, 'utf8');
  const exported = evaluateBundle({ path: order.path, code, packages: order.packages }, load);
  const { declaration, run } = exported;
  if (typeof declaration !== 'object' || declaration === null) throw new Error('it exports no declaration');
  if (typeof run !== 'function') throw new Error('it exports no function run');
  return { ...declaration, parameters: describeParameters(declaration, load('zod') as JsonSchemaMaker) };
}

function describeParameters(declaration: object, zod: JsonSchemaMaker): unknown {
  const schema: unknown = 'parameters' in declaration ? declaration.parameters : undefined;
  if (typeof schema !== 'object' || schema === null || !('_zod' in schema))
    throw new Error('its parameters are no zod schema');
  return zod.toJSONSchema(schema, { io: 'input' });
}

function answer(): unknown {
  const order = JSON.parse(process.argv[2] ?? '{}') as Order;
  try {
    return { declaration: declare(order) };
  } catch (error) {
    if (!(error instanceof Error)) return { failure: String(error), place: null };
    return { failure: error.message, place: thrownAt(error, order.path) };
  }
}

function thrownAt(error: Error, bundle: string): Place | null {
  try {
    return placeInSource(error.stack ?? '', bundle);
  } catch {
    // A bundle without its map costs the place, not the message.
    return null;
  }
}

writeSync(3, JSON.stringify(answer()));
process.exit(0);
