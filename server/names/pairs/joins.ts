import type { NameToken } from '../model.ts';

/** Neighbouring words as one word, and where they stand. */
export type Join = { first: number; length: number; word: NameToken };

/** Every two (up to `most`) neighbouring words of one script, written together. */
export function joinWords(words: readonly NameToken[], most: number): Join[] {
  const joins: Join[] = [];
  for (let first = 0; first + 1 < words.length; first++) {
    for (let length = 2; length <= most && first + length <= words.length; length++) {
      const word = join(words.slice(first, first + length));
      if (word !== undefined) joins.push({ first, length, word });
    }
  }
  return joins;
}

function join(parts: readonly NameToken[]): NameToken | undefined {
  const [first] = parts;
  if (first === undefined || parts.some((part) => part.script !== first.script || part.role === 'initial')) return undefined;
  const folded = parts.map((part) => part.folded).join('');
  const own = parts.map((part) => part.own).join('');
  return { text: parts.map((part) => part.text).join(''), folded, own, readings: readTogether(parts), pinyin: first.pinyin ?? false, script: first.script, role: 'name', part: first.part };
}

const MOST_READINGS = 6;

function readTogether(parts: readonly NameToken[]): string[] {
  let readings = [''];
  for (const part of parts) {
    const some = part.readings.length === 0 ? [''] : part.readings;
    readings = some.flatMap((reading) => readings.map((before) => before + reading)).slice(0, MOST_READINGS);
  }
  return readings;
}
