/** Whether words stand in a report. */

/** Letters without marks and case, so that `jose` finds José. */
export function foldText(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Whether all words that are looked for begin a word of the values in it. */
export function hasWords(content: unknown, sought: string): boolean {
  const text = ` ${foldText(valuesOf(content).join(' ')).replaceAll(/[^\p{L}\p{N}+]+/gu, ' ')}`;
  const words = foldText(sought).split(/[^\p{L}\p{N}+]+/u).filter((word) => word !== '');
  return words.length > 0 && words.every((word) => text.includes(` ${word}`));
}

function valuesOf(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(valuesOf) : [];
}
