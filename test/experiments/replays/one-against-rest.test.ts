import { describe, expect, test } from 'vitest';

import { run } from '../../../src/experiments/replays/one-against-rest.ts';
import { openLocked, readLocked } from './read-locked.ts';

const names = ['windows', 'positives', 'negatives', 'history', 'falls', 'steps'] as const;

describe('the replay of one activity against the rest', () => {
  test.each(['softmax.batches', 'softmax.slowest'])(
    'gives the locked scores of %s after every epoch',
    (job) => {
      const { parts, results } = readLocked(job);
      const replayed = run(parts.parameters, openLocked(job));
      for (const name of names) expect(replayed[name]).toEqual(results[name]);
      expect(replayed['final']).toEqual(results['final']);
      expect(results['pair']).toMatchObject(replayed['pair'] as object);
    },
  );

  test('one bit of one epoch changes that epoch alone', () => {
    const { parts, results } = readLocked('softmax.batches');
    const flip = openLocked('softmax.batches', (bytes, name) => {
      if (name === 'predictions') bytes[0] = (bytes[0] ?? 0) ^ 0x80;
      return bytes;
    });
    const before = results['history'] as { epoch: number; f1: number }[];
    const after = run(parts.parameters, flip)['history'] as typeof before;
    expect(after.filter(({ f1 }, index) => f1 !== before[index]?.f1).map(({ epoch }) => epoch)).toEqual([1]);
  });

  test('a file that is cut off is refused', () => {
    const { parameters } = readLocked('softmax.batches').parts;
    const cut = (bytes: number) =>
      openLocked('softmax.batches', (file, name) => (name === 'predictions' ? file.slice(bytes) : file));
    expect(() => run(parameters, cut(1))).toThrow('which is no multiple of the 1184 of an epoch');
    expect(() => run(parameters, cut(1184))).toThrow('tells of 49 epochs, and there are 50');
  });
});
