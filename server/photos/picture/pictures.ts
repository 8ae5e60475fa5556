/**
 * The way to the thread that decodes. One picture at a time, for so long and no longer: a file that is made to take hours or all
 * memory costs its sender an error and everybody else nothing.
 */
import { Worker } from 'node:worker_threads';
import { fail } from '@watchword/api/errors.ts';
import { PHOTO_LIMITS } from '@watchword/api/photos.ts';
import type { Picture } from './render.ts';
import type { Scan } from './scanner.ts';
import { sniffPicture, type Sniffed } from './sniff.ts';
import type { RenderAnswer, RenderRequest } from './thread.ts';

export type Pictures = {
  /** Draws a file anew. The bytes are handed over and gone. @throws `photo.unreadable`, `photo.dimensions`, `server.busy` when many wait */
  render(bytes: Uint8Array<ArrayBuffer>): Promise<Picture>;
  close(): Promise<void>;
};

/** `ms`: for one picture. `waiting`: pictures that may wait. `scan`: shows each file to a scanner before it is decoded. */
export type PictureSettings = { readonly ms?: number; readonly waiting?: number; readonly scan?: Scan | undefined };

const MS = 15_000;
const WAITING = 8;
/** What WebAssembly has once taken it keeps, so a thread that has seen a picture of more pixels is not used again. */
const LASTING_PIXELS = 16_000_000;
/** An idle thread is ended after so many ms. */
const IDLE_MS = 30_000;
/** MiB of plain objects; pixels lie outside and are bounded by `PHOTO_LIMITS.pixels`. */
const HEAP = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 };

/** Opens the way; the thread is started when the first picture comes. */
export function openPictures({ ms = MS, waiting = WAITING, scan }: PictureSettings = {}): Pictures {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let tail: Promise<unknown> = Promise.resolve();
  let inside = 0;
  let closed = false;

  const end = async (): Promise<void> => {
    clearTimeout(idle);
    const ending = worker;
    worker = undefined;
    await ending?.terminate();
  };
  const draw = async (bytes: Uint8Array<ArrayBuffer>, sniffed: Sniffed): Promise<Picture> => {
    if (closed) throw fail('server.busy');
    clearTimeout(idle);
    worker ??= startThread();
    const answer = await askThread(worker, { bytes: whole(bytes), sniffed, most: PHOTO_LIMITS }, ms);
    if (answer === undefined || 'failed' in answer || sniffed.width * sniffed.height > LASTING_PIXELS) await end();
    else idle = setTimeout(() => void end(), IDLE_MS).unref();
    if (answer === undefined) throw unreadable('costly', 'The picture takes too long to be read. Save it again and send that.');
    if ('failed' in answer) throw unreadable('damaged', 'The file is damaged.');
    return answer;
  };
  return {
    async render(bytes) {
      const sniffed = requireFit(bytes);
      if (closed || inside > waiting) throw fail('server.busy');
      inside += 1;
      try {
        await scan?.(bytes);
        const drawn = tail.then(() => draw(bytes, sniffed));
        tail = drawn.catch(() => undefined);
        return await drawn;
      } finally {
        inside -= 1;
      }
    },
    async close() {
      closed = true;
      await end();
      await tail;
    },
  };
}

/** @throws `photo.unreadable`, `photo.dimensions` */
function requireFit(bytes: Uint8Array): Sniffed {
  const sniffed = sniffPicture(bytes);
  if ('unfit' in sniffed) throw unreadable(sniffed.unfit, sniffed.detail);
  const { width, height } = sniffed;
  if (width < PHOTO_LIMITS.least || height < PHOTO_LIMITS.least) throw fail('photo.dimensions', { detail: `It must be at least ${PHOTO_LIMITS.least} pixels wide and high.` });
  if (width * height > PHOTO_LIMITS.pixels) throw fail('photo.dimensions', { detail: `It has more than ${PHOTO_LIMITS.pixels / 1e6} million pixels.` });
  return sniffed;
}

function unreadable(code: string, detail: string): Error {
  return fail('photo.unreadable', { detail, errors: [{ pointer: '', code, detail }] });
}

/** A buffer that holds these bytes alone and can be handed over. */
function whole(bytes: Uint8Array<ArrayBuffer>): ArrayBuffer {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer;
}

function startThread(): Worker {
  // Decoders write to the console; nothing of it is for our log.
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { resourceLimits: HEAP, stdout: true, stderr: true });
  worker.unref();
  // Whoever waits hears of it; when nobody does it is nobody's.
  worker.on('error', () => undefined);
  return worker;
}

/** What the thread makes of it; undefined when the time is over. A thread that ended by itself has failed. */
async function askThread(worker: Worker, request: RenderRequest, ms: number): Promise<RenderAnswer | undefined> {
  const { promise, resolve } = Promise.withResolvers<RenderAnswer | undefined>();
  const failed = (): void => resolve({ failed: true });
  const timer = setTimeout(() => resolve(undefined), ms);
  worker.once('message', resolve).once('error', failed).once('exit', failed);
  worker.postMessage(request, [request.bytes]);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    worker.off('message', resolve).off('error', failed).off('exit', failed);
  }
}
