import { expect, it } from 'vitest';

import { measurePicture } from '../../src/fill/picture-size.ts';

it.each([
  [
    'PNG',
    '89504e470d0a1a0a0000000d49484452000000100000000c',
    { mediaType: 'image/png', width: 16, height: 12 },
  ],
  ['GIF', '47494638396110000c00', { mediaType: 'image/gif', width: 16, height: 12 }],
  // A comment of two bytes stands before the frame's header.
  ['JPEG', 'ffd8fffe00046162ffc0001108000c001003', { mediaType: 'image/jpeg', width: 16, height: 12 }],
  ['a PNG cut short', '89504e470d0a1a0a', null],
  ['a JPEG cut short', 'ffd8fffe00046162', null],
  ['nothing', '', null],
])('measures %s', (_, hex, size) => {
  expect(measurePicture(Uint8Array.from(Buffer.from(hex, 'hex')))).toEqual(size);
});

it('takes no percentage for a size', () => {
  const svg = '<svg width="100%" height="100%" viewBox="0 0 4 3"/>';
  expect(measurePicture(new TextEncoder().encode(svg))).toMatchObject({ width: 4, height: 3 });
});
