import { narrowCodes, wideCodes } from './codes/word-codes.ts';
import type { AnalysedName, NameCode, NameToken, QuestionCode } from './model.ts';
import { joinWords } from './pairs/joins.ts';
import { listNicknames } from './pairs/nicknames.ts';

/** Codes of one word that stand in pairs, stored and asked. */
const IN_PAIRS = 2;
const ASKED_IN_PAIRS = 8;
const MOST_STORED = 24;
const MOST_ASKED = 400;

/** The codes under which an index keeps a name: the narrow set, each once. */
export function storedCodes(name: AnalysedName): NameCode[] {
  const codes = new CodeSet<NameCode>();
  const bases = listBases(name);
  codes.add({ family: 'X', code: exactCode(name) });
  for (const word of bases.single) for (const code of narrowCodes(word)) codes.add({ family: 'T', code });
  for (const code of pairCodes(bases, (word) => narrowCodes(word).slice(0, IN_PAIRS)).slice(0, MOST_STORED)) codes.add({ family: 'P', code });
  for (const code of wholeCodes(bases.single, narrowCodes)) codes.add({ family: 'J', code });
  return codes.list();
}

/** The codes to ask for: the wide set, each once with its first rung. */
export function questionCodes(name: AnalysedName): QuestionCode[] {
  const codes = new CodeSet<QuestionCode>();
  const bases = listBases(name);
  const add = (rung: number, family: NameCode['family'], some: readonly string[]): void => some.forEach((code) => codes.add({ family, code, rung }));
  add(1, 'X', [exactCode(name)]);
  add(1, 'P', pairCodes(bases, (word) => narrowCodes(word).slice(0, IN_PAIRS)));
  add(1, 'J', wholeCodes(bases.single, narrowCodes));
  add(2, 'P', pairCodes(bases, (word) => wideCodes(word).slice(0, ASKED_IN_PAIRS)).slice(0, MOST_ASKED));
  add(2, 'J', wholeCodes(bases.single, (word) => wideCodes(word).slice(0, 4)));
  add(2, 'P', nicknamePairs(bases).slice(0, MOST_ASKED));
  for (const word of [...bases.single, ...bases.joined.map((join) => join.word)]) add(3, 'T', narrowCodes(word));
  for (const word of [...bases.single, ...bases.joined.map((join) => join.word)]) add(3, 'T', wideCodes(word));
  return codes.list();
}

class CodeSet<Code extends NameCode> {
  readonly #seen = new Map<string, Code>();
  add(code: Code): void {
    const key = code.family + code.code;
    if (!this.#seen.has(key)) this.#seen.set(key, code);
  }
  list(): Code[] {
    return [...this.#seen.values()];
  }
}

type Bases = { single: readonly NameToken[]; joined: readonly { word: NameToken; first: number; length: number }[] };

/** The words that are coded: particles, honorifics and initials tell too little, unless there is nothing else. */
function listBases(name: AnalysedName): Bases {
  const weighty = name.words.filter((word) => word.role === 'name' || word.role === 'patronymic');
  const single = (weighty.length > 0 ? weighty : name.words).slice(0, 8);
  const withAbd = single.flatMap((word) => (word.abd === undefined ? [word] : [word, { ...word, ...word.abd, abd: undefined, codes: undefined }]));
  return { single: withAbd, joined: joinWords(name.words, 2) };
}

const exactCode = (name: AnalysedName): string => name.words.map((word) => word.folded).sort().join(' ');

function pairCodes({ single, joined }: Bases, codesOf: (word: NameToken) => readonly string[]): string[] {
  const pairs = new Set<string>();
  for (let one = 0; one < single.length; one++) for (let other = one + 1; other < single.length; other++) addPairs(pairs, codesAt(single, one, codesOf), codesAt(single, other, codesOf));
  for (const { word } of joined) for (const other of single) if (!word.text.includes(other.text)) addPairs(pairs, codesOf(word), codesOf(other));
  return [...pairs];
}

const codesAt = (words: readonly NameToken[], at: number, codesOf: (word: NameToken) => readonly string[]): readonly string[] => {
  const word = words[at];
  return word === undefined ? [] : codesOf(word);
};

function addPairs(pairs: Set<string>, ones: readonly string[], others: readonly string[]): void {
  for (const one of ones) for (const other of others) pairs.add(one < other ? `${one}|${other}` : `${other}|${one}`);
}

/** The whole name as one word, forwards and with the last word first. */
function wholeCodes(words: readonly NameToken[], codesOf: (word: NameToken) => readonly string[]): string[] {
  if (words.length === 0) return [];
  const whole = (some: readonly NameToken[]): readonly string[] => codesOf(glue(some));
  const turned = [...words.slice(-1), ...words.slice(0, -1)];
  return [...new Set([...whole(words).slice(0, 2), ...whole(turned).slice(0, 2)])];
}

function glue(words: readonly NameToken[]): NameToken {
  const folded = words.map((word) => word.folded).join('');
  const [first] = words;
  return { text: folded, folded, own: folded, readings: [folded], script: first?.script ?? 'other', role: 'name' };
}

/** Each word with what the others are called in everyday life. */
function nicknamePairs({ single }: Bases): string[] {
  const pairs = new Set<string>();
  single.forEach((word, at) => {
    const nicknames = listNicknames(word.folded).map((nickname) => narrowCodes({ ...word, folded: nickname, readings: [nickname], codes: undefined })[0] ?? '');
    single.forEach((other, place) => place !== at && addPairs(pairs, nicknames, narrowCodes(other).slice(0, 1)));
  });
  return [...pairs];
}
