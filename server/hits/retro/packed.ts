/** Keys of checks on their way to the book: numbers of 32 bits in one piece of memory, so that a thousand checks travel to another thread as one. */

/** Numbers of an item: day and organisation, number of the entry (two), key (two). */
export const ITEM = 5;
const FEWEST = 1024;

/** A check: day number, number of its organisation, number of its entry in the audit log. */
export type KeyedCheck = { readonly day: number; readonly organisation: number; readonly entry: number };

/** What is packed until it is taken. */
export type Packed = {
  /** Items so far. */
  count(): number;
  /** `keys`: pairs of the halves of a key. */
  add(check: KeyedCheck, keys: readonly number[]): void;
  /** Everything so far, in memory of its own; then it is empty. */
  take(): Uint32Array<ArrayBuffer>;
};

/** Begins with nothing. */
export function openPacked(): Packed {
  let words = new Uint32Array(FEWEST * ITEM);
  let at = 0;
  return {
    count: () => at / ITEM,
    add({ day, organisation, entry }, keys) {
      for (let key = 0; key + 1 < keys.length; key += 2) {
        if (at === words.length) words = enlarged(words);
        words[at] = day * 256 + organisation;
        words[at + 1] = Math.floor(entry / 0x1_0000_0000);
        words[at + 2] = entry;
        words[at + 3] = keys[key] ?? 0;
        words[at + 4] = keys[key + 1] ?? 0;
        at += ITEM;
      }
    },
    take() {
      const taken = words.slice(0, at);
      at = 0;
      if (words.length > FEWEST * ITEM * 16) words = new Uint32Array(FEWEST * ITEM);
      return taken;
    },
  };
}

function enlarged(words: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(words.length * 2);
  larger.set(words);
  return larger;
}

/** The day and the organisation of the item at this place. */
export function ofItem(words: Uint32Array, at: number): { day: number; organisation: number } {
  const both = words[at] ?? 0;
  return { day: both >>> 8, organisation: both & 0xff };
}
