/** The bytes of a body, gathered to blocks of their own: a message between threads costs more than a copy of small pieces. */

const BLOCK = 256 * 1024;

/** Blocks of a quarter of a MiB, the last one shorter, without the first `skip` bytes. */
export async function* gatherBlocks(body: AsyncIterable<Uint8Array>, skip: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let block = new Uint8Array(BLOCK);
  let filled = 0;
  let toSkip = skip;
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
  if (filled > 0) yield block.slice(0, filled);
}
