import type { Diagnostic } from '../base/diagnostic.ts';
import * as messages from '../base/messages/plan.ts';
import type { BundleTools, TaskFile } from './bundle-task.ts';
import { findImport } from './check-purity.ts';
import type { CompiledTask } from './compile-task.ts';

/** Every package a task imports must be installed with the generator: its version stands in the key. */
export async function checkPackages(
  module: TaskFile,
  compiled: CompiledTask,
  tools: BundleTools,
): Promise<Diagnostic[]> {
  const missing: Diagnostic[] = [];
  for (const name of compiled.packages) {
    if ((await tools.versions(name)) !== null) continue;
    const place = (await findImport(tools.root, compiled.used, name)) ?? {
      file: module.file,
      line: 1,
      column: 1,
    };
    missing.push({ rule: 'package-is-installed', place, message: messages.packageMissing(name) });
  }
  return missing;
}
