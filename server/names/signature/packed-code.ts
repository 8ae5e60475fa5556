/**
 * A word as a number of 32 bits: at most five sounds of its code, four bits each, and at most four vowels of its spelling, three bits
 * each; the first one lowest. Numbers whose lowest four bits are no sound stand for an initial, or for several words in a bag.
 */
const SOUNDS = 'PTSKRMNaiu';
const VOWELS = 'aeiou';
const MOST_SOUNDS = 5;
const MOST_VOWELS = 4;
const CODE_BITS = 20;
const CODE_MASK = 2 ** CODE_BITS - 1;
const VOWEL_MASK = 2 ** 12 - 1;

/** What could be any word: a bag with everything. */
export const ANYTHING = 0xffff_ffff;
const INITIAL = 14;
const BAG = 15;
const BAG_BITS = 28;

/** An initial, by its letter from a to z; any other sign could be any word. */
export function packInitial(letter: string): number {
  const number = letter.charCodeAt(0) - 97;
  return number >= 0 && number < 26 ? INITIAL | (number << 4) : ANYTHING;
}

/** Several words in the place of one: a bit for the sounds of each, which others share. */
export function packBag(codes: readonly number[]): number {
  let bits = BAG;
  for (const code of codes) bits |= isWord(code) ? bagBit(soundsOf(code)) : ANYTHING;
  return bits >>> 0;
}

/** Whether a code is of one word, neither an initial nor a bag. */
export const isWord = (code: number): boolean => (code & 15) < INITIAL;
export const isInitial = (code: number): boolean => (code & 15) === INITIAL;
/** The letter of an initial, as a bit; a is 1. */
export const letterBit = (code: number): number => 1 << (code >>> 4);
/** Whether a word of these sounds may be in a bag. */
export const isInBag = (bag: number, sounds: number): boolean => (bag & bagBit(sounds)) !== 0;
const bagBit = (sounds: number): number => 1 << (4 + ((Math.imul(sounds, 0x9e37_79b1) >>> 8) % BAG_BITS));
/** Vowels that the writing does not show. */
export const UNKNOWN_VOWELS = VOWEL_MASK;

/** Packs the sounds of a code; what is longer is cut. */
export function packCode(code: string): number {
  let packed = 0;
  for (let at = Math.min(code.length, MOST_SOUNDS) - 1; at >= 0; at--) packed = packed * 16 + SOUNDS.indexOf(code.charAt(at)) + 1;
  return packed;
}

/** Packs the vowels of a spelling in the letters a to z: y is i, and one that is written twice counts once. */
export function packVowels(spelling: string): number {
  let packed = 0;
  let count = 0;
  let last = 0;
  for (let at = 0; at < spelling.length && count < MOST_VOWELS; at++) {
    const letter = spelling.charAt(at);
    const vowel = VOWELS.indexOf(letter === 'y' ? 'i' : letter) + 1;
    if (vowel > 0 && vowel !== last) packed |= vowel << (3 * count++);
    last = vowel;
  }
  return packed;
}

/** The same, of vowels that follow one another the last one only: the others are written in many ways (Youlia, Iuliia, Julija). */
export function packOpenVowels(spelling: string): number {
  let packed = 0;
  let count = 0;
  let open = 0;
  for (let at = 0; at <= spelling.length && count < MOST_VOWELS; at++) {
    const letter = spelling.charAt(at);
    const vowel = letter === '' ? 0 : VOWELS.indexOf(letter === 'y' ? 'i' : letter) + 1;
    if (vowel === 0 && open > 0) packed |= open << (3 * count++);
    open = vowel;
  }
  return packed;
}

/** A pinyin word: four of its sounds, and in the place of the fifth one a number made of its spelling; 0 when it may stand for several. */
export function packPinyin(code: string, vowels: number, spelling: string | undefined): number {
  return packWord(packCode(code.slice(0, MOST_SOUNDS - 1)) | ((spelling === undefined ? 0 : spellingNumber(spelling)) << SPELLING_AT), vowels);
}

