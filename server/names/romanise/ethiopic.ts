import { foldToAscii, listDifferent } from './spelling.ts';

/** The consonant of each row of eight from U+1200. A capital W says that the row is rounded: kwa. */
const ROWS = 'h l h m s r s sh q qW q qW b v t ch h hW n ny - k kW h hW w - z zh y d d j g gW ng t ch p ts ts f p'.split(' ').map((row) => (row === '-' ? '' : row));
const FIRST = 0x1200;
const ROW = 8;
/** Rows whose first order is said like the fourth: the throat letters. */
const THROAT = new Set([0, 2, 16, 20, 26]);

/** How a reading writes the orders: the first, the fifth, and the sixth, which may have no vowel. */
type Way = { readonly first: string; readonly fifth: string; readonly sixth: 'sparse' | 'always' | 'never'; readonly throat: string; readonly q: string };
const WAYS: readonly Way[] = [
  { first: 'e', fifth: 'e', sixth: 'sparse', throat: 'a', q: 'k' },
  { first: 'e', fifth: 'e', sixth: 'never', throat: 'a', q: 'q' },
  { first: 'a', fifth: 'e', sixth: 'sparse', throat: 'a', q: 'q' },
  { first: 'e', fifth: 'e', sixth: 'always', throat: 'a', q: 'k' },
  { first: 'e', fifth: 'ie', sixth: 'always', throat: 'e', q: 'k' },
  { first: 'e', fifth: 'e', sixth: 'never', throat: 'a', q: 'k' },
];

type Syllable = { readonly consonant: string; readonly row: number; readonly order: number };

const listSyllables = (word: string): readonly (Syllable | string)[] => [...word].map((character) => {
  const number = character.charCodeAt(0) - FIRST;
  const row = Math.floor(number / ROW);
  const consonant = number >= 0 ? ROWS[row] : undefined;
  return consonant === undefined ? foldToAscii(character) : { consonant, row, order: number % ROW };
});

/** An Amharic or Tigrinya word: with the vowels that names are usually spelt with, then by the systems that write the sixth order always or never. */
export const readEthiopic = (word: string, most: number): readonly string[] => {
  const syllables = listSyllables(word);
  return listDifferent(WAYS.map((way) => write(syllables, way)), most);
};

const write = (syllables: readonly (Syllable | string)[], way: Way): string => {
  let text = '';
  let bare = true;
  syllables.forEach((syllable, at) => {
    if (typeof syllable === 'string') {
      text += syllable;
      return;
    }
    const isRounded = syllable.consonant.endsWith('W');
    const consonant = (isRounded ? syllable.consonant.slice(0, -1) : syllable.consonant).replace('q', way.q) + (isRounded ? 'w' : '');
    const vowel = syllable.order === 5 ? sixth(syllables, at, { way, bare, consonant }) : vowelOf(syllable, way);
    text += (syllable.order === 7 && !isRounded ? `${consonant}w` : consonant) + vowel;
    bare = vowel === '';
  });
  return text;
};

const vowelOf = ({ row, order }: Syllable, way: Way): string => {
  switch (order) {
    case 0: return THROAT.has(row) ? way.throat : way.first;
    case 1: return 'u';
    case 2: return 'i';
    case 4: return way.fifth;
    case 6: return 'o';
    default: return 'a';
  }
};

type Place = { readonly way: Way; readonly bare: boolean; readonly consonant: string };

/** The sixth order: no vowel, or the short i that parts consonants which cannot stand together. */
const sixth = (syllables: readonly (Syllable | string)[], at: number, { way, bare, consonant }: Place): string => {
  if (way.sixth !== 'sparse') return way.sixth === 'always' || (consonant === '' && at === 0) ? 'i' : '';
  const next = syllables[at + 1];
  if (consonant === '') return at === 0 ? 'i' : '';
  if (next === undefined || typeof next === 'string') return '';
  if (at === 0 && (next.order === 5 || next.consonant !== 'r')) return 'i';
  return bare || (next.order === 5 && at + 2 < syllables.length) ? 'i' : '';
};
