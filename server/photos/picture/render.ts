/** A file that somebody sent becomes a picture of ours: decoded, fitted, turned, written anew. Runs in a thread of its own. */
import { DECODERS, encodeJpeg } from './codecs.ts';
import { fitWithin, isSideways, shrinkOnWhite, turnUpright } from './pixels.ts';
import type { Sniffed } from './sniff.ts';

/** A picture as it is kept and shown: JPEG, upright, with nothing in it but its pixels. */
export type Picture = { readonly jpeg: Uint8Array<ArrayBuffer>; readonly width: number; readonly height: number };

/** Draws a picture anew, at most so large. Throws whatever a decoder throws, and when the file is not what its head said. */
export async function renderPicture(bytes: ArrayBuffer, sniffed: Sniffed, most: { width: number; height: number }): Promise<Picture> {
  const pixels = await DECODERS[sniffed.format](bytes);
  if (pixels.width !== sniffed.width || pixels.height !== sniffed.height) throw new RangeError('The picture is not as large as its head says.');
  const turned = isSideways(sniffed.orientation) ? { width: most.height, height: most.width } : most;
  const { data, width, height } = turnUpright(shrinkOnWhite(pixels, fitWithin(pixels, turned)), sniffed.orientation);
  return { jpeg: await encodeJpeg({ data, width, height }), width, height };
}
