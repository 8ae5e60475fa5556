import type { NameToken, Script } from '../model.ts';
import { type CutName, readHanWord, readHangulWord, readWord } from '../read.ts';
import { undoLookAlikes } from './letters.ts';
import { cutByScript } from './script-of.ts';

/** A word as it was cut from the text. */
export type Piece = { word: string; part?: 'family' | 'given' | undefined };

/** A word with its readings. `own`: what same-script comparison reads, in small letters without marks. */
export function makeToken(text: string, script: Script, readings: readonly string[], part?: 'family' | 'given' | undefined): NameToken {
  const folded = readings[0] ?? '';
  const own = script === 'latin' ? folded : ownLetters(text, script);
  return { text, folded, readings, script, role: 'name', ...(part && { part }), own };
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
      if (latin !== word) return [makeToken(word, 'latin', readWord(latin, 'latin'), part)];
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
  return [makeToken(text, script, readWord(text, script), part)];
}

const cutToken = (part: CutName['family'], script: Script, place: 'family' | 'given'): NameToken => ({ ...makeToken(part.text, script, part.readings, place), native: true });

/** The article is a word of its own, as in `al-Rashid`; names that begin with the same letters find back together as joined words. */
function arabicTokens(text: string, part?: 'family' | 'given' | undefined): NameToken[] {
  if (!text.startsWith('ال') || text.length < 5) return [makeToken(text, 'arabic', readWord(text, 'arabic'), part)];
  return [makeToken('ال', 'arabic', ['al'], part), makeToken(text.slice(2), 'arabic', readWord(text.slice(2), 'arabic'), part)];
}
