import { foldToAscii, listDifferent } from '../spelling.ts';

/**
 * Letters by their place in a block. The blocks of the nine great scripts of India have one order, so that one table serves all: independent
 * vowels 05-14, consonants 15-39, vowel signs 3e-4c, the mark that takes the vowel away 4d, consonants with a dot 58-5f.
 */
const VOWELS = new Map(Object.entries({
  '05': 'a', '06': 'a', '07': 'i', '08': 'i', '09': 'u', '0a': 'u', '0b': 'ri', '0c': 'li', '0d': 'e', '0e': 'e', '0f': 'e', '10': 'ai', '11': 'o', '12': 'o', '13': 'o', '14': 'au', '60': 'ri',
}).map(([place, written]) => [Number.parseInt(place, 16), written]));
const CONSONANTS = 'k kh g gh n ch chh j jh n t th d dh n t th d dh n n p ph b bh m y r r l l l v sh sh s h'.split(' ');
const FIRST_CONSONANT = 0x15;
const SIGNS = new Map(Object.entries({
  '3e': 'a', '3f': 'i', '40': 'i', '41': 'u', '42': 'u', '43': 'ri', '44': 'ri', '45': 'e', '46': 'e', '47': 'e', '48': 'ai', '49': 'o', '4a': 'o', '4b': 'o', '4c': 'au', '57': 'au', '55': '', '56': '',
}).map(([place, written]) => [Number.parseInt(place, 16), written]));
const DOTTED = new Map(Object.entries({ '58': 'q', '59': 'kh', '5a': 'gh', '5b': 'z', '5c': 'r', '5d': 'rh', '5e': 'f', '5f': 'y' }).map(([place, written]) => [Number.parseInt(place, 16), written]));
const [CANDRABINDU, ANUSVARA, VISARGA, NUKTA, VIRAMA] = [0x01, 0x02, 0x03, 0x3c, 0x4d];
const WITH_NUKTA: Readonly<Record<string, string>> = { k: 'q', kh: 'kh', g: 'gh', j: 'z', d: 'r', dh: 'rh', ph: 'f', y: 'y' };

const BLOCKS = [0x900, 0x980, 0xa00, 0xa80, 0xb00, 0xb80, 0xc00, 0xc80, 0xd00];
const [BENGALI, TAMIL] = [0x980, 0xb80];
/** Telugu, Kannada and Malayalam say m at the end of a word. */
const FINAL_M = new Set([0xb80, 0xc00, 0xc80, 0xd00]);
/** Scripts whose languages drop the inherent vowel at the end of a word and between two syllables that have one. */
const DROPPING = new Set([0x900, 0x980, 0xa00, 0xa80]);

type Unit = { consonant: string; vowel: string; inherent: boolean; nasal: boolean; block: number };

/** Signs that differ by language: to the place of the letter that they stand for, or what is written. */
const SPECIAL = new Map<string, string>([
  ['ৎ', 't'], ['ੰ', 'N'], ['ੱ', 'D'], ['ॐ', 'om'], ['ൺ', 'n'], ['ൻ', 'n'], ['ർ', 'r'], ['ൽ', 'l'], ['ൾ', 'l'], ['ൿ', 'k'], ['ৱ', 'w'], ['ৰ', 'r'], ['ୟ', 'y'], ['ୱ', 'w'], ['ഺ', 't'], ['ೞ', 'l'],
]);

const listUnits = (word: string): readonly Unit[] => {
  const units: Unit[] = [];
  const open = (consonant: string, block: number): void => {
    units.push({ consonant, vowel: '', inherent: consonant !== '', nasal: false, block });
  };
  for (const character of word.normalize('NFC')) {
    const code = character.charCodeAt(0);
    const block = BLOCKS.find((start) => code >= start && code < start + 0x80) ?? 0;
    const place = code - block;
    const last = units.at(-1);
    const special = SPECIAL.get(character);
    const vowel = VOWELS.get(place);
    const sign = SIGNS.get(place);
    if (block === 0) continue;
    if (special === 'N') {
      if (last !== undefined) last.nasal = true;
    } else if (special === 'D') open('D', block);
    else if (special !== undefined) {
      open(special, block);
      const own = units.at(-1);
      if (own !== undefined && block !== BENGALI) own.inherent = false;
    } else if (place === VIRAMA) {
      if (last !== undefined) last.inherent = false;
    } else if (place === NUKTA) {
      if (last !== undefined) last.consonant = WITH_NUKTA[last.consonant] ?? last.consonant;
    } else if (place === ANUSVARA || place === CANDRABINDU) {
      if (last !== undefined) last.nasal = place === ANUSVARA || last.nasal;
    } else if (place === VISARGA) open('h', block);
    else if (sign !== undefined) {
      if (last !== undefined) [last.vowel, last.inherent] = [sign, false];
    } else if (vowel !== undefined) {
      open('', block);
      const own = units.at(-1);
      if (own !== undefined) own.vowel = vowel;
    } else {
      const consonant = DOTTED.get(place) ?? CONSONANTS[place - FIRST_CONSONANT];
      if (consonant !== undefined) open(consonant, block);
    }
  }
  return units;
};

