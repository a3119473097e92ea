import { describe, expect, test } from 'vitest';

import { describeRun } from '../../src/crate/describe-runs.ts';
import { distinct, type Entity } from '../../src/crate/entity.ts';
import { jobOrigin } from '../fixtures/html/job-origin.ts';

const wasm = { name: 'wasm', title: 'WebAssembly 4.22.0' } as const;
const jobs = [jobOrigin('mlp.wide'), jobOrigin('mlp.deep', { engine: wasm })];
const entities = distinct(jobs.flatMap((job) => describeRun(job, new Map())));
const byId = new Map(entities.map((entity) => [entity['@id'], entity]));
const referredTo = ({ '@id': _, ...properties }: Entity): string[] =>
  [...JSON.stringify(properties).matchAll(/"@id":"([^"]+)"/g)].map(([, id = '']) => id);

describe('runs of one code on two engines', () => {
  test('share its entity, and each names its own engine', () => {
    const used = ['#job:mlp.wide', '#job:mlp.deep'].map((id) => {
      const instruments = [byId.get(id)?.['instrument']].flat() as { '@id': string }[];
      return instruments.map((instrument) => byId.get(instrument['@id'])?.['name']);
    });
    expect(used).toEqual([
      ['train', 'TensorFlow 2.21.0'],
      ['train', 'WebAssembly 4.22.0'],
    ]);
    expect(entities.filter((entity) => entity['@type'] === 'SoftwareSourceCode')).toHaveLength(1);
  });

  test('leave no entity that nothing refers to, and none is one engine’s alone', () => {
    const referred = new Set(entities.flatMap(referredTo));
    const alone = entities.filter((entity) => !referred.has(entity['@id'])).map((entity) => entity['@id']);
    expect(alone).toEqual(['#job:mlp.wide', '#job:mlp.deep']);
    const code = entities.find((entity) => entity['@type'] === 'SoftwareSourceCode');
    expect(JSON.stringify(code)).not.toContain('engine');
  });
});
