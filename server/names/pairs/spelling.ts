/** Distance of two words as people mistype and misspell them; a change of an ordinary letter into an unrelated one costs 1. */

const A = 97;
const MOST = 32;
/** Cost of a letter for another, of the letters a to z; anything else costs 1. */
const CHANGES = new Float64Array(26 * 26).fill(1);
/** Cost of a letter too many or too few. */
const DROPS = new Float64Array(26).fill(1);

const VOWELS = 'aeiou';
for (const one of VOWELS) for (const other of VOWELS) set(one, other, 0.6);
for (const pair of 'iy uw vw bv'.split(' ')) set(pair.charAt(0), pair.charAt(1), 0.3);
for (const pair of 'ie ou ck cs sz kq yj jg gh ae'.split(' ')) set(pair.charAt(0), pair.charAt(1), 0.5);
for (const pair of 'bp dt gk mn fv fp xs xk lr ey cz hk hj zj cg qg dz ts rn uv ij'.split(' ')) set(pair.charAt(0), pair.charAt(1), 0.75);
for (const vowel of `${VOWELS}y`) DROPS[vowel.charCodeAt(0) - A] = 0.7;
DROPS['h'.charCodeAt(0) - A] = 0.4;
const DOUBLED = 0.3;
const SWAPPED = 0.7;
/** No letter too many costs less, but for doubled ones. */
const LEAST_DROP = 0.4;

function set(one: string, other: string, cost: number): void {
  const [a, b] = [one.charCodeAt(0) - A, other.charCodeAt(0) - A];
  CHANGES[a * 26 + b] = CHANGES[b * 26 + a] = one === other ? 0 : cost;
}
for (let letter = 0; letter < 26; letter++) CHANGES[letter * 27] = 0;

const rows = [new Float64Array(MOST + 1), new Float64Array(MOST + 1), new Float64Array(MOST + 1)] as const;

/** The letters of a word as numbers, 0 for a; what is no letter from a to z is a number beyond. Longer words are compared by their beginnings. */
export function lettersOf(word: string): Uint16Array {
  const letters = new Uint16Array(Math.min(word.length, MOST));
  for (let at = 0; at < letters.length; at++) {
    const code = word.charCodeAt(at) - A;
    letters[at] = code >= 0 && code < 26 ? code : word.charCodeAt(at) + 26;
  }
  return letters;
}

const dropCost = (letters: Uint16Array, at: number): number => {
  const letter = letters[at] ?? 0;
  if (at > 0 && letter === letters[at - 1]) return DOUBLED;
  return letter < 26 ? (DROPS[letter] ?? 1) : 1;
};

const changeCost = (one: number, other: number): number => (one === other ? 0 : one < 26 && other < 26 ? (CHANGES[one * 26 + other] ?? 1) : 1);

/** The distance of two words; when it is more than `most`, some number above it, found early. */
export function spellingDistance(one: Uint16Array, other: Uint16Array, most: number): number {
  const height = one.length;
  const width = other.length;
  if (Math.abs(height - width) * LEAST_DROP > most) return most + 1;
  let [above2, above, now] = rows;
  above[0] = 0;
  for (let column = 1; column <= width; column++) above[column] = (above[column - 1] ?? 0) + dropCost(other, column - 1);
  let leastAbove = 0;
  for (let row = 1; row <= height; row++) {
    const letter = one[row - 1] ?? 0;
    const before = row > 1 ? one[row - 2] : -1;
    const drop = dropCost(one, row - 1);
    let left = (now[0] = (above[0] ?? 0) + drop);
    let least = left;
    for (let column = 1; column <= width; column++) {
      const heard = other[column - 1] ?? 0;
      let best = (above[column - 1] ?? 0) + changeCost(letter, heard);
      const dropped = (above[column] ?? 0) + drop;
      if (dropped < best) best = dropped;
      left += dropCost(other, column - 1);
      if (left < best) best = left;
      if (heard === before && column > 1 && letter === other[column - 2]) {
        const swapped = (above2[column - 2] ?? 0) + SWAPPED;
        if (swapped < best) best = swapped;
      }
      now[column] = left = best;
      if (best < least) least = best;
    }
    if (least > most && leastAbove + SWAPPED > most) return most + 1;
    leastAbove = least;
    [above2, above, now] = [above, now, above2];
  }
  return above[width] ?? most + 1;
}
