import type { NameToken, Script } from '../model.ts';
import { haveOtherEndings } from '../words/endings.ts';
import { plainSound } from '../words/plain-sound.ts';
import { areGivenNames } from './given-names.ts';
import { areNicknames } from './nicknames.ts';
import { SCORES } from './scores.ts';
import { lettersOf, spellingDistance } from './spelling.ts';

/** Scripts that cannot write every sound, and those that leave vowels out and are read by lists of names. */
const LOSSY: ReadonlySet<Script> = new Set(['hangul', 'kana', 'han']);
const UNVOWELLED: ReadonlySet<Script> = new Set(['arabic', 'hebrew']);

/** Whether two words, however alike, are known to be two names. */
export function areTwoNames(asked: NameToken, recorded: NameToken, score: number): boolean {
  if (asked.pinyin && recorded.pinyin) return true;
  // Characters are read as the tables say; what is spelled in pinyin and is none of these readings is another name.
  if ((asked.pinyin && isHan(recorded)) || (recorded.pinyin && isHan(asked))) return true;
  for (const one of asked.readings) for (const other of recorded.readings) if (haveOtherEndings(one, other)) return true;
  // Family names are spelled in more ways than any list knows; given names are known.
  return !asked.family && !recorded.family && areOtherGivenNames(asked, recorded, score);
}

const isHan = ({ script }: NameToken): boolean => script === 'han';

/** Two given names that are both borne are two names, unless they are spellings of one: Anna and Alla, but not Erik and Eric. */
function areOtherGivenNames(asked: NameToken, recorded: NameToken, score: number): boolean {
  if (LOSSY.has(asked.script) || LOSSY.has(recorded.script)) return false;
  const strict = asked.script === recorded.script || UNVOWELLED.has(asked.script) || UNVOWELLED.has(recorded.script);
  if (!strict && score >= SCORES.sureRead) return false;
  const near = strict ? SCORES.sameNameDistance : SCORES.sameNameRead;
  let both = false;
  for (const one of asked.readings) {
    for (const other of recorded.readings) {
      if (!areGivenNames(one, other)) continue;
      if (areNicknames(one, other) || plainSound(one) === plainSound(other) || spellingDistance(lettersOf(one), lettersOf(other), 1) <= near) return false;
      both = true;
    }
  }
  return both;
}
