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

const prepare = keep(50_000, (text): Spelling => new Prepared(text));

/** Most spellings are told apart by their consonants; what else is needed of the others is made then. */
class Prepared implements Spelling {
  readonly text: string;
  readonly consonants: number;
  #ending: { kind: number; length: number } | undefined;
  #letters: Uint16Array | undefined;
  #stemLetters: Uint16Array | undefined;
  #sounds: Uint8Array | undefined;
  #stemSounds: Uint8Array | undefined;
  #neutral: string | undefined;
  constructor(text: string) {
    this.text = text;
    this.consonants = consonantsOf(text);
  }
  get kind(): number {
    return this.#end.kind;
  }
  get letters(): Uint16Array {
    return (this.#letters ??= lettersOf(this.text));
  }
  get stemLetters(): Uint16Array {
    const { length } = this.#end;
    return length === 0 ? this.letters : (this.#stemLetters ??= this.letters.subarray(0, Math.max(0, this.text.length - length)));
  }
  get sounds(): Uint8Array {
    return (this.#sounds ??= latinSounds(this.text));
  }
  get stemSounds(): Uint8Array {
    const { length } = this.#end;
    return length === 0 ? this.sounds : (this.#stemSounds ??= latinSounds(this.text.slice(0, -length)));
  }
  get neutral(): string {
    return (this.#neutral ??= withoutGender(this.text));
  }
  get #end(): { kind: number; length: number } {
    return (this.#ending ??= endingOf(this.text));
  }
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
