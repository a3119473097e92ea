import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { compileTask } from '../../../src/plan/compile-task.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = 'src/experiments/replays';

test.each(readdirSync(`${root}/${folder}`))(
  'the replay %s takes in no package at all, and nothing of what trains',
  async (name) => {
    const compiled = await compileTask(root, `${folder}/${name}`, root);
    if (!('used' in compiled)) throw new Error('it does not compile');
    expect(compiled.packages).toEqual([]);
    const shared = [
      'src/base/',
      `${folder}/`,
      'src/experiments/scores/',
      'src/experiments/datasets/activities.ts',
    ];
    expect(compiled.used.filter((file) => !shared.some((each) => file.startsWith(each)))).toEqual([]);
  },
);
