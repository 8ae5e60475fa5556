import xxhash from 'xxhash-wasm';

/**
 * The key of an identifier: 64 bits, as two unsigned 32-bit halves. Plain numbers, so that the path of every check
 * needs no BigInt.
 */
export type Key = { readonly hi: number; readonly lo: number };

/** Makes keys. Each thread loads its own. */
export type Hasher = {
  /** XXH64 (seed 0) of the UTF-8 bytes of `text`. A lone surrogate counts as U+FFFD. */
  hash(text: string): Key;
  /**
   * The key under which a record is found: XXH64 of `v1|database|kind|value`. `database` and `kind` are codes without
   * `|`; `value` is folded already and may hold any character.
   */
  key(database: string, kind: string, value: string): Key;
};

let loaded: Hasher | undefined;

/**
 * Loads the hash function, once for a thread. A new key object for each call costs a few nanoseconds more than one that is used again,
 * and two keys held at once (look-alikes) can then never become one.
 */
export async function loadHasher(): Promise<Hasher> {
  if (loaded !== undefined) return loaded;
  const { h64 } = await xxhash();
  const halves = new DataView(new ArrayBuffer(8));
  const hash = (text: string): Key => {
    halves.setBigUint64(0, h64(text));
    return { hi: halves.getUint32(0), lo: halves.getUint32(4) };
  };
  loaded ??= { hash, key: (database, kind, value) => hash(`v1|${database}|${kind}|${value}`) };
  return loaded;
}

/**
 * The hash function of a thread that has loaded it. No module waits for it while it is itself loaded: a thread that is ended while
 * modules wait for one another takes the whole process with it (V8 aborts). @throws when it was not loaded
 */
export function getHasher(): Hasher {
  if (loaded === undefined) throw new Error('Keys are made in a thread that has not loaded the hash function.');
  return loaded;
}

/** The upper 53 bits of a key: a safe integer, under which the store indexes it. */
export function index53(hi: number, lo: number): number {
  return (hi >>> 0) * 0x20_0000 + (lo >>> 11);
}

/** A key from its upper 53 bits; the 11 bits that the store does not hold are zero. */
export function keyOfIndex53(index: number): Key {
  return { hi: (index / 0x20_0000) >>> 0, lo: ((index % 0x20_0000) << 11) >>> 0 };
}
