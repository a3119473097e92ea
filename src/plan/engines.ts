import { join } from 'node:path';

import { z } from 'zod';

import type { InstructionSet } from '../base/choices.ts';
import type { ProjectFiles } from '../base/effects.ts';
import type { AbsentEngine, EngineChoice } from '../base/job.ts';
import * as messages from '../base/messages/plan.ts';
import type { EngineName } from '../base/results.ts';
import { readJsonFile } from './cache-files.ts';
import { describeInstructionSet, describeOneDnn } from './instruction-set.ts';
import type { PackageVersions } from './packages.ts';

/** The engines at hand, and why TensorFlow is not where it is not. */
export interface Engines {
  atHand: ReadonlyMap<EngineName, EngineChoice>;
  /** Null where TensorFlow is at hand. */
  withoutTensorflow: string | null;
}

/** Brings engines that are not at hand yet, as far as they can be had. Most reports need none but JavaScript itself. */
export type ProvideEngines = (engines: readonly EngineName[]) => Promise<void>;

/** Where to look for engines, and how they are to run. */
export interface EngineSettings {
  /** Absolute folder whose `node_modules` hold the generator's packages. */
  packages: string;
  versions: PackageVersions;
  instructionSet: InstructionSet;
  /** Hears of the set-up's record before it is read. */
  note?: ProjectFiles['note'];
}

/** Finds the engines of the generator: what the set-up recorded, and the packages installed. */
export async function readEngines({
  packages: root,
  versions,
  instructionSet,
  note,
}: EngineSettings): Promise<Engines> {
  await note?.(recordPath(root));
  const atHand = new Map<EngineName, EngineChoice>();
  const tensorflow = await readTensorflow(root, instructionSet);
  if (typeof tensorflow !== 'string') atHand.set('tensorflow', tensorflow);
  for (const [name, title, packages] of fallbacks) {
    const parts = await exactVersions(packages, versions);
    if (parts) atHand.set(name, { name, title: `${title} ${parts['@tensorflow/tfjs'] ?? ''}`, parts });
  }
  atHand.set('javascript', { name: 'javascript', title: 'JavaScript', parts: {} });
  return { atHand, withoutTensorflow: typeof tensorflow === 'string' ? tensorflow : null };
}

const fallbacks: readonly (readonly [EngineName, string, readonly string[]])[] = [
  ['wasm', 'TensorFlow.js WebAssembly', ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm']],
  ['cpu', 'TensorFlow.js CPU', ['@tensorflow/tfjs']],
];

async function exactVersions(
  packages: readonly string[],
  versions: PackageVersions,
): Promise<Record<string, string> | null> {
  const parts: Record<string, string> = {};
  for (const name of packages) {
    const version = await versions(name);
    if (version === null) return null;
    parts[name] = version;
  }
  return parts;
}

/** What the set-up wrote into `node_modules/.living-report/engine.json`. */
const recordSchema = z.union([
  z.object({
    tensorflow: z.object({ version: z.string(), tfjsNode: z.string(), binding: z.string() }),
  }),
  z.object({ tensorflow: z.null(), reason: z.string() }),
]);

function recordPath(root: string): string {
  return join(root, 'node_modules', '.living-report', 'engine.json');
}

/** The engine, or why it is not at hand: without the set-up's record nothing is known of where it came from. */
async function readTensorflow(root: string, instructionSet: InstructionSet): Promise<EngineChoice | string> {
  const record = await readJsonFile(recordPath(root), recordSchema);
  if (record?.tensorflow) return tensorflowEngine(record.tensorflow, instructionSet);
  return record && 'reason' in record ? record.reason : messages.noTensorflow();
}

function tensorflowEngine(
  found: { version: string; tfjsNode: string; binding: string },
  instructionSet: InstructionSet,
): EngineChoice {
  const onednn = describeOneDnn();
  return {
    name: 'tensorflow',
    title: `TensorFlow ${found.version}`,
    parts: {
      tensorflow: found.version,
      'tfjs-node': found.tfjsNode,
      binding: found.binding,
      isa: describeInstructionSet(instructionSet),
      ...(onednn === null ? {} : { onednn }),
      threads: 1,
    },
  };
}

/** What a job is to run on, or that it cannot run here. */
export interface ChosenEngine {
  engine: EngineChoice;
  absent: AbsentEngine | null;
}

/**
 * The first of a task's engines that is at hand; with `forced` that one, save for tasks that use no engine at all.
 * A string says that the task never runs on the forced one.
 */
export function chooseEngine(
  task: string,
  wanted: readonly EngineName[],
  engines: Engines,
  forced: EngineName | null,
): ChosenEngine | string {
  const tensorless = wanted.every((name) => name === 'javascript');
  const allowed = forced && !tensorless ? wanted.filter((name) => name === forced) : wanted;
  if (forced && allowed.length === 0) return messages.engineNotForTask(task, forced, wanted);
  for (const name of allowed) {
    const engine = engines.atHand.get(name);
    if (engine) return { engine, absent: null };
  }
  const [preferred = 'javascript'] = allowed;
  const reason = allowed.includes('tensorflow') ? engines.withoutTensorflow : null;
  const message = messages.engineNotAtHand(task, allowed, reason);
  return { engine: { name: preferred, title: preferred, parts: {} }, absent: { engines: allowed, message } };
}
