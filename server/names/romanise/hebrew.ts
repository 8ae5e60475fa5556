import { HEBREW_NAMES } from './hebrew-names.ts';
import { icaoTransliterate } from './icao/icao.ts';
import { listPairs } from './icao/icao-tables.ts';
import { foldToAscii, listDifferent } from './spelling.ts';

const POINTS = /[\u0591-\u05c7]/g;
const HAS_VOWELS = /[\u05b0-\u05bb\u05c7]/;
const GERESH = /[\u05f3'’׳`]/g;
const GERSHAYIM = /[\u05f4"”״]/g;
const NOT_LETTERS = /[^\u05d0-\u05ea\u05f3]/g;

const NAMES = ((): ReadonlyMap<string, readonly string[]> => {
  const names = new Map<string, string[]>();
  for (const [name, spellings] of listPairs(HEBREW_NAMES)) {
    const key = name.replace(NOT_LETTERS, '');
    names.set(key, [...new Set([...(names.get(key) ?? []), ...spellings.split(',').map(foldToAscii)])]);
  }
  return names;
})();

/** How the letters that have several sounds are taken. */
type Way = {
  /** כ and ח in the middle of a word, and ק. */
  readonly kaf: string;
  readonly het: string;
  readonly qof: string;
  /** ב and פ after a vowel. */
  readonly bet: string;
  readonly pe: string;
  /** ו between consonants, and י. */
  readonly vav: string;
  readonly yod: string;
  /** The vowel that is put between two consonants. */
  readonly short: string;
  readonly shin: string;
  readonly initialVav: string;
  /** א and ע in the middle. */
  readonly alef: string;
  /** Whether vowels are put in between two consonants in a row, or only where three would meet. */
  readonly dense: boolean;
};

const NATIVE: Way = { kaf: 'ch', het: 'ch', qof: 'k', bet: 'v', pe: 'f', vav: 'o', yod: 'i', short: 'a', shin: 'sh', initialVav: 'v', alef: 'a', dense: true };
const FOREIGN: Way = { ...NATIVE, kaf: 'k', het: 'h', bet: 'b', pe: 'p', short: 'e', initialVav: 'w', dense: false };
const WAYS: readonly Way[] = [
  { ...NATIVE, het: 'h', kaf: 'kh' },
  FOREIGN,
  { ...FOREIGN, vav: 'u', bet: 'v', pe: 'f', initialVav: 'v' },
  { ...NATIVE, vav: 'u', short: 'e' },
  { ...NATIVE, qof: 'q', shin: 's', het: 'ch', dense: false },
  { ...FOREIGN, vav: 'v', short: 'a' },
];

const PLAIN: Readonly<Record<string, string>> = {
  ג: 'g', ד: 'd', ה: 'h', ז: 'z', ט: 't', ל: 'l', מ: 'm', ם: 'm', נ: 'n', ן: 'n', ס: 's', צ: 'tz', ץ: 'tz', ר: 'r', ת: 't', ף: 'f', ך: 'ch',
};
const WITH_GERESH: Readonly<Record<string, string>> = { ג: 'j', ז: 'zh', צ: 'ch', ץ: 'ch', ת: 'th', ד: 'dh', ח: 'kh', ט: 'th', ע: 'gh', ר: 'gh', ו: 'w' };
const VOWEL = /[aeiou]$/;

/** A Hebrew or Yiddish word: as names are usually spelt when it is a frequent one, else its letters with vowels put in. */
export const readHebrew = (word: string, most: number): readonly string[] => {
  const composed = word.normalize('NFKC');
  const letters = composed.replace(POINTS, '').replace(GERSHAYIM, '').replace(GERESH, '\u05f3').replace(NOT_LETTERS, '');
  const pointed = HAS_VOWELS.test(composed) ? [toLetters(icaoTransliterate(composed, 'hebrew'))] : [];
  const known = NAMES.get(letters) ?? [];
  const ways = known.length > 0 ? WAYS.slice(0, 1) : WAYS;
  return listDifferent([...pointed, ...known, ...ways.map((way) => fill(letters, way))], most);
};

const toLetters = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '');

const fill = (letters: string, way: Way): string => {
  let text = '';
  let run = 0;
  for (let at = 0; at < letters.length; at += 1) {
    const sound = soundAt(letters, at, text, way);
    const isVowel = /^[aeiou]/.test(sound.text) || sound.text === '';
    if (!isVowel) {
      const isLast = at + sound.length >= letters.length;
      if (run > 0 && needsVowel(text, run, { isLast, dense: way.dense, nextIsVowel: isVowelLetter(letters, at + sound.length) })) {
        text += way.short;
        run = 0;
      }
      run += 1;
    } else if (sound.text !== '') run = 0;
    text += sound.text;
    at += sound.length - 1;
  }
  return text;
};

type Place = { readonly isLast: boolean; readonly dense: boolean; readonly nextIsVowel: boolean };

/** Whether a short vowel stands before the next consonant. `run` consonants have just been written. */
const needsVowel = (text: string, run: number, place: Place): boolean => {
  if (!place.dense) return run > 1 || (place.isLast && text.length < 3) || (run === 1 && !/[aeiou]/.test(text) && !place.nextIsVowel);
  if (run > 1 || place.isLast || !/[aeiou]/.test(text)) return true;
  return !place.nextIsVowel;
};

const isVowelLetter = (letters: string, at: number): boolean => {
  const letter = letters.charAt(at);
  return letter === 'ו' || letter === 'י' || letter === 'א' || letter === 'ע' || (letter === 'ה' && at === letters.length - 1);
};

type Sound = { readonly text: string; readonly length: number };

const soundAt = (letters: string, at: number, before: string, way: Way): Sound => {
  const letter = letters.charAt(at);
  const next = letters.charAt(at + 1);
  const isLast = at === letters.length - 1;
  const afterVowel = VOWEL.test(before);
  if (next === '\u05f3') return { text: WITH_GERESH[letter] ?? PLAIN[letter] ?? '', length: 2 };
  switch (letter) {
    case 'א': case 'ע': return alef(letters, at, way);
    case 'ב': return { text: at === 0 ? 'b' : way.bet, length: 1 };
    case 'פ': return { text: at === 0 && way.dense ? 'p' : way.pe, length: 1 };
    case 'כ': return { text: at === 0 ? 'k' : way.kaf, length: 1 };
    case 'ח': return { text: way.het, length: 1 };
    case 'ק': return { text: way.qof, length: 1 };
    case 'ש': return { text: way.shin, length: 1 };
    case 'ה': return { text: isLast ? (afterVowel ? '' : 'a') : 'h', length: 1 };
    case 'ו': return vav(letters, at, before, way);
    case 'י': return yod(letters, at, before, way);
    default: return { text: PLAIN[letter] ?? '', length: 1 };
  }
};

/** א and ע carry the vowel after them, or are one. */
const alef = (letters: string, at: number, way: Way): Sound => {
  const next = letters.charAt(at + 1);
  if (next === 'ו') return { text: letters.charAt(at + 2) === 'ו' ? 'a' : way.vav === 'v' ? 'o' : way.vav, length: letters.charAt(at + 2) === 'ו' ? 1 : 2 };
  if (next === 'י') return letters.charAt(at + 2) === 'י' ? { text: 'ei', length: 3 } : { text: 'i', length: 2 };
  if (at > 0 && letters.charAt(at - 1) === 'י' && at === letters.length - 1) return { text: 'a', length: 1 };
  return { text: at === 0 ? (way.dense ? 'a' : way.alef) : way.alef, length: 1 };
};

const vav = (letters: string, at: number, before: string, way: Way): Sound => {
  const next = letters.charAt(at + 1);
  if (next === 'ו') return { text: way.initialVav, length: 2 };
  if (at === 0) return { text: way.initialVav, length: 1 };
  if (next === 'א' || (next === 'ה' && at === letters.length - 2) || VOWEL.test(before)) return { text: way.initialVav, length: 1 };
  if (next === 'י' && at > 0) return { text: way.vav === 'v' ? 'v' : way.dense ? `${way.vav}y` : way.vav, length: way.dense && way.vav !== 'v' ? 2 : 1 };
  return { text: way.vav === 'v' && isVowelLetter(letters, at + 1) ? 'v' : way.vav === 'v' ? 'o' : way.vav, length: 1 };
};

const yod = (letters: string, at: number, before: string, way: Way): Sound => {
  const next = letters.charAt(at + 1);
  if (next === 'י') return { text: at === 0 ? 'yi' : 'ei', length: 2 };
  if (at === 0) return { text: next === 'ו' || next === 'א' || next === 'ה' ? 'y' : way.dense ? 'y' : 'i', length: 1 };
  if (next === 'ה' && at === letters.length - 2) return { text: 'iy', length: 1 };
  if (next === 'ו' || next === 'א') return { text: VOWEL.test(before) ? 'y' : 'i', length: 1 };
  return { text: VOWEL.test(before) ? 'i' : at === letters.length - 1 ? 'i' : way.yod, length: 1 };
};
