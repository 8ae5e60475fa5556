import { nicknameWords } from './codes/bases.ts';
import { narrowCodes, wideCodes } from './codes/word-codes.ts';
import type { AnalysedName, AskedSignature, NameSignature, NameToken } from './model.ts';
import { joinsOf } from './pairs/joins.ts';
import { withReadings } from './words/token.ts';

/** What a word that was asked for and is not there costs; as in the comparison. */
const ASKED_ONLY = 0.55;

/**
 * Sixteen bits for a word: which of the seven classes it has, its first class (3 bits), its last, and how many classes (3). 0 is no word,
 * ANYTHING could be any word.
 */
const ANYTHING = 0xffff;
const CLASSES = 'PTSKRMN';

function shapeOf(code: string): number {
  let classes = 0;
  let first = 7;
  let last = 7;
  let count = 0;
  for (let at = 0; at < code.length; at++) {
    const one = CLASSES.indexOf(code.charAt(at));
    if (one < 0) continue;
    classes |= 1 << one;
    if (first === 7) first = one;
    last = one;
    count += 1;
  }
  return classes | (first << 7) | (last << 10) | (count << 13);
}

/** The signature that is kept beside a stored name: the shapes of its four weightiest words; of longer names one stands for anything. */
export function signatureOf(name: AnalysedName): NameSignature {
  const words = name.words.filter((word) => word.role === 'name' || word.role === 'patronymic');
  const shapes = words.slice(0, words.length > 4 ? 3 : 4).map((word) => shapeOf(narrowCodes(word)[0] ?? ''));
  if (words.length > 4 || words.length === 0 || name.words.some((word) => word.role === 'initial')) shapes.splice(3, 1, ANYTHING);
  const [one = 0, two = 0, three = 0, four = 0] = shapes;
  return { first: (one | (two << 16)) >>> 0, last: (three | (four << 16)) >>> 0 };
}

/** Kinds of consonants in which words that are taken for one another differ, by how many a word has. */
const gapOf = (classes: number): number => (bitCount(classes) >= 4 ? 2 : 1);
/** Consonants that one may have more, by how many a word has. */
const countGapOf = (count: number): number => (count >= 4 ? 2 : 1);
/** Codes of a word that are looked at. */
const MOST_CODES = 8;
const MASKS = 128;

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** The signature of the name asked for; made once a question. */
export function askedSignatureOf(name: AnalysedName): AskedSignature {
  const words = name.words;
  const tables = words.map((word, at) => (word.role === 'initial' ? undefined : tableOf(name, word, at)));
  const weights = Float64Array.from(words, (word) => word.weight);
  return { tables, weights, total: weights.reduce((sum, weight) => sum + weight, 0) };
}

/** A table has five rows of a byte for each set of classes: first classes, last classes and counts that pass; first and last classes that pass exactly. */
const FIRSTS = 0;
const LASTS = MASKS;
const COUNTS = 2 * MASKS;
const EXACT_FIRSTS = 3 * MASKS;
const EXACT_LASTS = 4 * MASKS;

/** What a word is like, and exactly: its everyday forms, written with its neighbours, with and without `abd`. */
function tableOf(name: AnalysedName, word: NameToken, at: number): Uint8Array {
  const table = new Uint8Array(5 * MASKS);
  const own = wideCodes(word).slice(0, MOST_CODES).map(shapeOf);
  for (const shape of own) addNear(table, shape);
  const joined = joinsOf(name).filter((join) => join.first <= at && at < join.first + join.length).map((join) => join.word);
  const servant = word.stem ?? withReadings(word, [`abdul${word.folded}`]);
  const others = [...nicknameWords(word), ...joined, servant].flatMap((one) => narrowCodes(one)).map(shapeOf);
  for (const shape of [...own, ...others]) {
    add(table, EXACT_FIRSTS + (shape & 127), 1 << ((shape >>> 7) & 7));
    add(table, EXACT_LASTS + (shape & 127), 1 << ((shape >>> 10) & 7));
  }
  return table;
}

function addNear(table: Uint8Array, shape: number): void {
  const classes = shape & 127;
  const count = shape >>> 13;
  let counts = 0;
  for (let one = Math.max(0, count - countGapOf(count)); one <= Math.min(7, count + countGapOf(count)); one++) counts |= 1 << one;
  for (let mask = 0; mask < MASKS; mask++) {
    if (bitCount(mask ^ classes) > gapOf(classes)) continue;
    add(table, FIRSTS + mask, 1 << ((shape >>> 7) & 7));
    add(table, LASTS + mask, 1 << ((shape >>> 10) & 7));
    add(table, COUNTS + mask, counts);
  }
}

const add = (table: Uint8Array, at: number, bits: number): void => {
  table[at] = (table[at] ?? 0) | bits;
};

/** No name with this signature should score more than this: 1 when nothing can be said. Costs some tens of nanoseconds. */
export function signatureBound(asked: AskedSignature, stored: NameSignature): number {
  const [one, two, three, four] = [stored.first & 0xffff, stored.first >>> 16, stored.last & 0xffff, stored.last >>> 16];
  let matched = 0;
  for (let at = 0; at < asked.tables.length; at++) {
    const table = asked.tables[at];
    if (table === undefined || passes(table, one) || passes(table, two) || passes(table, three) || passes(table, four) ||
      passesTogether(table, one, two) || passesTogether(table, two, three) || passesTogether(table, three, four)) matched += asked.weights[at] ?? 0;
  }
  return asked.total === 0 ? 1 : matched / (matched + ASKED_ONLY * (asked.total - matched));
}

function passes(table: Uint8Array, shape: number): boolean {
  if (shape === 0) return false;
  if (shape === ANYTHING) return true;
  const mask = shape & 127;
  const [first, last] = [(shape >>> 7) & 7, (shape >>> 10) & 7];
  if ((((table[EXACT_FIRSTS + mask] ?? 0) >>> first) & ((table[EXACT_LASTS + mask] ?? 0) >>> last) & 1) === 1) return true;
  return (((table[COUNTS + mask] ?? 0) >>> (shape >>> 13)) & (((table[FIRSTS + mask] ?? 0) >>> first) | ((table[LASTS + mask] ?? 0) >>> last)) & 1) === 1;
}

/** Two neighbouring words as one. */
function passesTogether(table: Uint8Array, one: number, other: number): boolean {
  if (one === 0 || other === 0 || one === ANYTHING || other === ANYTHING) return false;
  const mask = (one | other) & 127;
  return (((table[EXACT_FIRSTS + mask] ?? 0) >>> ((one >>> 7) & 7)) & ((table[EXACT_LASTS + mask] ?? 0) >>> ((other >>> 10) & 7)) & 1) === 1;
}
