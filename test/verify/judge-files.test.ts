import { encode } from 'fast-png';
import { describe, expect, test } from 'vitest';

import { digestBytes } from '../../src/base/digest.ts';
import { file, image } from '../../src/base/kinds.ts';
import type { StoredFile } from '../../src/base/results.ts';
import type { VerifyRules } from '../../src/verify/verify-results.ts';
import { verify, within } from './verify-one.ts';

describe('pictures and files', () => {
  const stored = (bytes: Uint8Array, kind: 'image' | 'file', mediaType = 'image/png'): StoredFile => ({
    stored: kind,
    name: 'it',
    sha256: digestBytes(bytes),
    bytes: bytes.length,
    mediaType,
  });
  const verifyBytes = (
    before: Uint8Array,
    after: Uint8Array,
    given: Partial<VerifyRules> = {},
    type?: string,
  ) => {
    const kind = type === undefined ? 'image' : 'file';
    const files = [stored(before, kind, type), stored(after, kind, type)] as const;
    const read = { readLocked: () => before, readNow: () => after };
    const specs = { it: type === undefined ? image() : file(type) };
    return verify(specs, [{ it: files[0] }, { it: files[1] }], { ...read, ...given });
  };
  const grey = (data: number[], level = 6): Uint8Array => {
    const pixels = {
      width: data.length,
      height: 1,
      channels: 1 as const,
      depth: 8 as const,
      data: Uint8Array.from(data),
    };
    return encode(pixels, { zlib: { level } as never });
  };

  test('pictures are judged by pixels', () => {
    const long = Array.from({ length: 200 }, (_, index) => index % 7);
    const [a, b] = [grey(long, 0), grey(long, 9)];
    expect(a).not.toEqual(b);
    expect(verifyBytes(a, b)[0]).toBe('exact');
    expect(verifyBytes(grey([0, 10, 20, 30]), grey([0, 10, 23, 30]))).toEqual([
      'different',
      '25 % of the pixels differ, by at most 3 of 255 levels; no tolerance is declared',
    ]);
    expect(verifyBytes(grey([0, 10]), grey([0, 13]), { tolerance: { it: within(3) } })[0]).toBe('tolerance');
    expect(verifyBytes(grey([0, 10]), grey([0, 14]), { tolerance: { it: within(3) } })[0]).toBe('different');
    expect(verifyBytes(grey([0, 10]), grey([0, 10, 0]), { tolerance: { it: within(255) } })[0]).toBe(
      'different',
    );
    expect(verifyBytes(grey([0, 10]), grey([0, 11]), { readLocked: () => null })[0]).toBe('different');
    expect(verifyBytes(grey([0, 10]), grey([0, 11]).slice(0, 40))[0]).toBe('different');
  });

  /** One tensor in the safetensors format. */
  const tensor = (values: readonly number[], note = '', shape = [values.length]): Uint8Array => {
    const entry = { dtype: 'F32', shape, data_offsets: [0, 4 * values.length] };
    const header = new TextEncoder().encode(JSON.stringify({ __metadata__: { note }, w: entry }));
    const bytes = new Uint8Array(8 + header.length + 4 * values.length);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
    bytes.set(header, 8);
    bytes.set(new Uint8Array(Float32Array.from(values).buffer), 8 + header.length);
    return bytes;
  };
  const weights = 'application/x-safetensors';

  test('weights are judged by digest, with a declared tolerance by value', () => {
    expect(verifyBytes(tensor([1, 2]), tensor([1, 2]), {}, weights)).toEqual(['exact', null]);
    const [outcome, words] = verifyBytes(tensor([1, 2]), tensor([1, 2.5]), {}, weights);
    expect([outcome, words?.replace(/\(.{12} → .{12}\)/, '(…)')]).toEqual([
      'different',
      'another digest (…); values are off by at most 0.5 (in "w"); no tolerance is declared',
    ]);
    const given = { tolerance: { it: within(0.1) } };
    expect(verifyBytes(tensor([1, 2]), tensor([1, 2.05]), given, weights)[0]).toBe('tolerance');
    expect(verifyBytes(tensor([1, 2]), tensor([1, 2.15]), given, weights)[0]).toBe('different');
    expect(verifyBytes(tensor([1, 2]), tensor([1, 2], 'other'), given, weights)[0]).toBe('tolerance');
    expect(verifyBytes(tensor([1, 2]), tensor([1, Number.NaN]), given, weights)[0]).toBe('different');
    expect(verifyBytes(tensor([1, 2]), tensor([1, 2], '', [2, 1]), given, weights)[0]).toBe('different');
    expect(verifyBytes(tensor([1, 2]), tensor([1, 2.05]).slice(0, 50), given, weights)[0]).toBe('different');
    expect(
      verifyBytes(tensor([1, 2]), tensor([1, 2.05]), { ...given, readLocked: () => null }, weights)[1],
    ).toContain('only its digest is locked');
  });

  test('weights that were read from files are compared by their own bytes', () => {
    // Small buffers lie in a memory that Node shares among them, each larger one in its own.
    const given = { tolerance: { it: within(0.1) } };
    for (const length of [3, 4000]) {
      const values = (value: number): number[] => Array.from({ length }, () => value);
      const read = (value: number, note = ''): Buffer => Buffer.from(tensor(values(value), note));
      expect(verifyBytes(read(1), read(1.05, 'later'), given, weights)[0]).toBe('tolerance');
      expect(verifyBytes(read(1), read(2, 'later'), given, weights)).toEqual([
        'different',
        expect.stringContaining('values are off by at most 1 (in "w")'),
      ]);
    }
  });

  test('other files are judged by digest', () => {
    const [a, b] = [Uint8Array.of(1, 2), Uint8Array.of(1, 3, 4)];
    expect(verifyBytes(a, a, {}, 'application/octet-stream')[0]).toBe('exact');
    expect(verifyBytes(a, b, { tolerance: { it: within(9) } }, 'application/octet-stream')[1]).toContain(
      '2 → 3 bytes',
    );
  });
});
