/**
 * The signature of a stored name: what can be told of its words without reading it. It says how well a name can agree at best, so that most
 * candidates of an index fall before a record is read. A few that belong together may fall with them; `codes.test.ts` counts them.
 */
import { leastScore, type DateBand } from './bands.ts';
import { nicknameWords } from './codes/bases.ts';
import { narrowCodes, spellingOfCode, wideCodes } from './codes/word-codes.ts';
import { rarityOf } from './judge/rarity.ts';
import type { AnalysedName, AskedCodes, AskedSignature, AskedWord, NameToken, PackedSpellings } from './model.ts';
import { joinsOf } from './pairs/joins.ts';
import { MOST_ASKED, SLACK, STYLE, type Style, WORDS } from './signature/bound.ts';
import { packBag, packCode, packInitial, packOpenVowels, packPinyin, packVowels, packWord, spellingBits, UNKNOWN_VOWELS } from './signature/packed-code.ts';
import { scoreOtherwise } from './signature/word-scores.ts';

export { isReachable, signatureBound, type StoredSignature } from './signature/bound.ts';
export { giveBack } from './signature/known-words.ts';

/** Bytes of a signature. */
export const SIGNATURE_BYTES = WORDS * 4;

const FULL_WEIGHT = 0.8;
const HALF = 0.3;

/** Whether a word is in letters that are not Latin: its vowels are left out, or written in Latin letters in many ways. */
const hasLetters = ({ script }: NameToken): boolean => script !== 'latin' && script !== 'han' && script !== 'hangul' && script !== 'kana';

/** Whether the writing shows vowels. */
const showsVowels = ({ script }: NameToken): boolean => script !== 'arabic' && script !== 'hebrew';

const isWeighty = (word: NameToken): boolean => word.role === 'name' || word.role === 'patronymic' || word.role === 'syllable';

/** `others`: all names of the record, of which those in Latin letters tell the vowels of one in other letters. */
type SignatureOf = { readonly at: number; readonly under: string | undefined; readonly others?: readonly AnalysedName[] };

/**
 * Writes the signature of a name, `SIGNATURE_BYTES` long: the codes of its first four words, initials last; of longer names the last one is a
 * bag. Of words that can be read in several ways that reading counts by which the name is found under this code of an index.
 */
export function writeSignature(name: AnalysedName, view: DataView, { at, under, others = [] }: SignatureOf): void {
  const beside = others.length > 1 && !name.words.some(showsVowels) ? others.filter(({ words }) => words.every(isLatin)).flatMap(({ words }) => words) : NO_WORDS;
  const style = isPinyin(name) ? packPinyinSpelling : (word: NameToken, code: string, spelling: string) => packSpelling(word, code, spellingBeside(word, beside) ?? spelling);
  const found = under === undefined ? NOTHING : under.split('|');
  const weighty = name.words.filter(isWeighty);
  const codes = (weighty.length > 0 ? weighty : name.words).map((word) => packReading(word, found, style));
  if (weighty.length > 0) for (const { role, folded } of name.words) if (role === 'initial') codes.push(packInitial(folded));
  if (codes.length > WORDS) codes[WORDS - 1] = packBag(codes.slice(WORDS - 1));
  for (let word = 0; word < WORDS; word++) view.setUint32(at + word * 4, codes[word] ?? 0, true);
}
const NOTHING: readonly string[] = [];
const NO_WORDS: readonly NameToken[] = [];

/** How a word without vowels is spelled in the same record: a word in Latin letters that sounds alike. */
function spellingBeside(word: NameToken, beside: readonly NameToken[]): LatinSpelling | undefined {
  if (beside.length === 0) return undefined;
  const found = beside.find((other) => isWeighty(other) && narrowCodes(word).some((code) => narrowCodes(other).includes(code)));
  return found === undefined ? undefined : { latin: found.folded };
}
type LatinSpelling = { readonly latin: string };

type Pack = (word: NameToken, code: string, spelling: string) => number;

function packReading(word: NameToken, found: readonly string[], pack: Pack): number {
  const [likely = ''] = narrowCodes(word);
  if (found.length > 0 && !found.includes(likely)) {
    for (const one of word.stem === undefined ? [word] : [word, word.stem]) {
      const code = found.find((some) => narrowCodes(one).includes(some));
      if (code !== undefined) return pack(word, code, spellingOfCode(one, code) ?? one.folded);
    }
  }
  return pack(word, likely, word.folded);
}

