/** The bytes of a body, gathered to blocks of their own: a message between threads costs more than a copy of small pieces. */

const BLOCK = 256 * 1024;

/**
 * Blocks of a quarter of a MiB, the last one shorter, without the first `skip` bytes. When the body breaks off, what came of it
 * is given all the same, and then its error is thrown.
 */
export async function* gatherBlocks(body: AsyncIterable<Uint8Array>, skip: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let block = new Uint8Array(BLOCK);
  let filled = 0;
  let toSkip = skip;
  let broke: { readonly cause: unknown } | undefined;
  try {
    for await (const chunk of body) {
      let at = Math.min(toSkip, chunk.length);
      toSkip -= at;
      while (at < chunk.length) {
        const taken = Math.min(chunk.length - at, BLOCK - filled);
        block.set(chunk.subarray(at, at + taken), filled);
        filled += taken;
        at += taken;
        if (filled < BLOCK) continue;
        yield block;
        block = new Uint8Array(BLOCK);
        filled = 0;
      }
    }
  } catch (cause) {
    broke = { cause };
  }
  if (filled > 0) yield block.slice(0, filled);
  if (broke !== undefined) throw broke.cause;
}
