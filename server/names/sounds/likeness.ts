import type { CostTable } from './costs.ts';

/** Longer words are compared by their beginnings. */
const MOST = 40;
let before = new Int32Array(MOST + 1);
let now = new Int32Array(MOST + 1);

/**
 * How well a Latin word and another fit as one name by sound: 1 is as well as these letters ever fit, 0 is what chance gives, below 0 speaks
 * against. Both are symbols of the table.
 */
export function soundLikeness(table: CostTable, latin: Uint8Array, other: Uint8Array): number {
  const { gains, width, latinTops, otherTops } = table;
  const rows = Math.min(latin.length, MOST);
  const columns = Math.min(other.length, MOST);
  const none = width - 1;
  const noRow = gains.length - width;
  let otherTop = 0;
  let latinTop = 0;
  before[0] = 0;
  for (let column = 0; column < columns; column++) {
    const symbol = other[column] ?? 0;
    otherTop += otherTops[symbol] ?? 0;
    before[column + 1] = (before[column] ?? 0) + (gains[noRow + symbol] ?? 0);
  }
  for (let row = 0; row < rows; row++) {
    const symbol = latin[row] ?? 0;
    latinTop += latinTops[symbol] ?? 0;
    const at = symbol * width;
    const drop = gains[at + none] ?? 0;
    let left = (now[0] = (before[0] ?? 0) + drop);
    for (let column = 0; column < columns; column++) {
      const heard = other[column] ?? 0;
      let best = (before[column] ?? 0) + (gains[at + heard] ?? 0);
      const dropped = (before[column + 1] ?? 0) + drop;
      if (dropped > best) best = dropped;
      left += gains[noRow + heard] ?? 0;
      if (left > best) best = left;
      now[column + 1] = left = best;
    }
    [before, now] = [now, before];
  }
  const most = latinTop > otherTop ? latinTop : otherTop;
  return most <= 0 ? 0 : (before[columns] ?? 0) / most;
}

/** The symbols of a text in the script of a table; undefined when a letter is not in it. Marks that the table does not have are passed over. */
export function letterSounds(table: CostTable, text: string): Uint8Array | undefined {
  const out = new Uint8Array(text.length);
  let size = 0;
  for (const letter of text) {
    const symbol = table.letters.get(letter);
    if (symbol !== undefined) out[size++] = symbol;
    else if (isLetter(letter)) return undefined;
  }
  return out.subarray(0, size);
}

const LETTER = /\p{L}/u;
const isLetter = (letter: string): boolean => LETTER.test(letter);