/** How a reading treats what languages treat differently. */
type Way = { readonly inherent: string; readonly drop: 'end' | 'all' | 'none'; readonly written: (consonant: string, unit: Unit, before: Unit | undefined, next: Unit | undefined) => string };

const same = (consonant: string): string => consonant;
/** As English spells it: w for v, oo and ee stay with the engine that compares. */
const english = (consonant: string): string => ({ v: 'w', chh: 'ch', jh: 'jh' })[consonant] ?? consonant;
/** Bengali says b for v, and j for the y that is not dotted. */
const bengali = (consonant: string, unit: Unit, before: Unit | undefined): string =>
  unit.block !== BENGALI ? consonant : consonant === 'v' ? 'b' : consonant === 'y' && before === undefined ? 'j' : consonant === 'chh' ? 'ch' : consonant;
const VOICED: Readonly<Record<string, string>> = { k: 'g', t: 'd', p: 'b', ch: 's' };
/** Tamil has one letter for voiced and voiceless: voiced between vowels and after a nasal. */
const tamil = (consonant: string, unit: Unit, before: Unit | undefined, next: Unit | undefined): string => {
  if (before === undefined) return consonant === 'ch' ? 's' : consonant;
  const isDoubled = !unit.inherent && unit.vowel === '' && next?.consonant === unit.consonant;
  if (isDoubled) return consonant === 'ch' ? 'c' : consonant;
  const isSoft = before.inherent || before.vowel !== '' || before.consonant === 'n' || before.consonant === 'm';
  return isSoft ? VOICED[consonant] ?? consonant : consonant;
};

const WAYS: readonly Way[] = [
  { inherent: 'a', drop: 'all', written: bengali },
  { inherent: 'a', drop: 'end', written: english },
  { inherent: 'a', drop: 'none', written: same },
  { inherent: 'o', drop: 'end', written: bengali },
];
const TAMIL_WAYS: readonly Way[] = [{ inherent: 'a', drop: 'none', written: tamil }, { inherent: 'a', drop: 'none', written: same }, { inherent: 'a', drop: 'end', written: tamil }];
/** The newest American system leaves the inherent vowel out altogether. */
const BARE: Way = { inherent: '', drop: 'none', written: same };

/** A word of one of the nine great scripts of India, with the inherent vowel where it is said, then everywhere, then by the habits of each language. */
export const readIndic = (word: string, most: number): readonly string[] => {
  const units = listUnits(word);
  if (units.length === 0) return listDifferent([foldToAscii(word)], most);
  const block = units[0]?.block ?? 0;
  const ways = block === TAMIL ? TAMIL_WAYS : DROPPING.has(block) ? WAYS : [{ inherent: 'a', drop: 'none', written: same } as const, { inherent: 'a', drop: 'none', written: english } as const];
  const isBengali = block === BENGALI;
  const readings = ways.filter((way) => way.inherent === 'a' || isBengali).map((way) => write(units, way));
  return listDifferent([...readings, write(units, BARE)].map((reading) => reading.replaceAll('D', '')), most);
};

const write = (units: readonly Unit[], way: Way): string => {
  let text = '';
  let dropped = false;
  units.forEach((unit, at) => {
    const next = units[at + 1];
    const consonant = way.written(unit.consonant, unit, units[at - 1], next);
    // A doubling sign stands before the consonant that it doubles.
    text += unit.consonant === 'D' ? next?.consonant.charAt(0) ?? '' : consonant;
    const isDropped = unit.inherent && unit.consonant !== 'D' && isSilent(units, at, way.drop, dropped);
    dropped = isDropped;
    if (unit.consonant !== 'D') text += unit.inherent ? (isDropped ? '' : way.inherent) : unit.vowel;
    if (unit.nasal) text += (next === undefined ? FINAL_M.has(unit.block) : /^[pbm]/.test(next.consonant)) ? 'm' : 'n';
  });
  return text;
};

/** Whether an inherent vowel is not said: at the end of a word, and between a syllable that ends in a vowel and one that has its own. */
const isSilent = (units: readonly Unit[], at: number, drop: Way['drop'], droppedBefore: boolean): boolean => {
  if (drop === 'none') return false;
  const unit = units[at];
  const next = units[at + 1];
  const before = units[at - 1];
  if (unit?.nasal === true) return false;
  if (next === undefined) return at > 0 && !(before !== undefined && !before.inherent && before.vowel === '' && before.consonant !== '' && unit?.consonant === 'y');
  if (drop === 'end' || at === 0 || droppedBefore || before === undefined) return false;
  const beforeIsOpen = before.inherent || before.vowel !== '';
  const nextIsOpen = next.consonant !== '' && next.vowel !== '';
  return beforeIsOpen && nextIsOpen && !before.nasal;
};
