/**
 * The signature of a stored name: what can be told of its words without reading it. It says how well a name can agree at best, so that most
 * candidates of an index fall before a record is read. A few that belong together may fall with them; `codes.test.ts` counts them.
 */
import { leastScore, type DateBand } from './bands.ts';
import { nicknameWords } from './codes/bases.ts';
import { narrowCodes, wideCodes } from './codes/word-codes.ts';
import { rarityOf } from './judge/rarity.ts';
import type { AnalysedName, AskedSignature, AskedWord, NameToken } from './model.ts';
import { joinsOf } from './pairs/joins.ts';
import { ANYTHING, editsOf, lengthOf, packCode, packVowels, packWord, soundsOf, together, UNKNOWN_VOWELS, vowelEditsOf, vowelsOf } from './signature/packed-code.ts';

/** Words of a stored name in its signature, and its bytes. */
const WORDS = 4;
export const SIGNATURE_BYTES = WORDS * 4;

/** As in the comparison: what a word that is not there costs, and two that stand against each other. */
const ASKED_ONLY = 0.55;
const CONTRADICTION = 0.85;
const ONE_WORD = 1.5;
const FULL_WEIGHT = 0.8;
const HALF = 0.3;
/** What is measured is what nearly all words do; a few do better. */
const SLACK = 0.01;
/** Words written together on one side agree well or not at all. */
const LEAST_JOINED = 0.9;
/** From here on it does not matter under which code a word was found. */
const SURE = 0.93;

/**
 * Nearly no two words agree better whose codes differ by so many sounds (rows) and whose spellings by so many vowels (places): by the
 * length of the longer code. Measured on words of the world's naming customs; 0 where hardly one in a thousand is taken for the other.
 */
const SHORT = [[1, 0.9, 0.7, 0], [0.75, 0.62, 0, 0]];
const MIDDLE = [[1, 0.94, 0.82, 0.65], [0.85, 0.68, 0, 0]];
const LONG = [[1, 0.94, 0.93, 0.85], [0.91, 0.77, 0.7, 0], [0.9, 0.62, 0, 0]];
/** A code that the word has in another script at best, by whether its vowels are written. */
const WIDE_WRITTEN = 0.88;
const WIDE_UNWRITTEN = 0.98;
const JOINED = 0.97;
const NICKNAME = 0.85;
const INITIAL = 0.75;
const UNKNOWN = 0.9;

const isWeighty = (word: NameToken): boolean => word.role === 'name' || word.role === 'patronymic' || word.role === 'syllable';

/** Writes the signature of a name, `SIGNATURE_BYTES` long: the codes of its first four words; of longer names the last one stands for anything. */
export function writeSignature(name: AnalysedName, view: DataView, at: number): void {
  const weighty = name.words.filter(isWeighty);
  const words = weighty.length > 0 ? weighty : name.words;
  const codes = words.map((word) => packWord(packCode(narrowCodes(word)[0] ?? ''), word.script === 'latin' ? packVowels(word.folded) : UNKNOWN_VOWELS));
  if (name.words.some((word) => word.role === 'initial')) codes.splice(Math.min(codes.length, WORDS - 1), 0, ANYTHING);
  if (codes.length > WORDS) codes[WORDS - 1] = ANYTHING;
  for (let word = 0; word < WORDS; word++) view.setUint32(at + word * 4, codes[word] ?? 0, true);
}

/** The signature of the name asked for; made once a question. Initials come last, so that they take no word from another. */
export function askedSignatureOf(name: AnalysedName): AskedSignature {
  const weighty = name.words.filter(isWeighty);
  const words = [...weighty, ...name.words.filter((word) => word.role === 'initial')];
  const asked = (words.length > 0 ? words : name.words).map((word) => askedWordOf(name, word));
  const sounds = new Set(asked.flatMap(({ narrow, wide }) => [...narrow, ...wide].map(soundsOf)));
  const rarest = asked.toSorted((one, other) => other.rarity - one.rarity)[0];
  return { words: asked, sounds, rarest, rarity: asked.reduce((sum, { rarity }) => sum + rarity, 0), known: new Map(), heard: new Map() };
}

