import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { expect, test } from 'vitest';

interface Machine {
  platform: string;
  arch: string;
  glibc: string | null;
}
interface Wheels {
  chooseWheel: (machine: Machine) => { platform: string; sha256: string } | null;
}

const file = join(import.meta.dirname, '..', '..', 'src', 'setup', 'wheels.mjs');
const { chooseWheel } = (await import(pathToFileURL(file).href)) as Wheels;

test.each([
  ['linux', 'x64', '2.36', 'manylinux_2_27_x86_64'],
  ['linux', 'x64', '2.27', 'manylinux_2_27_x86_64'],
  ['linux', 'arm64', '2.31', 'manylinux_2_27_aarch64'],
  ['darwin', 'arm64', null, 'macosx_12_0_arm64'],
])('%s %s with glibc %s takes %s', (platform, arch, glibc, expected) => {
  const wheel = chooseWheel({ platform, arch, glibc });
  expect(wheel?.platform).toBe(expected);
  expect(wheel?.sha256).toMatch(/^[0-9a-f]{64}$/);
});

test.each([
  ['linux', 'x64', null],
  ['linux', 'x64', '2.17'],
  ['linux', 'ia32', '2.36'],
  ['darwin', 'x64', null],
  ['win32', 'x64', null],
  ['freebsd', 'x64', null],
])('%s %s with glibc %s has none', (platform, arch, glibc) => {
  expect(chooseWheel({ platform, arch, glibc })).toBeNull();
});
