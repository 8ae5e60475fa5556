/**
 * The decoders and the encoder: C and Rust compiled to WebAssembly, so that a file made to break them reaches nothing but memory
 * of its own. They are read from the disk here; left alone they would look for themselves over the network.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import decodeJpegFile, { init as initJpeg } from '@jsquash/jpeg/decode.js';
import encodeJpegFile, { init as initEncoder } from '@jsquash/jpeg/encode.js';
import decodePngFile, { init as initPng } from '@jsquash/png/decode.js';
import decodeWebpFile, { init as initWebp } from '@jsquash/webp/decode.js';
import type { Pixels } from './pixels.ts';

/** Node has it; the types of the language without a browser do not. */
declare const WebAssembly: { readonly Module: new (bytes: Uint8Array) => WasmModule };
type WasmModule = { readonly [Symbol.toStringTag]: string };

/** What they write of their own accord is not for a log. */
const SILENT = { print: () => undefined, printErr: () => undefined };
/** Good enough that nobody sees the difference, and a third of the size of the best. */
const QUALITY = 84;

async function moduleOf(file: string): Promise<WasmModule> {
  return new WebAssembly.Module(await readFile(fileURLToPath(import.meta.resolve(file))));
}

type Start = (module: WasmModule, settings: object) => Promise<unknown>;
type Decode = (bytes: ArrayBuffer) => Promise<Pixels>;

/** A decoder that is made ready the first time that it is needed. */
function lazily(file: string, start: Start, decode: unknown): Decode {
  let ready: Promise<unknown> | undefined;
  return async (bytes) => {
    await (ready ??= moduleOf(file).then((module) => start(module, SILENT)));
    return (decode as Decode)(bytes);
  };
}

/** The decoders by format. They throw whatever they throw, and are not to be used again after it. */
export const DECODERS: Readonly<Record<'jpeg' | 'png' | 'webp', Decode>> = {
  jpeg: lazily('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm', initJpeg as Start, decodeJpegFile),
  png: lazily('@jsquash/png/codec/pkg/squoosh_png_bg.wasm', initPng as Start, decodePngFile),
  webp: lazily('@jsquash/webp/codec/dec/webp_dec.wasm', initWebp as Start, decodeWebpFile),
};

let encoder: Promise<unknown> | undefined;

/** The pixels as a JPEG file, which holds nothing but them. */
export async function encodeJpeg(pixels: Pixels): Promise<Uint8Array<ArrayBuffer>> {
  await (encoder ??= moduleOf('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm').then((module) => (initEncoder as Start)(module, SILENT)));
  const encode = encodeJpegFile as unknown as (pixels: Pixels, options: object) => Promise<ArrayBuffer>;
  return new Uint8Array(await encode(pixels, { quality: QUALITY }));
}
