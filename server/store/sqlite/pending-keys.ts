/**
 * Keys of rows that a running load has stored but not published: a hash table of key and row in two typed arrays,
 * 12 bytes a place (a Map of JavaScript takes some 50). A key may stand in it more than once, with other rows.
 */
export interface PendingKeys {
  readonly size: number;
  add(key: number, row: number): void;
  /** Every row under this key. */
  find(key: number): number[];
  /** Takes one pair out; nothing happens when it is not there. */
  remove(key: number, row: number): void;
}

const EMPTY = -1;
const REMOVED = -2;

/** An empty table; it doubles when it is two thirds full. Rows must stay below 2^32. */
export function createPendingKeys(places = 1 << 12): PendingKeys {
  let keys = new Float64Array(places).fill(EMPTY);
  let rows = new Uint32Array(places);
  let used = 0;
  let size = 0;

  const start = (key: number): number => {
    // Keys are hashes already: their low and high halves, mixed, spread well.
    const mixed = (key % 0x1_0000_0000) ^ Math.imul(Math.floor(key / 0x1_0000_0000), 0x9e3779b1);
    return (mixed >>> 0) & (keys.length - 1);
  };
  const put = (key: number, row: number): void => {
    let place = start(key);
    while (keys[place] !== EMPTY) place = (place + 1) & (keys.length - 1);
    keys[place] = key;
    rows[place] = row;
    used += 1;
  };
  const grow = (): void => {
    const oldKeys = keys;
    const oldRows = rows;
    keys = new Float64Array(oldKeys.length * 2).fill(EMPTY);
    rows = new Uint32Array(oldKeys.length * 2);
    used = 0;
    for (let place = 0; place < oldKeys.length; place += 1) {
      const key = oldKeys[place] ?? EMPTY;
      if (key >= 0) put(key, oldRows[place] ?? 0);
    }
  };

  return {
    get size() {
      return size;
    },
    add(key, row) {
      if (used * 3 >= keys.length * 2) grow();
      put(key, row);
      size += 1;
    },
    find(key) {
      const found: number[] = [];
      for (let place = start(key); keys[place] !== EMPTY; place = (place + 1) & (keys.length - 1)) {
        if (keys[place] === key) found.push(rows[place] ?? 0);
      }
      return found;
    },
    remove(key, row) {
      for (let place = start(key); keys[place] !== EMPTY; place = (place + 1) & (keys.length - 1)) {
        if (keys[place] !== key || rows[place] !== row) continue;
        keys[place] = REMOVED;
        size -= 1;
        return;
      }
    },
  };
}