function askedWordOf(name: AnalysedName, word: NameToken): AskedWord {
  const at = name.words.indexOf(word);
  const joined = joinsOf(name).filter((join) => join.first <= at && at < join.first + join.length).map((join) => join.word);
  const stem = word.stem === undefined ? [] : [word.stem];
  const packed = (one: NameToken, codes: readonly string[]): number[] => {
    const vowels = one.script === 'latin' ? [...new Set(one.readings.flatMap(withMarks).map(packVowels))] : [UNKNOWN_VOWELS];
    return codes.map(packCode).flatMap((code) => vowels.map((some) => packWord(code, some)));
  };
  return {
    weight: word.weight,
    rarity: rarityOf(word, {}) * Math.min(1, word.weight / FULL_WEIGHT),
    isInitial: word.role === 'initial',
    isWritten: word.script === 'latin',
    codes: [word, ...joined, ...stem].flatMap(narrowCodes),
    narrow: packed(word, narrowCodes(word)),
    wide: packed(word, wideCodes(word)),
    joined: [...joined, ...stem].flatMap((one) => packed(one, narrowCodes(one))),
    nicknames: nicknameWords(word).flatMap((one) => packed(one, narrowCodes(one))),
  };
}

/** A spelling as asked, and as it is stored where `ae`, `oe` or `ue` of a machine-readable zone was one letter with a mark. */
function withMarks(spelling: string): string[] {
  return UMLAUT.test(spelling) ? [spelling, spelling.replace(UMLAUTS, '$1')] : [spelling];
}
const UMLAUT = /[aou]e/;
const UMLAUTS = /([aou])e/g;

/** Of a word that sounds like none that is asked for: so are nearly all. */
const NONE = new Float64Array(0);

/** How well each word asked for can agree with a word of this code; nothing, where none can. */
function scoresOf(asked: AskedSignature, code: number): Float64Array {
  let scores = asked.known.get(code);
  if (scores === undefined) {
    scores = isHeard(asked, soundsOf(code)) || code === ANYTHING ? Float64Array.from(asked.words, (word) => scoreOf(word, code)) : NONE;
    asked.known.set(code, scores);
  }
  return scores;
}

/** Whether these sounds can be one of the words asked for, whatever the vowels. */
function isHeard({ words, heard }: AskedSignature, sounds: number): boolean {
  let is = heard.get(sounds);
  if (is === undefined) {
    const code = packWord(sounds, UNKNOWN_VOWELS);
    is = words.some((word) => scoreOf(word, code) > 0);
    heard.set(sounds, is);
  }
  return is;
}

/** How well a word can agree by its vowels, with one of its codes. */
function scoreOfVowels(word: AskedWord, code: number): number {
  if (code === ANYTHING) return UNKNOWN;
  const sounds = soundsOf(code);
  let best = 0;
  for (const own of word.narrow) best = Math.max(best, scoreOfEdits(packWord(sounds, vowelsOf(own)), code));
  return best;
}

function scoreOf(word: AskedWord, code: number): number {
  if (code === ANYTHING) return UNKNOWN;
  if (word.isInitial) return INITIAL;
  const sounds = soundsOf(code);
  let best = 0;
  for (const own of word.narrow) best = Math.max(best, scoreOfEdits(own, code));
  const wide = word.isWritten && vowelsOf(code) !== UNKNOWN_VOWELS ? WIDE_WRITTEN : WIDE_UNWRITTEN;
  if (best < wide) for (const own of word.wide) if (soundsOf(own) === sounds) best = Math.max(best, Math.min(wide, scoreOfEdits(own, code)));
  for (const own of word.joined) if (soundsOf(own) === sounds) best = Math.max(best, Math.min(JOINED, scoreOfEdits(own, code)));
  for (const own of word.nicknames) if (soundsOf(own) === sounds) best = Math.max(best, Math.min(NICKNAME, scoreOfEdits(own, code)));
  return best;
}

/** Whether a code is one vowel: a word without consonants. */
const isVowel = (sounds: number): boolean => lengthOf(sounds) === 1 && sounds >= FIRST_VOWEL;
const FIRST_VOWEL = packCode('a');

function scoreOfEdits(one: number, other: number): number {
  const sounds = soundsOf(one);
  const otherSounds = soundsOf(other);
  const vowels = vowelsOf(one);
  const otherVowels = vowelsOf(other);
  const length = Math.max(lengthOf(sounds), lengthOf(otherSounds));
  // Words of vowels only are written in too many ways.
  if (isVowel(sounds) && isVowel(otherSounds)) return 1;
  const table = length <= 2 ? SHORT : length <= 4 ? MIDDLE : LONG;
  const edits = vowels === UNKNOWN_VOWELS || otherVowels === UNKNOWN_VOWELS ? 0 : Math.min(3, vowelEditsOf(vowels, otherVowels));
  return table[editsOf(sounds, otherSounds)]?.[edits] ?? 0;
}

/** The words of the signature that is looked at, and between them neighbours written together; and their scores. */
const codes: number[] = [];
const rows: Float64Array[] = [];

/**
 * What a name with this signature can score at most; 0 when it cannot be a possible match whose birth dates agree like this. `sure`: a bit
 * for each word asked for under one of whose codes it was found.
 */
