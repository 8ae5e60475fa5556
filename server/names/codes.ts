import { narrowCodes, wideCodes } from './codes/word-codes.ts';
import { listBases, nicknameWords, type Bases } from './codes/bases.ts';
import type { AnalysedName, CodeFamily, NameCode, NameToken, QuestionCode } from './model.ts';
import { makeToken } from './words/token.ts';

/** Codes of one word that stand in pairs, stored and asked. */
const IN_PAIRS = 2;
const ASKED_IN_PAIRS = 8;
const MOST_PAIRS_STORED = 24;
const MOST_PAIRS_ASKED = 400;

/** The codes under which an index keeps a name: the narrow set, each once. */
export function storedCodes(name: AnalysedName): NameCode[] {
  const codes = new CodeSet();
  const bases = listBases(name);
  for (const word of bases.single) codes.add(1, 'T', narrowCodes(word));
  codes.add(1, 'P', pairCodes(bases, (word) => narrowCodes(word).slice(0, IN_PAIRS)).slice(0, MOST_PAIRS_STORED));
  codes.add(1, 'J', wholeCodes(bases.single, narrowCodes));
  return codes.list().map(({ family, code }) => ({ family, code }));
}

/** The codes to ask for, each once with its first rung: the wide set, or without rung 2, of wide pairs, where a birth date narrows it. */
export function questionCodes(name: AnalysedName, isDated = false): QuestionCode[] {
  const codes = new CodeSet();
  const bases = listBases(name);
  codes.add(1, 'P', pairCodes(bases, (word) => narrowCodes(word).slice(0, IN_PAIRS)));
  codes.add(1, 'J', wholeCodes(bases.single, narrowCodes));
  if (!isDated) {
    codes.add(2, 'P', pairCodes(bases, (word) => wideCodes(word).slice(0, ASKED_IN_PAIRS)).slice(0, MOST_PAIRS_ASKED));
    codes.add(2, 'J', wholeCodes(bases.single, (word) => wideCodes(word).slice(0, 4)));
    codes.add(2, 'P', nicknamePairs(bases).slice(0, MOST_PAIRS_ASKED));
  }
  for (const word of [...bases.single, ...bases.joined]) codes.add(3, 'T', narrowCodes(word));
  for (const word of [...bases.single, ...bases.joined]) codes.add(3, 'T', wideCodes(word));
  return codes.list();
}

/** Codes in the order in which they came, each once. */
class CodeSet {
  readonly #seen = new Map<string, QuestionCode>();
  add(rung: number, family: CodeFamily, codes: readonly string[]): void {
    for (const code of codes) if (!this.#seen.has(family + code)) this.#seen.set(family + code, { family, code, rung });
  }
  list(): QuestionCode[] {
    return [...this.#seen.values()];
  }
}

function pairCodes({ single, joined }: Bases, codesOf: (word: NameToken) => readonly string[]): string[] {
  const pairs = new Set<string>();
  const codes = single.map(codesOf);
  codes.forEach((ones, at) => {
    for (const others of codes.slice(at + 1)) addPairs(pairs, ones, others);
  });
  for (const join of joined) {
    const ones = codesOf(join);
    single.forEach((other, at) => {
      if (!join.text.includes(other.text)) addPairs(pairs, ones, codes[at] ?? []);
    });
  }
  return [...pairs];
}

function addPairs(pairs: Set<string>, ones: readonly string[], others: readonly string[]): void {
  for (const one of ones) for (const other of others) pairs.add(one < other ? `${one}|${other}` : `${other}|${one}`);
}

/** The whole name as one word, forwards and with the last word first. */
function wholeCodes(words: readonly NameToken[], codesOf: (word: NameToken) => readonly string[]): string[] {
  const turned = [...words.slice(-1), ...words.slice(0, -1)];
  return words.length === 0 ? [] : [...new Set([words, turned].flatMap((some) => codesOf(glue(some)).slice(0, 2)))];
}

function glue(words: readonly NameToken[]): NameToken {
  const folded = words.map((word) => word.folded).join('');
  return makeToken({ text: folded, readings: [folded], own: folded, script: words[0]?.script ?? 'other' });
}

/** Each word with what the others are called in everyday life. */
function nicknamePairs({ single }: Bases): string[] {
  const pairs = new Set<string>();
  single.forEach((word, at) => {
    const nicknames = nicknameWords(word).map((nickname) => narrowCodes(nickname)[0] ?? '');
    single.forEach((other, place) => place !== at && addPairs(pairs, nicknames, narrowCodes(other).slice(0, 1)));
  });
  return [...pairs];
}