function packPinyinSpelling({ readings }: NameToken, code: string, spelling: string): number {
  return packPinyin(code, packVowels(spelling), readings.length > 1 ? undefined : spelling);
}

function packSpelling(word: NameToken, code: string, spelling: string | LatinSpelling): number {
  if (typeof spelling !== 'string') return packWord(packCode(code), packOpenVowels(plainVowels(spelling.latin)));
  const plain = word.script === 'latin' ? plainVowels(spelling) : spelling;
  return packWord(packCode(code), showsVowels(word) ? (hasLetters(word) ? packOpenVowels : packVowels)(plain) : UNKNOWN_VOWELS);
}

/**
 * A spelling with one letter or two for vowels that are written in several ways: Sureender and Surinder, Housseini and Hussayni. First the `e` goes
 * by which a zone writes a mark (Mueller, Mullaer), all that follow such a letter, so that what stands behind cannot matter.
 */
function plainVowels(spelling: string): string {
  const bare = MARK.test(spelling) ? spelling.replace(MARKS, '$1$2') : spelling;
  return SEVERAL.test(bare) ? bare.replace(ALL_SEVERAL, (written) => PLAIN[written] ?? written) : bare;
}
const MARK = /[aou]e|aa/;
const MARKS = /(a)(?:a|e)+|([ou])e+/g;
const PLAIN: Readonly<Record<string, string>> = { ee: 'i', oo: 'u', ou: 'u', ay: 'ai', ei: 'ai', ey: 'ai' };
const SEVERAL = /ee|o[ou]|ay|e[iy]/;
const ALL_SEVERAL = /ee|o[ou]|ay|e[iy]/g;

/**
 * How a name is written, which is kept beside its signature, in three bits. `others`: all names of its record. Whoever stands in the
 * record in Latin letters as well is found by these, so less is guessed.
 */
export function styleOf(name: AnalysedName, others: readonly AnalysedName[]): Style {
  if (name.words.every(isLatin)) return isPinyin(name) ? STYLE.pinyin : STYLE.latin;
  const isTranscribed = others.some((other) => other.words.every(isLatin) && isTranscription(name, other));
  if (name.words.some(hasLetters)) return isTranscribed ? (name.words.some(showsVowels) ? STYLE.transcribedLetters : STYLE.lentVowels) : STYLE.letters;
  return isTranscribed ? STYLE.transcribedSyllables : STYLE.syllables;
}

const isLatin = ({ script }: NameToken): boolean => script === 'latin';

/** Whether each word that tells something has one beside it that sounds alike. */
function isTranscription({ words }: AnalysedName, { words: others }: AnalysedName): boolean {
  return words.filter(isWeighty).every((word) => others.some((other) => narrowCodes(word).some((code) => narrowCodes(other).includes(code))));
}

const isPinyin = ({ words }: AnalysedName): boolean => words.length > 0 && words.every((word) => word.pinyin);

/** The signature of the name asked for; made once a question. Initials come last, so that they take no word from another. */
export function askedSignatureOf(name: AnalysedName): AskedSignature {
  const weighty = name.words.filter(isWeighty);
  const words = [...weighty, ...name.words.filter((word) => word.role === 'initial')];
  const asked = (words.length > 0 ? words : name.words).slice(0, MOST_ASKED).map((word) => askedWordOf(name, word));
  const sounds = new Set(asked.flatMap(({ exact: { own }, wide }) => [...own.sounds, ...wide]));
  let begins = 0;
  for (const one of sounds) begins |= 1 << (one & 15);
  const [rarest, second] = asked.toSorted((one, other) => other.rarity - one.rarity);
  return {
    words: asked, sounds, begins, rarest, second, rarity: asked.reduce((sum, { rarity }) => sum + rarity, 0), isPinyin: isPinyin(name), least: {}, known: {},
  };
}

