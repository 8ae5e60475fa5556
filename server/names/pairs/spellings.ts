import type { NameToken, Spelling } from '../model.ts';
import { latinSounds } from '../sounds/latin-sounds.ts';
import { keep } from '../words/keep.ts';
import { endingOf } from '../words/endings.ts';
import { withoutGender } from './genders.ts';
import { lettersOf } from './spelling.ts';

/** The readings of a word, made ready when it is first compared. */
export function spellingsOf(token: NameToken): readonly Spelling[] {
  return (token.spellings ??= token.readings.map((text) => prepare(text)));
}

const prepare = keep(50_000, make);

function make(text: string): Spelling {
  const { kind, length } = endingOf(text);
  const letters = lettersOf(text);
  const sounds = latinSounds(text);
  return {
    text, letters, kind, stemLetters: length === 0 ? letters : letters.subarray(0, Math.max(0, text.length - length)), neutral: withoutGender(text), sounds,
    stemSounds: length === 0 ? sounds : latinSounds(text.slice(0, -length)), consonants: consonantsOf(text),
  };
}

/** What a word is written with in its own script, as numbers. */
export const ownLettersOf = (token: NameToken): Uint16Array => (token.ownLetters ??= lettersOf(token.own));

/** Letters that are taken for one another share a bit; vowels and letters that sound in many ways (c h j x y) have none. */
const BITS = new Uint16Array(26);
'bfpvw dt sz kgq lr m n'.split(' ').forEach((letters, bit) => [...letters].forEach((letter) => (BITS[letter.charCodeAt(0) - 97] = 1 << bit)));

function consonantsOf(text: string): number {
  let bits = 0;
  for (let at = 0; at < text.length; at++) bits |= BITS[text.charCodeAt(at) - 97] ?? 0;
  return bits;
}

/** How many kinds of consonants one word has and the other has not. */
export function consonantGap(one: number, other: number): number {
  let bits = one ^ other;
  let count = 0;
  for (; bits !== 0; bits &= bits - 1) count += 1;
  return count;
}
