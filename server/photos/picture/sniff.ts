/** What a file of bytes is, by what stands in it and not by what is said of it: read before anything of it is decoded. */
import { findOrientation } from './orientation.ts';

/** A picture that may be decoded. Pixels as they lie in the file, before it is turned. `orientation`: 1 to 8, as EXIF counts. */
export type Sniffed = { readonly format: 'jpeg' | 'png' | 'webp'; readonly width: number; readonly height: number; readonly orientation: number };

/** Why a file is no picture for us: a stable code and a public sentence. */
export type Unfit = { readonly unfit: string; readonly detail: string };

const NO_PICTURE: Unfit = { unfit: 'format', detail: 'It is neither JPEG, PNG nor WebP.' };
const CUT: Unfit = { unfit: 'truncated', detail: 'The file is cut short.' };
const BROKEN: Unfit = { unfit: 'damaged', detail: 'The file is damaged.' };

/** Looks at the head of a file, and whether its end is there. */
export function sniffPicture(bytes: Uint8Array): Sniffed | Unfit {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (startsWith(bytes, [0xff, 0xd8, 0xff])) return sniffJpeg(bytes, view);
    if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return sniffPng(bytes, view);
    if (textAt(bytes, 0) === 'RIFF' && textAt(bytes, 8) === 'WEBP') return sniffWebp(bytes, view);
    return NO_PICTURE;
  } catch (error) {
    // It points behind its end.
    if (error instanceof RangeError) return CUT;
    throw error;
  }
}

/** Segments up to the first scan; behind it the mark of the end, which cannot stand within a scan. */
function sniffJpeg(bytes: Uint8Array, view: DataView): Sniffed | Unfit {
  let orientation = 1;
  let frame: { width: number; height: number } | undefined;
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return BROKEN;
    const mark = view.getUint8(at + 1);
    if (mark === 0xff) {
      at += 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (length < 2) return BROKEN;
    if (isFrame(mark)) {
      if (frame !== undefined) return BROKEN;
      if (view.getUint8(at + 4) !== 8 || mark === 0xc3) return { unfit: 'depth', detail: 'Only JPEG with 8 bits a colour is read.' };
      if (view.getUint8(at + 9) === 4) return { unfit: 'colours', detail: 'The picture is made for print (CMYK). Save it with the colours of a screen (RGB).' };
      frame = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    if (mark === 0xe1 && textAt(bytes, at + 4) === 'Exif') orientation = findOrientation(bytes.subarray(at + 10, at + 2 + length)) ?? orientation;
    if (mark === 0xda) {
      if (frame === undefined) return BROKEN;
      return endsBehind(bytes, at + 2 + length) ? { format: 'jpeg', ...frame, orientation } : CUT;
    }
    at += 2 + length;
  }
}

/** SOF0 to SOF15, but for DHT, JPG and DAC. */
function isFrame(mark: number): boolean {
  return mark >= 0xc0 && mark <= 0xcf && mark !== 0xc4 && mark !== 0xc8 && mark !== 0xcc;
}

/** Cameras write things of their own behind the end, so it is looked for and need not be last. */
function endsBehind(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) if (bytes[at + 1] === 0xd9) return true;
  return false;
}

function sniffPng(bytes: Uint8Array, view: DataView): Sniffed | Unfit {
  if (textAt(bytes, 12) !== 'IHDR') return BROKEN;
  const size = { width: view.getUint32(16), height: view.getUint32(20) };
  let orientation = 1;
  for (let at = 8; ; ) {
    const length = view.getUint32(at);
    const kind = textAt(bytes, at + 4);
    if (at + 12 + length > bytes.length) return CUT;
    if (kind === 'eXIf') orientation = findOrientation(bytes.subarray(at + 8, at + 8 + length)) ?? orientation;
    if (kind === 'IEND') return { format: 'png', ...size, orientation };
    at += 12 + length;
  }
}

function sniffWebp(bytes: Uint8Array, view: DataView): Sniffed | Unfit {
  const end = 8 + view.getUint32(4, true);
  if (end > bytes.length) return CUT;
  let size: { width: number; height: number } | undefined;
  let orientation = 1;
  for (let at = 12; at + 8 <= end; ) {
    const kind = textAt(bytes, at);
    const length = view.getUint32(at + 4, true);
    if (at + 8 + length > end) return CUT;
    if (kind === 'ANIM' || kind === 'ANMF') return { unfit: 'animated', detail: 'The picture moves. Send one that stands still.' };
    if (kind === 'VP8X') size = { width: 1 + uint24(view, at + 12), height: 1 + uint24(view, at + 15) };
    // The picture itself: it must not be larger than the canvas that was announced.
    if (kind === 'VP8 ') size = larger(size, { width: view.getUint16(at + 14, true) & 0x3fff, height: view.getUint16(at + 16, true) & 0x3fff });
    if (kind === 'VP8L') size = larger(size, losslessSize(view.getUint32(at + 9, true)));
    if (kind === 'EXIF') orientation = findOrientation(bytes.subarray(at + 8, at + 8 + length)) ?? orientation;
    at += 8 + length + (length & 1);
  }
  return size === undefined ? BROKEN : { format: 'webp', ...size, orientation };
}

function losslessSize(bits: number): { width: number; height: number } {
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}

function larger(one: { width: number; height: number } | undefined, other: { width: number; height: number }): { width: number; height: number } {
  return one === undefined ? other : { width: Math.max(one.width, other.width), height: Math.max(one.height, other.height) };
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, at) => bytes[at] === byte);
}

function textAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