export function signatureBound(asked: AskedSignature, stored: { view: DataView; at: number; sure: number }, born: DateBand): number {
  const { view, at } = stored;
  if (leastScore(asked.rarity, born) > 1) return 0;
  let last = 0;
  codes.length = rows.length = 0;
  for (let word = 0; word < WORDS; word++) {
    const code = view.getUint32(at + word * 4, true);
    if (code === 0) break;
    if (last !== 0) {
      const both = together(last, code);
      codes.push(both);
      rows.push(asked.sounds.has(soundsOf(both)) ? scoresOf(asked, both) : NONE);
    }
    codes.push(code);
    rows.push(scoresOf(asked, code));
    last = code;
  }
  return assess(asked.words, born, stored.sure);
}

/** The stored words that the last pick took, as bits. */
let picked = 0;

/** The best score of a word among the rows that are free: 0, 2, 4 ... are of the stored words, the others of two. */
function pick(column: number, used: number): number {
  let score = 0;
  for (let row = 0; row < rows.length; row++) {
    const found = rows[row]?.[column] ?? 0;
    const own = row & 1 ? 3 << (row >> 1) : 1 << (row >> 1);
    if (found <= score || (used & own) !== 0 || (row & 1 && found < LEAST_JOINED)) continue;
    score = found;
    picked = own;
  }
  return score;
}

/** The same of a word under one of whose codes the name was found, though the code here is another one that it has. */
function pickByVowels(word: AskedWord | undefined, used: number): number {
  let score = 0;
  for (let row = 0; word !== undefined && row < codes.length; row += 2) {
    const own = 1 << (row >> 1);
    const found = (used & own) === 0 ? scoreOfVowels(word, codes[row] ?? 0) : 0;
    if (found <= score) continue;
    score = found;
    picked = own;
  }
  return score;
}

function assess(words: readonly AskedWord[], born: DateBand, sure: number): number {
  let used = 0;
  let sum = 0;
  let total = 0;
  let rarity = 0;
  let left = 0;
  let leftWeight = 0;
  for (let place = 0; place < words.length; place++) {
    const { weight = 0, rarity: own = 0 } = words[place] ?? {};
    let best = pick(place, used);
    let bits = picked;
    if (best < SURE && (sure >> place) & 1) {
      const byVowels = pickByVowels(words[place], used);
      if (byVowels > best) {
        best = byVowels;
        bits = picked;
      }
    }
    if (best === 0) {
      left += 1;
      leftWeight += weight;
      continue;
    }
    // Two words asked for may be one word there.
    if (best !== JOINED) used |= bits;
    sum += best * weight;
    total += weight;
    rarity += own * Math.max(0, (best - HALF) / (1 - HALF));
  }
  if (sum === 0) return 0;
  const against = Math.min(left, ((rows.length + 1) >> 1) - bitsOf(used));
  const each = left === 0 ? 0 : leftWeight / left;
  total += against * each + (left - against) * each * ASKED_ONLY;
  const agreement = Math.min(1, (sum / total) * CONTRADICTION ** against + SLACK);
  const score = words.length === 1 ? agreement ** ONE_WORD : agreement;
  return score >= leastScore(rarity, born) ? score : 0;
}

function bitsOf(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
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
    const score = place === found ? 1 : otherwiseOf(word);
    sum += word.weight * score;
    total += word.weight;
    rarity += word.rarity * Math.max(0, (score - HALF) / (1 - HALF));
  });
  return total > 0 && sum / total + SLACK >= leastScore(rarity, born);
}

/** How well a word can agree at best with one that has none of its codes. */
function otherwiseOf(word: AskedWord): number {
  if (word.isInitial) return INITIAL;
  if (!word.isWritten) return WIDE_UNWRITTEN;
  const longest = Math.max(0, ...word.narrow.map((one) => lengthOf(soundsOf(one)))) + 1;
  return Math.max((longest <= 2 ? SHORT : longest <= 4 ? MIDDLE : LONG)[1]?.[0] ?? 0, WIDE_WRITTEN);
}

/** A bit for each word asked for that has one of these codes, of one word or of two with a line between; 0 for codes of words written together. */
export function placesOfCode({ words }: AskedSignature, code: string): number {
  let places = 0;
  for (const one of code.split('|')) words.forEach(({ codes }, place) => (places |= codes.includes(one) ? 1 << place : 0));
  return places;
}

/**
 * Whether somebody should be looked for under this code of one word, where a birth date narrows it: the rarest word, under all that it may have
 * become. Whoever matches has it, or is found by the pairs of the others.
 */
export function isWordWorth({ rarest }: AskedSignature, code: string): boolean {
  const sounds = packCode(code);
  return rarest !== undefined && (rarest.codes.includes(code) || rarest.wide.some((packed) => soundsOf(packed) === sounds));
}
