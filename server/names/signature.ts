/**
 * The signature of a stored name: what can be told of its words without reading it. It says how well a name can agree at best, so that most
 * candidates of an index fall before a record is read. A few that belong together may fall with them; `codes.test.ts` counts them.
 */
import { leastScore, type DateBand } from './bands.ts';
import { nicknameWords } from './codes/bases.ts';
import { narrowCodes, spellingOfCode, wideCodes } from './codes/word-codes.ts';
import { rarityOf } from './judge/rarity.ts';
import type { AnalysedName, AskedCodes, AskedSignature, AskedWord, NameToken } from './model.ts';
import { joinsOf } from './pairs/joins.ts';
import { LETTERS, OTHER_SCRIPT, PINYIN, SLACK, WORDS } from './signature/bound.ts';
import { createKnownWords } from './signature/known-words.ts';
import { packBag, packCode, packInitial, packOpenVowels, packVowels, packWord, soundsOf, UNKNOWN_VOWELS } from './signature/packed-code.ts';
import { scoreOtherwise } from './signature/word-scores.ts';

export { signatureBound, type StoredSignature } from './signature/bound.ts';

/** Bytes of a signature, and bits of its marks. */
export const SIGNATURE_BYTES = WORDS * 4;
export const MARK_BITS = 3;

const FULL_WEIGHT = 0.8;
const HALF = 0.3;

/** Whether a word is in letters that are not Latin: its vowels are left out, or written in Latin letters in many ways. */
const hasLetters = ({ script }: NameToken): boolean => script !== 'latin' && script !== 'han' && script !== 'hangul' && script !== 'kana';

/** Whether the writing shows vowels. */
const showsVowels = ({ script }: NameToken): boolean => script !== 'arabic' && script !== 'hebrew';

const isWeighty = (word: NameToken): boolean => word.role === 'name' || word.role === 'patronymic' || word.role === 'syllable';

/**
 * Writes the signature of a name, `SIGNATURE_BYTES` long: the codes of its first four words, initials last; of longer names the last one is a
 * bag. Of words that can be read in several ways that reading counts by which the name is found under this code of an index.
 */
export function writeSignature(name: AnalysedName, view: DataView, { at, under }: { at: number; under: string | undefined }): void {
  const found = under === undefined ? NOTHING : under.split('|');
  const weighty = name.words.filter(isWeighty);
  const codes = (weighty.length > 0 ? weighty : name.words).map((word) => packReading(word, found));
  if (weighty.length > 0) for (const { role, folded } of name.words) if (role === 'initial') codes.push(packInitial(folded));
  if (codes.length > WORDS) codes[WORDS - 1] = packBag(codes.slice(WORDS - 1));
  for (let word = 0; word < WORDS; word++) view.setUint32(at + word * 4, codes[word] ?? 0, true);
}
const NOTHING: readonly string[] = [];

function packReading(word: NameToken, found: readonly string[]): number {
  const [likely = ''] = narrowCodes(word);
  if (found.length > 0 && !found.includes(likely)) {
    for (const one of word.stem === undefined ? [word] : [word, word.stem]) {
      const code = found.find((some) => narrowCodes(one).includes(some));
      if (code !== undefined) return packSpelling(word, code, spellingOfCode(one, code) ?? one.folded);
    }
  }
  return packSpelling(word, likely, word.folded);
}

const packSpelling = (word: NameToken, code: string, spelling: string): number => packWord(packCode(code), showsVowels(word) ? (hasLetters(word) ? packOpenVowels : packVowels)(spelling) : UNKNOWN_VOWELS);

/** The marks of a signature, which are kept apart from it: `MARK_BITS` bits. */
export function marksOfSignature(name: AnalysedName): number {
  return (isPinyin(name) ? PINYIN : 0) | (name.words.some(({ script }) => script !== 'latin') ? OTHER_SCRIPT : 0) | (name.words.some(hasLetters) ? LETTERS : 0);
}

const isPinyin = ({ words }: AnalysedName): boolean => words.length > 0 && words.every((word) => word.pinyin);