/** A number from 1 to 15 of a spelling. */
function spellingNumber(spelling: string): number {
  let hash = 0;
  for (let at = 0; at < spelling.length; at++) hash = Math.imul(hash, 31) + spelling.charCodeAt(at);
  return 1 + ((Math.imul(hash, 0x9e37_79b1) >>> 16) % 15);
}
const SPELLING_AT = 16;

/** Bits of the spellings that a word has; of a stored one; and its code without. */
export const spellingBits = (spellings: readonly string[]): number => spellings.reduce((bits, spelling) => bits | (1 << spellingNumber(spelling)), 1);
export const spellingBit = (code: number): number => 1 << ((code >>> SPELLING_AT) & 15);
export const withoutSpelling = (code: number): number => (code & ~(15 << SPELLING_AT)) >>> 0;

/** A word of these sounds and vowels. */
export function packWord(code: number, vowels: number): number {
  return (code | (vowels << CODE_BITS)) >>> 0;
}

export const soundsOf = (word: number): number => word & CODE_MASK;
export const vowelsOf = (word: number): number => (word >>> CODE_BITS) & VOWEL_MASK;

/** How many sounds there are. */
export function lengthOf(sounds: number): number {
  return (35 - Math.clz32(sounds)) >> 2;
}

/** How many sounds must be changed, put in, left out or turned with their neighbour at most to make one the other; exact where it is one. */
export function editsOf(one: number, other: number): number {
  if (one === other) return 0;
  const length = lengthOf(one);
  const otherLength = lengthOf(other);
  const shorter = Math.min(length, otherLength);
  const difference = one ^ other;
  const begin = Math.min(shorter, (31 - Math.clz32(difference & -difference)) >> 2);
  const isLonger = length >= otherLength;
  const long = isLonger ? one : other;
  const short = isLonger ? other : one;
  const gap = Math.abs(length - otherLength);
  const longest = Math.max(length, otherLength);
  const end = longest - lengthOf(long ^ (short << (4 * gap)));
  const between = longest - begin - Math.min(end, shorter - begin);
  if (gap === 0 && between === 2 && isTurned(one >>> (4 * begin), other >>> (4 * begin))) return 1;
  return gap === 0 ? Math.min(between, placesOf(difference)) : between;
}

/** Whether the first two sounds of one are those of the other, turned. */
function isTurned(one: number, other: number): boolean {
  return (one & 15) === ((other >>> 4) & 15) && ((one >>> 4) & 15) === (other & 15);
}

/** Places at which two numbers differ, of which this is what differs. */
function placesOf(difference: number): number {
  let places = 0;
  for (let rest = difference; rest !== 0; rest >>>= 4) if ((rest & 15) !== 0) places += 1;
  return places;
}

/** The same of vowels. */
export function vowelEditsOf(one: number, other: number): number {
  return editsOf(spread(one), spread(other));
}

const spread = (vowels: number): number => (vowels & 7) | ((vowels & 0o70) << 1) | ((vowels & 0o700) << 2) | ((vowels & 0o7000) << 3);

/** Two codes of words written as one. What is heard or written twice in a row counts once. */
export function together(one: number, other: number): number {
  const sounds = append(soundsOf(one), soundsOf(other)) & CODE_MASK;
  const [vowels, otherVowels] = [vowelsOf(one), vowelsOf(other)];
  if (vowels === UNKNOWN_VOWELS || otherVowels === UNKNOWN_VOWELS) return packWord(sounds, UNKNOWN_VOWELS);
  const both = append(spread(vowels), spread(otherVowels));
  return packWord(sounds, (both & 7) | ((both >> 1) & 0o70) | ((both >> 2) & 0o700) | ((both >> 3) & 0o7000));
}

function append(one: number, other: number): number {
  const length = lengthOf(one);
  const isDoubled = length > 0 && one >>> (4 * (length - 1)) === (other & 15);
  return length >= MOST_SOUNDS ? one : one | ((isDoubled ? other >>> 4 : other) << (4 * length));
}
