import type { NameToken } from '../model.ts';
import { beginsAbd, isArticle, stemOfAbd } from './abd.ts';

/** What `abd` is in scripts that do not write its vowels. */
const ABD = new Set(['عبد', 'עבד', 'абд', 'абдул', 'абдель', 'абдуль', 'абдель', 'абду']);

/** Makes one word of `abd`, its article and what follows; a name that was written so has its stem marked. */
export function joinAbd(tokens: NameToken[]): NameToken[] {
  const out: NameToken[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    const begins = token.script === 'latin' ? beginsAbd(token.folded) : ABD.has(token.own);
    let next = at + 1;
    if (begins && tokens[next] !== undefined && isArticle(tokens[next]?.folded ?? '')) next += 1;
    const servant = tokens[next];
    if (begins && servant !== undefined && servant.folded.length >= 3 && servant.part === token.part) {
      out.push(join(tokens.slice(at, next + 1), servant));
      at = next;
    } else out.push(markStem(token));
  }
  return out;
}

function join(all: readonly NameToken[], servant: NameToken): NameToken {
  const first = all[0] ?? servant;
  return {
    ...servant, text: all.map((token) => token.text).join(' '), folded: `abdul${servant.folded}`, own: all.map((token) => token.own).join(''),
    readings: servant.readings.map((reading) => `abdul${reading}`), ...(first.part && { part: first.part }), abd: { folded: servant.folded, own: servant.own, readings: servant.readings },
  };
}

function markStem(token: NameToken): NameToken {
  const stem = stemOfAbd(token.folded);
  if (stem === undefined) return token;
  return { ...token, folded: `abdul${stem}`, readings: [`abdul${stem}`, ...token.readings], abd: { folded: stem, own: stem, readings: [stem] } };
}
