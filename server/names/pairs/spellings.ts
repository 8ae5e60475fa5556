import type { NameToken, Spelling } from '../model.ts';
import { latinSounds } from '../sounds/latin-sounds.ts';
import { endingOf } from '../words/endings.ts';
import { withoutGender } from './genders.ts';

/** The readings of a word, made ready when it is first compared. */
export function spellingsOf(token: NameToken): readonly Spelling[] {
  return (token.spellings ??= token.readings.map(prepare));
}

function prepare(text: string): Spelling {
  const { kind, length } = endingOf(text);
  const stem = length === 0 ? text : text.slice(0, -length);
  const sounds = latinSounds(text);
  return { text, kind, stem, neutral: withoutGender(text), sounds, stemSounds: length === 0 ? sounds : latinSounds(stem), consonants: consonantsOf(text) };
}

/** Letters that are taken for one another share a bit; vowels, h and y have none. */
const BITS = new Uint16Array(26);
'bfpvw dt sczjx kgq lr m n'.split(' ').forEach((letters, bit) => [...letters].forEach((letter) => (BITS[letter.charCodeAt(0) - 97] = 1 << bit)));

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