function askedWordOf(name: AnalysedName, word: NameToken): AskedWord {
  const at = name.words.indexOf(word);
  const joined = joinsOf(name).filter((join) => join.first <= at && at < join.first + join.length).map((join) => join.word);
  const stem = word.stem === undefined ? [] : [word.stem];
  const codesIn = (pack: typeof packVowels): AskedCodes => ({
    own: packSpellings(word, pack),
    joined: [...joined, ...stem].map((one) => packSpellings(one, pack)),
    nicknames: nicknameWords(word).map((one) => packSpellings(one, pack)),
  });
  const known = { isInitial: word.role === 'initial', isCut: word.cut, isLatin: word.script === 'latin', exact: codesIn(packVowels) };
  return {
    ...known,
    weight: word.weight,
    rarity: rarityOf(word, {}) * Math.min(1, word.weight / FULL_WEIGHT),
    letters: lettersOf(word),
    spellings: word.pinyin ? spellingBits([word, ...joined].flatMap(({ readings }) => readings)) : 0,
    hasLetters: hasLetters(word),
    codes: [word, ...joined, ...stem].flatMap(narrowCodes),
    wide: [...new Set(wideCodes(word).map(packCode))],
    open: codesIn(packOpenVowels),
    otherwise: scoreOtherwise(known),
  };
}

/** Sounds of a stored word in pinyin. */
const PINYIN_SOUNDS = 4;

function packSpellings(word: NameToken, pack: typeof packVowels): PackedSpellings {
  const vowels = showsVowels(word) ? word.readings.flatMap(bothWays).map(pack) : [UNKNOWN_VOWELS];
  const codes = narrowCodes(word);
  const sounds = word.pinyin ? [...codes, ...codes.map((code) => code.slice(0, PINYIN_SOUNDS))] : codes;
  return { sounds: [...new Set(sounds.map(packCode))], vowels: [...new Set(vowels)] };
}

/** A bit for each letter from a to z with which a reading begins. */
function lettersOf({ readings }: NameToken): number {
  let letters = 0;
  for (const reading of readings) letters |= 1 << ((reading.charCodeAt(0) || 0) - 97);
  return letters;
}

/** A spelling as asked, and as it is stored. */
function bothWays(spelling: string): string[] {
  const plain = plainVowels(spelling);
  return plain === spelling ? [spelling] : [spelling, plain];
}

/** Whether a possible match can be found by one word alone, by its code: all others then agree less than by sound. */
export function isWordEnough(asked: AskedSignature, code: string, born: DateBand): boolean {
  const { words } = asked;
  const found = words.findIndex(({ codes }) => codes.includes(code));
  if (found < 0 || words.length === 1) return true;
  let sum = 0;
  let total = 0;
  let rarity = 0;
  words.forEach((word, place) => {
    const score = place === found ? 1 : word.otherwise;
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
 * become, and the next one as it is written, should the rarest be misspelled. Whoever matches has one of them, or is found by the pairs of the others.
 */
export function isWordWorth({ rarest, second }: AskedSignature, code: string): boolean {
  if (code.length >= LONG_CODE && second?.codes[0] === code) return true;
  return rarest !== undefined && (rarest.codes.includes(code) || rarest.wide.includes(packCode(code)));
}
const LONG_CODE = 3;

/** Whether whoever matches is found by pairs of words: one Chinese name is written like the other, or it is another. */
export function isPairEnough({ isPinyin, words }: AskedSignature): boolean {
  return isPinyin && words.length > 1;
}

/** Codes of so many sounds are borne by very many. */
const SHORT_CODE = 2;
/** Codes of a word that stand in pairs. */
const IN_PAIRS = 2;

/**
 * The pairs to be asked for instead of a short code that the rarest word may have, but is not written under: then the other words agree by sound.
 * Undefined where it is asked for alone.
 */
export function pairsInstead({ rarest, words }: AskedSignature, code: string): string[] | undefined {
  if (code.length > SHORT_CODE || rarest === undefined || rarest.codes.includes(code) || words.length === 1 || !words.every(({ isLatin }) => isLatin)) return undefined;
  const others = new Set(words.filter((word) => word !== rarest && !word.isInitial).flatMap(({ codes }) => codes.slice(0, IN_PAIRS)));
  return [...others].map((other) => (code < other ? `${code}|${other}` : `${other}|${code}`));
}
