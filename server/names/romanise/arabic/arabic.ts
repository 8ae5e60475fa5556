import {
  ARABIC, EGYPTIAN, KURDISH, KURDISH_LATIN, KURDISH_LETTERS, LOAN, MAGHREB, PASHTO, PASHTO_LETTERS, PERSIAN, PERSIAN_LETTERS, URDU, URDU_LETTERS,
} from './arabic-letters.ts';
import { findCompound, findName, unifyLetters, withoutSigns } from './arabic-names.ts';
import { readVowelled } from './arabic-vowelled.ts';
import { type Filling, fillVowels } from './arabic-vowels.ts';
import { listPairs } from '../icao/icao-tables.ts';
import { listDifferent, makeSpeller } from '../spelling.ts';

const VOWEL_MARKS = /[\u064b-\u0652\u0670]/g;
const HAS_VOWEL_MARKS = /[\u064b-\u0652\u0670]/;

const letterMap = (...tables: readonly string[]): ReadonlyMap<string, string> => new Map(tables.flatMap((table) => listPairs(table)));

const CLASSIC: Filling = {
  consonants: letterMap(ARABIC), short: 'a', afterLong: 'i', w: 'u', y: 'i', prefix: 'u', feminine: 'a', glide: 'w', clusters: false, parted: true,
};
const FILLINGS = {
  classic: CLASSIC,
  closed: { ...CLASSIC, afterLong: 'e', w: 'ou', y: 'ee', feminine: 'ah', parted: false },
  loan: { ...CLASSIC, consonants: letterMap(ARABIC, LOAN), short: 'e', w: 'o', y: 'i', clusters: true },
  egyptian: { ...CLASSIC, consonants: letterMap(ARABIC, EGYPTIAN), afterLong: 'e', w: 'o', prefix: 'o' },
  maghreb: { ...CLASSIC, consonants: letterMap(ARABIC, MAGHREB), short: 'e', afterLong: 'e', w: 'ou', prefix: 'o', glide: 'ou' },
  persian: { ...CLASSIC, consonants: letterMap(ARABIC, PERSIAN), afterLong: 'e', w: 'u', prefix: 'o', feminine: 'eh', glide: 'v' },
  persianShort: { ...CLASSIC, consonants: letterMap(ARABIC, PERSIAN), short: 'e', afterLong: 'e', w: 'ou', prefix: 'o', feminine: 'e', glide: 'v', parted: false },
  urdu: { ...CLASSIC, consonants: letterMap(ARABIC, URDU), w: 'o', y: 'i', prefix: 'u', feminine: 'a', glide: 'w' },
  urduClosed: { ...CLASSIC, consonants: letterMap(ARABIC, URDU), w: 'u', y: 'e', prefix: 'u', feminine: 'ah', glide: 'v', parted: false },
  pashto: { ...CLASSIC, consonants: letterMap(ARABIC, PASHTO), w: 'o', y: 'i', glide: 'w', parted: false },
} as const satisfies Readonly<Record<string, Filling>>;
type Way = keyof typeof FILLINGS;

const ARAB_WAYS: readonly Way[] = ['classic', 'loan', 'closed', 'persian', 'maghreb', 'egyptian'];
const EGYPTIAN_WAYS: readonly Way[] = ['classic', 'loan', 'egyptian', 'closed', 'maghreb', 'persian'];
const PERSIAN_WAYS: readonly Way[] = ['persian', 'persianShort', 'classic', 'loan', 'urdu'];
const URDU_WAYS: readonly Way[] = ['urdu', 'urduClosed', 'loan', 'persian'];
const PASHTO_WAYS: readonly Way[] = ['pashto', 'urdu', 'loan', 'persianShort'];

const KURDISH_SPELLERS = [makeSpeller(KURDISH), makeSpeller(KURDISH, KURDISH_LATIN)];

const hasAny = (word: string, letters: string): boolean => {
  for (const letter of letters) if (word.includes(letter)) return true;
  return false;
};

