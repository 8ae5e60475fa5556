import type { NameToken } from '../model.ts';
import { compareWords } from './compare-words.ts';
import type { Likeness } from './likeness.ts';

/** Words that are kept of one word asked for. */
const MOST = 200;

/**
 * As `compareWords`, for a word that is asked for: among those who may be meant the same names come again and again, so what was found is kept
 * with it.
 */
export function compareAgain(asked: NameToken, recorded: NameToken): Likeness {
  const before = (asked.compared ??= new Map());
  const known = before.get(recorded.text);
  if (known !== undefined && isSameWord(known.recorded, recorded)) return known.found;
  const found = compareWords(asked, recorded);
  if (known === undefined && before.size < MOST) before.set(recorded.text, { recorded, found });
  return found;
}

/** Whether two words are one in all that is compared. */
function isSameWord(one: NameToken, other: NameToken): boolean {
  return (
    one.own === other.own && one.script === other.script && one.role === other.role && one.family === other.family && one.pinyin === other.pinyin && one.native === other.native &&
    areSame(one.readings, other.readings) && (one.stem === other.stem || (one.stem !== undefined && other.stem !== undefined && one.stem.text === other.stem.text && isSameWord(one.stem, other.stem)))
  );
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  return some === others || (some.length === others.length && some.every((one, at) => one === others[at]));
}
