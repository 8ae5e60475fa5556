/** Entry of the thread that decodes: one picture at a time, and whoever started it may end it at any moment. */
import { parentPort } from 'node:worker_threads';
import { renderPicture, type Picture } from './render.ts';
import type { Sniffed } from './sniff.ts';

/** What the thread is asked, and what it says. */
export type RenderRequest = { readonly bytes: ArrayBuffer; readonly sniffed: Sniffed; readonly most: { readonly width: number; readonly height: number } };
export type RenderAnswer = Picture | { readonly failed: true };

parentPort?.on('message', ({ bytes, sniffed, most }: RenderRequest) => {
  renderPicture(bytes, sniffed, most).then(
    (picture) => parentPort?.postMessage(picture satisfies RenderAnswer, [picture.jpeg.buffer]),
    () => parentPort?.postMessage({ failed: true } satisfies RenderAnswer),
  );
});
