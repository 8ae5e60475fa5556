/**
 * What tells in memory where a key may lie: of each key 32 bits, by blocks of some frames. Almost every key that nobody asked for is in no block, and
 * costs no reading. A block that is full is sorted.
 */

/** Frames and keys after which a block is full: so much is read and opened for one key that may be in it. */
const FULL = { frames: 1024, keys: 65_536 } as const;
const FEWEST = 64;

/** Frames of a file that lie behind one another. */
export type Block = { readonly file: string; readonly from: number; readonly to: number };

export type Blocks = {
  /** A frame, and the lower halves of its keys. */
  add(place: Block, lows: Uint32Array): void;
  /** Blocks in which one of these may be, the newest first; with those that may. */
  find(lows: readonly number[]): Generator<{ readonly block: Block; readonly lows: readonly number[] }>;
};

type Open = { file: string; from: number; to: number; frames: number; prints: Uint32Array; count: number; isSorted: boolean };

/** Begins with none. */
export function openBlocks(): Blocks {
  const blocks: Open[] = [];
  const close = (block: Open): void => {
    block.prints = block.prints.slice(0, block.count).sort();
    block.isSorted = true;
  };
  return {
    add({ file, from, to }, lows) {
      let block = blocks.at(-1);
      if (block === undefined || block.file !== file || block.frames >= FULL.frames || block.count >= FULL.keys) {
        if (block !== undefined) close(block);
        block = { file, from, to, frames: 0, prints: new Uint32Array(FEWEST), count: 0, isSorted: false };
        blocks.push(block);
      }
      if (block.count + lows.length > block.prints.length) {
        const larger = new Uint32Array(Math.max(block.prints.length * 2, block.count + lows.length));
        larger.set(block.prints.subarray(0, block.count));
        block.prints = larger;
      }
      block.prints.set(lows, block.count);
      block.count += lows.length;
      block.frames += 1;
      block.to = to;
    },
    *find(lows) {
      for (const block of blocks.toReversed()) {
        const within = lows.filter((low) => holds(block, low));
        if (within.length > 0) yield { block, lows: within };
      }
    },
  };
}

function holds({ prints, count, isSorted }: Open, low: number): boolean {
  if (!isSorted) return prints.subarray(0, count).includes(low);
  let [from, to] = [0, count];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((prints[middle] ?? 0) < low) from = middle + 1;
    else to = middle;
  }
  return from < count && prints[from] === low;
}
