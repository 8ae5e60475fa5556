import { ARABIC, PERSIAN, SAME_LETTERS } from './arabic-letters.ts';
import { listPairs } from '../icao/icao-tables.ts';
import { listDifferent } from '../spelling.ts';

const [FATHA, DAMMA, KASRA, SHADDA, SUKUN, DAGGER] = ['\u064e', '\u064f', '\u0650', '\u0651', '\u0652', '\u0670'];
const TANWIN: Readonly<Record<string, string>> = { '\u064b': 'an', '\u064c': 'un', '\u064d': 'in' };

type Marked = { letter: string; vowel: string; doubled: boolean; silent: boolean };

/** Each letter with the marks that stand on it. */
const listMarked = (word: string): readonly Marked[] => {
  const marked: Marked[] = [];
  for (const character of word) {
    const last = marked.at(-1);
    if (character === SHADDA) {
      if (last !== undefined) last.doubled = true;
    } else if (character === SUKUN) {
      if (last !== undefined) last.silent = true;
    } else if (character === FATHA || character === DAMMA || character === KASRA || character === DAGGER) {
      if (last !== undefined) last.vowel += character === DAMMA ? 'u' : character === KASRA ? 'i' : 'a';
    } else if (TANWIN[character] !== undefined) {
      if (last !== undefined) last.vowel += TANWIN[character];
    } else marked.push({ letter: SAME_LETTERS.get(character) ?? character, vowel: '', doubled: false, silent: false });
  }
  return marked;
};

/** What differs between languages once the vowels are written. */
type Tongue = { readonly letters: ReadonlyMap<string, string>; readonly vowels: (written: string) => string; readonly w: string; readonly feminine: string };
const same = (written: string): string => written;
const lowered = (written: string): string => written.replaceAll('u', 'o').replaceAll('i', 'e');
const letters = (...tables: readonly string[]): ReadonlyMap<string, string> => new Map(tables.flatMap((table) => listPairs(table)));
const ARAB: Tongue = { letters: letters(ARABIC), vowels: same, w: 'w', feminine: 'a' };
const TONGUES: readonly Tongue[] = [
  ARAB,
  { ...ARAB, feminine: 'ah' },
  { letters: letters(ARABIC, PERSIAN), vowels: lowered, w: 'v', feminine: 'eh' },
  { letters: letters(ARABIC, PERSIAN, 'ق=q'), vowels: same, w: 'v', feminine: 'ah' },
  { letters: letters(ARABIC, PERSIAN, 'ق=q'), vowels: same, w: 'w', feminine: 'a' },
];

/** The readings of a word with its vowel marks: Arabic, then Persian and Urdu. `word` has no stretching signs. */
export const readVowelled = (word: string): readonly string[] => {
  const marked = listMarked(word);
  return listDifferent(TONGUES.map((tongue) => write(marked, tongue)), TONGUES.length);
};

const write = (marked: readonly Marked[], tongue: Tongue): string => {
  let text = '';
  marked.forEach(({ letter, vowel, doubled, silent }, at) => {
    const before = marked[at - 1];
    const short = tongue.vowels(vowel);
    const isOpen = before !== undefined && before.vowel !== '' && vowel === '' && !doubled;
    switch (letter) {
      case 'ا': case 'أ': case 'إ': case 'آ': case 'ى':
        if (vowel !== '') text += short;
        else if (letter === 'إ') text += 'i';
        else if (at === 0 && letter === 'ا' && marked[at + 1]?.letter === 'ي') break;
        else if (!text.endsWith('a') || letter === 'آ') text += 'a';
        break;
      case 'ؤ': case 'ئ': case 'ء': text += short; break;
      case 'ة': text += (text.endsWith('a') ? tongue.feminine.replace(/^[ae]/, '') : tongue.feminine) + short; break;
      case 'و': case 'ي': {
        const [long, glide] = letter === 'و' ? ['u', tongue.w] : ['i', 'y'];
        const isLong = vowel === '' && !doubled && (isOpen ? before.vowel === long || silent === false && before.vowel === '' : before !== undefined && !text.endsWith('a'));
        if (isLong) text += text.endsWith(tongue.vowels(long)) ? '' : long;
        else if (doubled && before?.vowel === 'i' && letter === 'ي') text += `y${short}`;
        else text += glide + (doubled ? glide : '') + short;
        break;
      }
      default: {
        const consonant = tongue.letters.get(letter) ?? '';
        text += consonant + (doubled && at > 0 ? consonant : '') + short;
      }
    }
  });
  return text;
};
