/** Files of pictures, put together byte by byte: what cameras write into them, and what somebody writes who means harm. */
import { crc32, deflateSync } from 'node:zlib';
import encodeWebp, { init as initWebp } from '@jsquash/webp/encode.js';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { encodeJpeg } from './codecs.ts';
import type { Pixels } from './pixels.ts';

export const joined = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.concat(parts.map((part) => Uint8Array.from(part))));
const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** Red on the left, blue on the right, white below: so that it is seen which way up it is. */
export function flag(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) data.set(y >= height / 2 ? [255, 255, 255, 255] : x < width / 2 ? [220, 20, 20, 255] : [20, 20, 220, 255], (y * width + x) * 4);
  }
  return { data, width, height };
}

/** The colour at a place of a decoded picture, as the largest of the three says it. */
export function colourAt({ data, width }: Pixels, x: number, y: number): 'red' | 'green' | 'blue' | 'white' | 'black' {
  const [red = 0, green = 0, blue = 0] = data.subarray((y * width + x) * 4);
  if (Math.min(red, green, blue) > 200) return 'white';
  if (Math.max(red, green, blue) < 60) return 'black';
  return red > green && red > blue ? 'red' : green > blue ? 'green' : 'blue';
}

/** A TIFF block as cameras write it: which way up, a text, and a place with its degrees. */
export function exifBlock(orientation: number, little = false): Buffer {
  const block = Buffer.alloc(120);
  const u16 = (value: number, at: number): unknown => (little ? block.writeUInt16LE(value, at) : block.writeUInt16BE(value, at));
  const u32 = (value: number, at: number): unknown => (little ? block.writeUInt32LE(value, at) : block.writeUInt32BE(value, at));
  block.write(little ? 'II' : 'MM', 0, 'latin1');
  u16(42, 2);
  u32(8, 4);
  u16(3, 8);
  for (const [at, tag, type, count] of [[10, 0x010f, 2, 20], [22, 0x0112, 3, 1], [34, 0x8825, 4, 1]] as const) {
    u16(tag, at);
    u16(type, at + 2);
    u32(count, at + 4);
  }
  u32(60, 18);
  u16(orientation, 30);
  u32(84, 42);
  block.write('CanaryCamera 0042', 60, 'latin1');
  block.write('GPS 48.8584N 2.2945E', 84, 'latin1');
  return block;
}

const segment = (mark: number, content: Uint8Array): Buffer => Buffer.concat([Uint8Array.from([0xff, mark, (content.length + 2) >> 8, (content.length + 2) & 255]), content]);

/** A JPEG with everything in it that is to be gone: EXIF with a place, an ICC profile, XMP, a comment, and bytes behind its end. */
export async function cameraJpeg(pixels: Pixels, orientation: number, little = false): Promise<Uint8Array<ArrayBuffer>> {
  const plain = await encodeJpeg(pixels);
  return joined(
    plain.subarray(0, 2),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifBlock(orientation, little)])),
    segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>CanaryAuthor</x:xmpmeta>', 'latin1')),
    segment(0xe2, Buffer.from('ICC_PROFILE\0\x01\x01CanaryProfile', 'latin1')),
    segment(0xfe, Buffer.from('CanaryComment', 'latin1')),
    plain.subarray(2),
    Buffer.from('CanaryTrailer', 'latin1'),
  );
}

const PNG_HEAD = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
function chunk(kind: string, content: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), content]);
  return Buffer.concat([uint32(content.length), named, uint32(crc32(named))]);
}

/** A PNG from its rows as they lie in the file, without the byte of their filter. */
export function pngOf(size: { width: number; height: number }, kind: { depth: number; colour: number }, rows: readonly Uint8Array[], more: readonly Buffer[] = []): Uint8Array<ArrayBuffer> {
  const head = Buffer.concat([uint32(size.width), uint32(size.height), Uint8Array.from([kind.depth, kind.colour, 0, 0, 0])]);
  const raw = Buffer.concat(rows.map((row) => Buffer.concat([Uint8Array.from([0]), row])));
  return joined(PNG_HEAD, chunk('IHDR', head), ...more, chunk('IDAT', deflateSync(raw)), chunk('IEND', Buffer.alloc(0)));
}

export const pngChunk = chunk;

/** A WebP of these pixels. */
export async function webpOf(pixels: Pixels, lossless = false): Promise<Uint8Array<ArrayBuffer>> {
  const file = fileURLToPath(import.meta.resolve('@jsquash/webp/codec/enc/webp_enc_simd.wasm'));
  const wasm = (globalThis as unknown as { WebAssembly: { Module: new (bytes: Uint8Array) => unknown } }).WebAssembly;
  await (initWebp as unknown as (module: unknown) => Promise<void>)(new wasm.Module(await readFile(file)));
  const encode = encodeWebp as unknown as (pixels: Pixels, options: object) => Promise<ArrayBuffer>;
  return new Uint8Array(await encode(pixels, { lossless: lossless ? 1 : 0 }));
}
