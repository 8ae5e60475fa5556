import type { AnalysedName, NameText, NameToken } from './model.ts';
import { markChinese } from './words/chinese.ts';
import { giveRoles } from './words/give-roles.ts';
import { joinAbd } from './words/join-abd.ts';
import { markKorean } from './words/korean.ts';
import { cleanText, splitWords } from './words/letters.ts';
import { SUFFIXES } from './words/roles.ts';
import { listTokens } from './words/tokens.ts';

/** Words beyond these are not read: no name has so many, and time must have an end. */
const MOST_WORDS = 24;
const MOST_CHARACTERS = 400;

type Part = { text: string; part?: 'family' | 'given' };

/** Splits a name into words with their readings, roles and codes. Any text gives an answer; one without a letter has no words. */
export function analyseName(name: NameText): AnalysedName {
  const parts = 'text' in name ? splitAtComma(cleanText(name.text.slice(0, MOST_CHARACTERS))) : formParts(name);
  const pieces = parts.flatMap(({ text, part }) => splitWords(text).map((word) => ({ word, part }))).slice(0, MOST_WORDS);
  const tokens = markChinese(giveRoles(joinAbd(listTokens(pieces))));
  markKorean(tokens);
  if (!('text' in name) && name.cut !== undefined) markCut(tokens, name.cut);
  const words = tokens.filter((token) => token.role !== 'title' && token.role !== 'suffix');
  const text = 'text' in name ? name.text : parts.map((part) => part.text).join(' ');
  return { text, script: scriptOf(words), tokens, words: words.length > 0 ? words : tokens, joins: undefined };
}

function markCut(tokens: readonly NameToken[], part: 'family' | 'given'): void {
  const last = tokens.findLast((token) => token.part === part);
  if (last !== undefined) last.cut = true;
}

const formParts = (name: { family?: string; given?: string }): Part[] => {
  const parts: Part[] = [];
  if (name.given) parts.push({ text: cleanText(name.given.slice(0, MOST_CHARACTERS)), part: 'given' });
  if (name.family) parts.push({ text: cleanText(name.family.slice(0, MOST_CHARACTERS)), part: 'family' });
  return parts;
};

/** `FAMILY, Given, suffixes`: the given part comes first then. A comma before suffixes only (`Smith, Jr.`) turns nothing. */
function splitAtComma(text: string): Part[] {
  const parts = text.split(/[,،、，]/).map((part) => part.trim()).filter((part) => part !== '');
  const [family, ...others] = parts;
  if (family === undefined || others.length === 0) return [{ text: family ?? '' }];
  const given = others.findIndex((part) => !splitWords(part).every((word) => SUFFIXES.has(word.toLowerCase())));
  if (given < 0) return [{ text }];
  // "Garcia, MD, Juan": whatever is not the given part stands behind.
  const behind = others.filter((_, at) => at !== given).join(' ');
  const turned: Part[] = [{ text: others[given] ?? '', part: 'given' }, { text: family, part: 'family' }];
  return behind === '' ? turned : [...turned, { text: behind }];
}

const scriptOf = (words: readonly NameToken[]): AnalysedName['script'] => words.find((word) => word.role === 'name')?.script ?? words[0]?.script ?? 'other';
