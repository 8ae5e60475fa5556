import type { NameToken, Script } from '../model.ts';
import { type CutName, readHanWord, readHangulWord, readWord } from '../read.ts';
import { undoLookAlikes } from './letters.ts';
import { cutByScript } from './script-of.ts';
import { makeToken } from './token.ts';

/** A word as it was cut from the text. */
export type Piece = { word: string; part?: 'family' | 'given' | undefined };

/** A word as written, with its readings. */
function readToken(text: string, script: Script, { readings = readWord(text, script), part, native = false }: { readings?: readonly string[]; part?: NameToken['part']; native?: boolean } = {}): NameToken {
  return makeToken({ text, readings, own: script === 'latin' ? (readings[0] ?? '') : ownLetters(text, script), script, part, native });
}

const MARKS = /\p{M}/gu;
/** Letters of one script that are written for one another. */
const SAME = new Map([...'أاإاآاٱاىيئيؤوةهکكیيەهڪكگكёеўуіиїиґгєеםמןנךכףפץצςσ'].reduce<[string, string][]>((pairs, letter, at, all) => (at % 2 === 0 ? [...pairs, [letter, all[at + 1] ?? letter]] : pairs), []));

const MARKED: ReadonlySet<Script> = new Set(['cyrillic', 'greek', 'arabic', 'hebrew']);

function ownLetters(text: string, script: Script): string {
  const small = text.toLowerCase();
  const bare = MARKED.has(script) ? small.normalize('NFD').replace(MARKS, '').normalize('NFC') : small;
  let out = '';
  for (const letter of bare) out += SAME.get(letter) ?? letter;
  return out;
}

/** Words of one script each; a Han or Hangul name written in one is cut into family and given name. */
export function listTokens(pieces: readonly Piece[]): NameToken[] {
  const alone = pieces.length === 1;
  return pieces.flatMap(({ word, part }) => {
    const runs = cutByScript(word);
    if (runs.length > 1 && runs.every(({ script }) => script === 'latin' || script === 'cyrillic')) {
      const latin = undoLookAlikes(word);
      if (latin !== word) return [readToken(word, 'latin', { readings: readWord(latin, 'latin'), part })];
    }
    return runs.flatMap(({ text, script }) => tokensOf(text, script, { part, alone: alone && runs.length === 1 }));
  }).filter((token) => token.folded !== '' || token.own !== '');
}

function tokensOf(text: string, script: Script, { part, alone }: { part?: 'family' | 'given' | undefined; alone: boolean }): NameToken[] {
  if (script === 'arabic') return arabicTokens(text, part);
  if (alone && (script === 'han' || script === 'hangul')) {
    const cut = script === 'han' ? readHanWord(text) : readHangulWord(text);
    if (cut !== undefined) return [cutToken(cut.family, script, 'family'), cutToken(cut.given, script, 'given')];
  }
  return [readToken(text, script, { part })];
}

const cutToken = (part: CutName['family'], script: Script, place: 'family' | 'given'): NameToken => readToken(part.text, script, { readings: part.readings, part: place, native: true });

/** The article is a word of its own, as in `al-Rashid`; names that begin with the same letters find back together as joined words. */
function arabicTokens(text: string, part?: 'family' | 'given'): NameToken[] {
  if (!text.startsWith('ال') || text.length < 5) return [readToken(text, 'arabic', { part })];
  return [readToken('ال', 'arabic', { readings: ['al'], part }), readToken(text.slice(2), 'arabic', { part })];
}
