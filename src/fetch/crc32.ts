import zlib from 'node:zlib';

/** The CRC-32 of zip archives (ITU-T V.42), of bytes that follow those of which `before` is the CRC. */
export function crc32(bytes: Uint8Array, before = 0): number {
  return hasOwn ? zlib.crc32(bytes, before) : crc32ByTable(bytes, before);
}

/** Node has it since 20.15. */
const hasOwn = 'crc32' in zlib;

/** The same where Node has none. */
export function crc32ByTable(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});
