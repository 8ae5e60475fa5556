import type { AnalysedName, NameToken } from '../model.ts';
import { joinsOf } from '../pairs/joins.ts';
import { listNicknames } from '../pairs/nicknames.ts';
import { withReadings } from '../words/token.ts';

/** Words of one name that are coded; more have no codes of their own. */
const MOST = 8;

/** The words that are coded, and neighbours written together. */
export type Bases = { single: readonly NameToken[]; joined: readonly NameToken[] };

/** The words of a name that are coded: particles, honorifics and initials tell too little, unless there is nothing else. */
export function listBases(name: AnalysedName): Bases {
  const weighty = name.words.filter((word) => word.role === 'name' || word.role === 'patronymic' || word.role === 'syllable');
  const single = (weighty.length > 0 ? weighty : name.words).slice(0, MOST);
  return { single: single.flatMap((word) => (word.stem === undefined ? [word] : [word, word.stem])), joined: joinsOf(name).filter((join) => join.length === 2).map((join) => join.word) };
}

/** The words that a word may stand for in everyday life. */
export const nicknameWords = (word: NameToken): NameToken[] => listNicknames(word.folded).map((nickname) => withReadings(word, [nickname]));
