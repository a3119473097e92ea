import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { generatorRoot } from './program.ts';

/** Why TensorFlow is not at hand there. */
export const reasonWithout = 'there is no TensorFlow for this machine';

/**
 * A checkout of the generator as on a machine that has neither TensorFlow nor WebAssembly's engine, set up; gives its
 * root. Packages are those of this checkout.
 */
export function copyGeneratorWithoutEngines(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'generator-')));
  for (const name of ['package.json', 'package-lock.json', 'src', '.cache/program'])
    cpSync(join(generatorRoot, name), join(root, name), { recursive: true });
  for (const name of listPackages()) link(root, join('node_modules', name));
  rmSync(join(root, 'node_modules/@tensorflow/tfjs-backend-wasm'));
  cpSync(
    join(generatorRoot, 'node_modules/.package-lock.json'),
    join(root, 'node_modules/.package-lock.json'),
  );
  writeRecords(root);
  return root;
}

/** Folders of scopes are made, so that one package of a scope can be left out. */
function listPackages(): string[] {
  const names = readdirSync(join(generatorRoot, 'node_modules')).filter((name) => !name.startsWith('.'));
  return names.flatMap((name) =>
    name.startsWith('@')
      ? readdirSync(join(generatorRoot, 'node_modules', name)).map((inner) => join(name, inner))
      : [name],
  );
}

function link(root: string, path: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  symlinkSync(join(generatorRoot, path), join(root, path));
}

/** What the set-up would have noted. */
function writeRecords(root: string): void {
  const records = 'node_modules/.living-report';
  const stamp = JSON.parse(readFileSync(join(generatorRoot, records, 'packages.json'), 'utf8')) as {
    direct: string[];
  };
  const direct = stamp.direct.filter((name) => name !== '@tensorflow/tfjs-backend-wasm');
  const engine = {
    tensorflow: null,
    reason: reasonWithout,
    kind: 'attempt',
    triedAt: new Date().toISOString(),
  };
  mkdirSync(join(root, records));
  writeFileSync(join(root, records, 'packages.json'), JSON.stringify({ ...stamp, direct }));
  writeFileSync(join(root, records, 'engine.json'), JSON.stringify(engine));
}
