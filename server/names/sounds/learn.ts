/**
 * How the tables were learned, and how a new one is: `learnTable` over pairs of names, of which the first is in Latin spelling. Expectation
 * maximisation over all ways to align the letters of each pair (a transducer without memory), then the gain of each pair of symbols over chance.
 */
import { LATIN_SYMBOLS, latinSounds } from './latin-sounds.ts';

/** A name in the letters a to z, and the same name in letters of another script. */
export type SoundPair = readonly [latin: string, other: string];

const ROUNDS = 8;
/** So many of the pairs that fit worst are left out after some rounds: in such collections they are other names. */
const WORST = 0.08;
const SWEEPS: ReadonlySet<number> = new Set([3, 5]);
/** Every pair of symbols was seen so often before anything was seen. */
const PRIOR = 0.02;
const FLOOR = -6;
const TENTHS = 10;

type Row = { x: Uint8Array; y: readonly number[]; fit: number };

/** The text of a table, as costs.ts reads it. */
export function learnTable(pairs: readonly SoundPair[]): string {
  const letters = [...new Set(pairs.flatMap(([, other]) => [...other]))];
  const rows = pairs.map(([latin, other]): Row => ({ x: latinSounds(latin), y: [...other].map((letter) => letters.indexOf(letter)), fit: 0 })).filter(({ x, y }) => x.length > 0 && y.length > 0);
  const chances = estimate(rows, LATIN_SYMBOLS.length + 1, letters.length + 1);
  return write(chances, letters);
}

/** The chance of each pair of symbols; the last row and column stand for none. */
function estimate(all: readonly Row[], height: number, width: number): Float64Array {
  let chances = new Float64Array(height * width).fill(1 / (height * width));
  let rows = all;
  for (let round = 0; round < ROUNDS; round++) {
    const counts = new Float64Array(height * width).fill(PRIOR);
    for (const row of rows) count(row, chances, counts, width);
    counts[counts.length - 1] = 0;
    const sum = counts.reduce((total, one) => total + one, 0);
    chances = counts.map((one) => one / sum);
    if (SWEEPS.has(round)) rows = rows.toSorted((one, other) => other.fit - one.fit).slice(0, Math.ceil(rows.length * (1 - WORST)));
  }
  return chances;
}

/** Adds to the counts how often each pair of symbols is expected in a pair of names. */
function count(row: Row, chances: Float64Array, counts: Float64Array, width: number): void {
  const { x, y } = row;
  const side = y.length + 1;
  const none = width - 1;
  const noRow = chances.length - width;
  const cell = (a: number, b: number): number => (x[a] ?? 0) * width + (y[b] ?? 0);
  const before = new Float64Array((x.length + 1) * side);
  const after = new Float64Array((x.length + 1) * side);
  const at = (table: Float64Array, index: number): number => table[index] ?? 0;
  for (let a = 0; a <= x.length; a++) {
    for (let b = 0; b <= y.length; b++) {
      let sum = a + b === 0 ? 1 : 0;
      if (a > 0) sum += at(before, (a - 1) * side + b) * at(chances, (x[a - 1] ?? 0) * width + none);
      if (b > 0) sum += at(before, a * side + b - 1) * at(chances, noRow + (y[b - 1] ?? 0));
      if (a > 0 && b > 0) sum += at(before, (a - 1) * side + b - 1) * at(chances, cell(a - 1, b - 1));
      before[a * side + b] = sum;
    }
  }
  const whole = at(before, before.length - 1);
  row.fit = Math.log(whole) / (x.length + y.length);
  for (let a = x.length; a >= 0; a--) {
    for (let b = y.length; b >= 0; b--) {
      const here = at(before, a * side + b) / whole;
      let sum = a === x.length && b === y.length ? 1 : 0;
      const pass = (index: number, rest: number): void => {
        const share = at(chances, index) * rest;
        sum += share;
        counts[index] = at(counts, index) + here * share;
      };
      if (a < x.length) pass((x[a] ?? 0) * width + none, at(after, (a + 1) * side + b));
      if (b < y.length) pass(noRow + (y[b] ?? 0), at(after, a * side + b + 1));
      if (a < x.length && b < y.length) pass(cell(a, b), at(after, (a + 1) * side + b + 1));
      after[a * side + b] = sum;
    }
  }
}

/** Tenths of the logarithm of each chance over chance alone. */
function write(chances: Float64Array, letters: readonly string[]): string {
  const width = letters.length + 1;
  const height = LATIN_SYMBOLS.length + 1;
  const ofRow = Array.from({ length: height }, (_, row) => sumOf(Array.from({ length: width }, (_cell, column) => chances[row * width + column] ?? 0)));
  const ofColumn = Array.from({ length: width }, (_, column) => sumOf(Array.from({ length: height }, (_cell, row) => chances[row * width + column] ?? 0)));
  const [latin, other] = [sumOf(ofRow.slice(0, -1)), sumOf(ofColumn.slice(0, -1))];
  const gain = (row: number, column: number): number => {
    const alone = (row < height - 1 ? (ofRow[row] ?? 0) / latin : 1) * (column < width - 1 ? (ofColumn[column] ?? 0) / other : 1);
    const both = chances[row * width + column] ?? 0;
    return both === 0 ? 0 : Math.round(TENTHS * Math.max(FLOOR, Math.log(both / alone)));
  };
  const lines = [...LATIN_SYMBOLS, 'none'].map((symbol, row) => [symbol, ...Array.from({ length: width }, (_, column) => gain(row, column))].join('\t'));
  return `${['', ...letters, 'none'].join('\t')}\n${lines.join('\n')}\n`;
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
