import type { NameToken, Script } from '../model.ts';

/** What makes a word; the rest is found out later. */
export type TokenStart = { text: string; readings: readonly string[]; own: string; script: Script; part?: NameToken['part']; native?: boolean };

/** A word with all its fields. */
export function makeToken({ text, readings, own, script, part, native = false }: TokenStart): NameToken {
  return {
    text, folded: readings[0] ?? '', readings, own, script, role: 'name', part, family: part === 'family', pinyin: false, native, stem: undefined, cut: false, weight: 1,
    spellings: undefined, ownLetters: undefined, heard: undefined, codes: undefined, compared: undefined,
  };
}

/** The same word with other readings; what was made of the old ones is forgotten. */
export function withReadings(token: NameToken, readings: readonly string[]): NameToken {
  return { ...token, folded: readings[0] ?? '', readings, spellings: undefined, codes: undefined, compared: undefined };
}
