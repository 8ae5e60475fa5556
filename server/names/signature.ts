import { narrowCodes, wideCodes } from './codes/word-codes.ts';
import type { AnalysedName, AskedSignature, NameSignature, NameToken } from './model.ts';
import { joinWords } from './pairs/joins.ts';
import { listNicknames } from './pairs/nicknames.ts';
import { weightOf } from './pairs/weights.ts';

/** What a word that was asked for and is not there costs; as in the comparison. */
const ASKED_ONLY = 0.55;

const bitOf = (classes: string): number => {
  let hash = 7;
  for (let at = 0; at < classes.length; at++) hash = (hash * 31 + classes.charCodeAt(at)) | 0;
  return 1 << ((Math.imul(hash, 0x9e3779b1) >>> 27) & 31);
};
const beginOf = (code: string): number => bitOf(code.slice(0, 2));
const endOf = (code: string): number => bitOf(code.slice(-2));

/** The signature that is kept beside a stored name: how its words, and neighbouring words together, begin and end. */
export function signatureOf(name: AnalysedName): NameSignature {
  let first = 0;
  let last = 0;
  for (const word of [...name.words, ...joinWords(name.words, 2).map((join) => join.word), ...stemsOf(name.words)]) {
    for (const code of narrowCodes(word)) {
      first |= beginOf(code);
      last |= endOf(code);
    }
  }
  return { first: first >>> 0, last: last >>> 0 };
}

/** The signature of the name asked for; made once a question. */
export function askedSignatureOf(name: AnalysedName): AskedSignature {
  const joins = joinWords(name.words, 2);
  const weights = Float64Array.from(name.words, weightOf);
  const firsts = new Uint32Array(name.words.length);
  const lasts = new Uint32Array(name.words.length);
  name.words.forEach((word, at) => {
    const nicknames = listNicknames(word.folded).map((nickname) => ({ ...word, folded: nickname, readings: [nickname], codes: undefined }));
    const joined = joins.filter((join) => join.first <= at && at < join.first + join.length).map((join) => join.word);
    for (const one of [word, ...nicknames, ...joined, ...stemsOf([word])]) {
      for (const code of word.role === 'initial' ? [] : wideCodes(one)) {
        firsts[at] = (firsts[at] ?? 0) | beginOf(code);
        lasts[at] = (lasts[at] ?? 0) | endOf(code);
      }
    }
    if (word.role === 'initial') firsts[at] = lasts[at] = 0xffffffff;
  });
  return { firsts, lasts, weights, total: weights.reduce((sum, weight) => sum + weight, 0) };
}

const stemsOf = (words: readonly NameToken[]): NameToken[] => words.flatMap((word) => (word.abd === undefined ? [] : [{ ...word, ...word.abd, abd: undefined, codes: undefined }]));

/** No name with this signature should score more than this: 1 when nothing can be said. Costs some nanoseconds. */
export function signatureBound(asked: AskedSignature, stored: NameSignature): number {
  let matched = 0;
  for (let at = 0; at < asked.weights.length; at++) {
    if (((asked.firsts[at] ?? 0) & stored.first) !== 0 || ((asked.lasts[at] ?? 0) & stored.last) !== 0) matched += asked.weights[at] ?? 0;
  }
  return asked.total === 0 ? 1 : matched / (matched + ASKED_ONLY * (asked.total - matched));
}
