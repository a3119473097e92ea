import { describe, expect, test } from 'vitest';

import { run } from '../../../src/experiments/replays/classify-windows.ts';
import { openLocked, readLocked } from './read-locked.ts';

describe('the replay of models of windows', () => {
  test.each(['mlp.baseline', 'lstm.stack3', 'cnn.pool3', 'cnn_lstm.stack2', 'cnn.baseline#2'])(
    'gives the locked scores of %s, to the bit, its weights and its operations',
    (job) => {
      const { parts, results } = readLocked(job);
      const { parameters, flops, training, validation } = results;
      expect(run(parts.parameters, openLocked(job))).toEqual({ parameters, flops, training, validation });
    },
  );

  test('one window taken for another class changes the scores of its set alone', () => {
    const { parts, results } = readLocked('mlp.baseline');
    const changed = run(
      parts.parameters,
      openLocked('mlp.baseline', (bytes, name) => {
        const last = bytes.length - 1;
        if (name === 'predictions') bytes[last] = ((bytes[last] ?? 0) + 1) % 12;
        return bytes;
      }),
    );
    expect(changed['training']).toEqual(results['training']);
    expect(changed['validation']).not.toEqual(results['validation']);
  });

  test('a file of predictions of another length is refused with both numbers', () => {
    const cut = openLocked('mlp.baseline', (bytes, name) =>
      name === 'predictions' ? bytes.slice(1) : bytes,
    );
    expect(() => run(readLocked('mlp.baseline').parts.parameters, cut)).toThrow(
      'the file of predictions tells of 12943 windows, and there are 12944',
    );
  });

  test('labels that do not fit are no classes', () => {
    const odd = openLocked('mlp.baseline', (bytes, name) =>
      name === 'windows/labels' ? bytes.fill(99) : bytes,
    );
    expect(() => run(readLocked('mlp.baseline').parts.parameters, odd)).toThrow('99 is no class');
  });
});
