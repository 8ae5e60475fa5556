import { COMMON } from './frequent-names.ts';
import type { NameToken, TokenRole } from '../model.ts';
import { HONORIFICS, isPatronymic, PARTICLES, SUFFIXES, TITLES } from './roles.ts';

/** Titles that are no names anywhere: one word after them is enough. */
const PLAIN_TITLES = new Set(['dr', 'mr', 'mrs', 'ms', 'prof', 'sir', 'mme', 'mlle', 'hon', 'rev', 'herr', 'frau', 'doctor', 'professor', 'mister', 'madame']);
/** Particles that are names, too, where they stand first. */
const ALSO_NAMES = new Set(['ben', 'al', 'le', 'an', 'do', 'van', 'san', 'da', 'la', 'das', 'dos', 'e', 'y', 'as', 'ad', 'at', 'ur', 'ap', 'ab', 'nic', 'mac', 'di', 'lo', 'es', 'us', 'ez', 'ver', 'ter', 'wa', 'mc', 'ni', 'ua', 'af', 'av', 'zu', 'vom']);
/** The word between two family names: Velasquez y Garcia, Eça e Queirós, Prat i Puig. */
const AND = new Set(['y', 'e', 'i']);
const UNVOWELLED = new Set(['bn', 'abn', 'bnt', 'bin', 'ben', 'al', 'ibn', 'bint', 'el', 'il']);

/** Says of each word what it does in the name, and how much it weighs. The words were made for this name and are marked in place. */
export function giveRoles(tokens: readonly NameToken[]): readonly NameToken[] {
  let weighty = tokens.length;
  const last = tokens.findLastIndex((token) => !SUFFIXES.has(token.folded));
  tokens.forEach((token, at) => {
    const role = roleOf(token, { at, start: at === 0 || token.part !== tokens[at - 1]?.part, others: tokens.length - at - 1, weighty });
    if (role === 'title' || role === 'suffix' || role === 'particle') weighty -= 1;
    token.role = role;
    // Particles come before names, so the last word is one of them in few languages only.
    if (role === 'particle' && at === last && token.part === undefined && !TRAILING.has(token.folded) && token.script === 'latin') token.role = 'name';
    token.family = token.part === 'family' || (token.part === undefined && at === last && at > 0);
    token.weight = weightOf(token);
  });
  for (const part of ['family', 'given'] as const) raise(tokens.filter((token) => token.part === part));
  return tokens;
}

const TRAILING = new Set(['oglu', 'ogly', 'oglou', 'kizi', 'kyzy', 'qizi', 'uly', 'uulu', 'zade', 'bin', 'ibn', 'binti', 'bint', 'ben']);

/** Where a form or a zone has nothing else for a part of the name, a particle, a title or a word of respect is the name: Yung LA, Kim DO, Prince KING. */
function raise(words: readonly NameToken[]): void {
  if (!words.every(({ role }) => role === 'particle' || role === 'honorific' || role === 'title' || role === 'suffix')) return;
  for (const word of words) {
    word.role = 'name';
    word.weight = weightOf(word);
  }
}

type Place = { at: number; start: boolean; others: number; weighty: number };

function roleOf(token: NameToken, { at, start, others, weighty }: Place): TokenRole {
  const { folded, script } = token;
  if (weighty <= 1) return 'name';
  if (script === 'latin' && folded.length === 1) return at > 0 && others > 0 && AND.has(token.text) ? 'particle' : 'initial';
  if (script !== 'latin' && [...token.own].length === 1 && script !== 'han' && script !== 'hangul' && script !== 'kana') return 'initial';
  if (TITLES.has(folded) && start && script === 'latin' && (PLAIN_TITLES.has(folded) ? weighty > 1 : others >= 2)) return 'title';
  if (SUFFIXES.has(folded) && at > 0 && script === 'latin') return 'suffix';
  if (script === 'han' || script === 'hangul' || script === 'kana') return 'name';
  if (PARTICLES.has(folded)) return at === 0 && ALSO_NAMES.has(folded) && others <= 2 ? 'name' : 'particle';
  if (script !== 'latin' && UNVOWELLED.has(folded)) return 'particle';
  if (HONORIFICS.has(folded) && others + at > 1) return 'honorific';
  return isPatronymic(folded) && at > 0 ? 'patronymic' : 'name';
}

const OF_ROLE = { name: 1, patronymic: 0.8, syllable: 0.5, particle: 0.12, honorific: 0.25, initial: 0.4, title: 0.1, suffix: 0.1 } as const;
const OF_COMMON = 0.85;

/** Little words tell little, names that millions bear a bit less than others. */
const weightOf = ({ role, folded }: NameToken): number => (role === 'name' && COMMON.has(folded) ? OF_COMMON : OF_ROLE[role]);