const waysOf = (word: string): readonly Way[] => {
  if (hasAny(word, URDU_LETTERS)) return URDU_WAYS;
  if (hasAny(word, PASHTO_LETTERS)) return PASHTO_WAYS;
  if (hasAny(word, PERSIAN_LETTERS)) return PERSIAN_WAYS;
  return word.includes('ج') ? EGYPTIAN_WAYS : ARAB_WAYS;
};

const ARTICLE = 'ال';
const SUN_LETTERS = 'تثدذرزسشصضطظلن';
const SHORTEST_WITH_ARTICLE = 4;

/** The word without the article that is joined to it (الشمس gives شمس), or undefined when it has none or is a name that only begins so. */
export const findWithoutArticle = (word: string): string | undefined => {
  const letters = unifyLetters(word.replace(VOWEL_MARKS, ''));
  return letters.startsWith(ARTICLE) && letters.length >= SHORTEST_WITH_ARTICLE && findName(letters) === undefined ? letters.slice(ARTICLE.length) : undefined;
};

/** An Arabic, Persian, Urdu, Pashto or Kurdish word: as names are usually spelt when it is a frequent one, else as its letters allow. */
export const readArabic = (word: string, most: number): readonly string[] => {
  if (HAS_VOWEL_MARKS.test(word)) {
    const marked = readVowelled(withoutSigns(word));
    if (marked.length > 0) return listDifferent([...marked, ...readBare(word.replace(VOWEL_MARKS, ''), most)], most);
  }
  return readBare(word, most);
};

const readBare = (word: string, most: number): readonly string[] => {
  if (hasAny(word, KURDISH_LETTERS)) return listDifferent(KURDISH_SPELLERS.map((spell) => spell(withoutSigns(word))), most);
  const letters = unifyLetters(word);
  const known = findName(letters);
  if (known !== undefined) return listDifferent(known.length < most ? [...known, ...fill(letters, waysOf(word).slice(0, 1))] : known, most);
  const servant = readServant(letters, most);
  if (servant !== undefined) return servant;
  if (letters.startsWith(ARTICLE) && letters.length >= SHORTEST_WITH_ARTICLE) return withArticle(letters, word, most);
  const compound = findCompound(letters);
  const ways = waysOf(word);
  return listDifferent(compound === undefined ? fill(letters, ways) : [...compound, ...fill(letters, ways.slice(0, 1))], most);
};

/** Foreign names write ch with two letters. */
const fill = (letters: string, ways: readonly Way[]): readonly string[] =>
  ways.map((way) => fillVowels(FILLINGS[way].clusters ? letters.replaceAll('تش', 'چ') : letters, FILLINGS[way]));

const withArticle = (letters: string, word: string, most: number): readonly string[] => {
  const stem = letters.slice(ARTICLE.length);
  const stems = findName(stem) ?? findCompound(stem) ?? listDifferent(fill(stem, waysOf(word)), 3);
  const [first = '', second = first, third = first] = stems;
  const isSun = SUN_LETTERS.includes(stem.charAt(0));
  const sun = isSun ? /^(th|dh|sh|kh|[a-z])/.exec(first)?.[0] ?? '' : '';
  return listDifferent([
    `al${first}`, ...(isSun ? [`a${sun}${first}`] : []), `el${first}`, `al${second}`, `al${third}`, ...(isSun ? [`e${sun}${first}`] : []), ...fill(letters, ['loan']),
  ], most);
};

const SERVANTS = ['عبدال', 'عبدل'];
/** "Servant of …" in one word: Abdulrahman, Abdelrahman, Abdurrahman. */
const readServant = (letters: string, most: number): readonly string[] | undefined => {
  const start = SERVANTS.find((servant) => letters.startsWith(servant) && letters.length > servant.length + 1);
  if (start === undefined) return undefined;
  const name = letters.slice(start.length);
  const stems = findName(name) ?? listDifferent(fill(name, ['classic', 'closed']), 2);
  const [first = '', second = first] = stems;
  const isSun = SUN_LETTERS.includes(name.charAt(0));
  const sun = /^(th|dh|sh|[a-z])/.exec(first)?.[0] ?? '';
  return listDifferent([`abdul${first}`, `abdel${first}`, ...(isSun ? [`abdu${sun}${first}`] : []), `abdul${second}`, `abdal${first}`, `abdel${second}`, `abdol${first}`], most);
};
