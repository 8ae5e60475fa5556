import type { NameToken } from '../model.ts';
import { beginsAbd, isArticle, stemOfAbd } from './abd.ts';
import { makeToken, withReadings } from './token.ts';

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
  const readings = servant.readings.map((reading) => `abdul${reading}`);
  const text = all.map((token) => token.text).join(' ');
  const whole = makeToken({ text, readings, own: all.map((token) => token.own).join(''), script: servant.script, part: all[0]?.part });
  return { ...whole, stem: asStem(servant) };
}

function markStem(token: NameToken): NameToken {
  const stem = stemOfAbd(token.folded);
  if (stem === undefined) return token;
  const readings = [`abdul${stem}`, ...token.readings];
  return { ...withReadings(token, readings), own: token.script === 'latin' ? `abdul${stem}` : token.own, stem: asStem(makeToken({ text: token.text, readings: [stem], own: stem, script: 'latin', part: token.part })) };
}

/** What follows `abd` is spelled in as many ways as family names are. */
const asStem = (token: NameToken): NameToken => ({ ...token, family: true });