/** The signature of the name asked for; made once a question. Initials come last, so that they take no word from another. */
export function askedSignatureOf(name: AnalysedName): AskedSignature {
  const weighty = name.words.filter(isWeighty);
  const words = [...weighty, ...name.words.filter((word) => word.role === 'initial')];
  const asked = (words.length > 0 ? words : name.words).map((word) => askedWordOf(name, word));
  const sounds = new Set(asked.flatMap(({ exact: { narrow, wide } }) => [...narrow, ...wide].map(soundsOf)));
  let begins = 0;
  for (const one of sounds) begins |= 1 << (one & 15);
  const rarest = asked.toSorted((one, other) => other.rarity - one.rarity)[0];
  return {
    words: asked, sounds, begins, rarest, rarity: asked.reduce((sum, { rarity }) => sum + rarity, 0), isPinyin: isPinyin(name), least: {},
    latin: createKnownWords('latin', asked.length), syllables: createKnownWords('syllables', asked.length), letters: createKnownWords('letters', asked.length),
  };
}

function askedWordOf(name: AnalysedName, word: NameToken): AskedWord {
  const at = name.words.indexOf(word);
  const joined = joinsOf(name).filter((join) => join.first <= at && at < join.first + join.length).map((join) => join.word);
  const stem = word.stem === undefined ? [] : [word.stem];
  const codesIn = (pack: typeof packVowels): AskedCodes => {
    const packed = (one: NameToken, codes: readonly string[]): number[] => packAll(codes, showsVowels(one) ? one.readings.flatMap(withMarks).map(pack) : [UNKNOWN_VOWELS]);
    return {
      narrow: packed(word, narrowCodes(word)),
      wide: packed(word, wideCodes(word)),
      joined: [...joined, ...stem].flatMap((one) => packed(one, narrowCodes(one))),
      nicknames: nicknameWords(word).flatMap((one) => packed(one, narrowCodes(one))),
    };
  };
  return {
    weight: word.weight,
    rarity: rarityOf(word, {}) * Math.min(1, word.weight / FULL_WEIGHT),
    isInitial: word.role === 'initial',
    letters: lettersOf(word),
    isLatin: word.script === 'latin',
    hasLetters: hasLetters(word),
    codes: [word, ...joined, ...stem].flatMap(narrowCodes),
    exact: codesIn(packVowels),
    open: codesIn(packOpenVowels),
  };
}

/** Each code with each row of vowels, once. */
function packAll(codes: readonly string[], vowels: readonly number[]): number[] {
  const all: number[] = [];
  for (const code of codes) {
    const sounds = packCode(code);
    for (const some of vowels) {
      const word = packWord(sounds, some);
      if (!all.includes(word)) all.push(word);
    }
  }
  return all;
}

/** A bit for each letter from a to z with which a reading begins. */
function lettersOf({ readings }: NameToken): number {
  let letters = 0;
  for (const reading of readings) letters |= 1 << ((reading.charCodeAt(0) || 0) - 97);
  return letters;
}

/** A spelling as asked, and as it is stored where `ae`, `oe` or `ue` of a machine-readable zone was one letter with a mark. */
function withMarks(spelling: string): string[] {
  return UMLAUT.test(spelling) ? [spelling, spelling.replace(UMLAUTS, '$1')] : [spelling];
}
const UMLAUT = /[aou]e/;
const UMLAUTS = /([aou])e/g;

/** Whether a possible match can be found by one word alone, by its code: all others then agree less than by sound. */
export function isWordEnough(asked: AskedSignature, code: string, born: DateBand): boolean {
  const { words } = asked;
  const found = words.findIndex(({ codes }) => codes.includes(code));
  if (found < 0 || words.length === 1) return true;
  let sum = 0;
  let total = 0;
  let rarity = 0;
  words.forEach((word, place) => {
    const score = place === found ? 1 : scoreOtherwise(word);
    sum += word.weight * score;
    total += word.weight;
    rarity += word.rarity * Math.max(0, (score - HALF) / (1 - HALF));
  });
  return total > 0 && sum / total + SLACK >= leastScore(rarity, born);
}

/** Whether a word asked for is written under this code itself, alone or together with its neighbours. */
export function isOwnCode({ words }: AskedSignature, code: string): boolean {
  return words.some(({ codes }) => codes.includes(code));
}

/**
 * Whether somebody should be looked for under this code of one word, where a birth date narrows it: the rarest word, under all that it may have
 * become. Whoever matches has it, or is found by the pairs of the others.
 */
export function isWordWorth({ rarest }: AskedSignature, code: string): boolean {
  const sounds = packCode(code);
  return rarest !== undefined && (rarest.codes.includes(code) || rarest.exact.wide.some((packed) => soundsOf(packed) === sounds));
}
