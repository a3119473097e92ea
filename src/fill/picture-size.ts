/** Kind and size of a picture, read from its first bytes. */
export interface PictureSize {
  mediaType: string;
  width: number;
  height: number;
}

/** Reads what a PNG, JPEG, GIF or SVG says of itself; null for anything else, or without a size. */
export function measurePicture(content: Uint8Array): PictureSize | null {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const size = measurePng(view) ?? measureGif(view) ?? measureJpeg(view) ?? measureSvg(content);
  return size && size.width > 0 && size.height > 0 ? size : null;
}

function measurePng(view: DataView): PictureSize | null {
  if (view.byteLength < 24 || view.getUint32(0) !== 0x89504e47) return null;
  return { mediaType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

function measureGif(view: DataView): PictureSize | null {
  if (view.byteLength < 10 || view.getUint32(0) !== 0x47494638) return null;
  return { mediaType: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** Goes from marker to marker to the frame's header (SOF0 to SOF15, without the tables that share its range). */
function measureJpeg(view: DataView): PictureSize | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 <= view.byteLength) {
    const marker = view.getUint16(at);
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame)
      return { mediaType: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function measureSvg(content: Uint8Array): PictureSize | null {
  const [tag] = /<svg\b[^>]*>/.exec(new TextDecoder().decode(content)) ?? [];
  if (tag === undefined) return null;
  const [width, height] = ['width', 'height'].map((name) => lengthOf(tag, name));
  const box = /\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(tag);
  return {
    mediaType: 'image/svg+xml',
    width: width ?? Number(box?.[1] ?? 0),
    height: height ?? Number(box?.[2] ?? 0),
  };
}

/** A length in pixels; percentages and other units say nothing here. */
function lengthOf(tag: string, name: string): number | undefined {
  const found = new RegExp(`\\s${name}\\s*=\\s*["']\\s*([\\d.]+)(?:px)?\\s*["']`).exec(tag);
  return found ? Number(found[1]) : undefined;
}
