/** Characters that optical readers confuse, and what a reader most likely saw where only letters or only digits stand. */

/** The pairs that are tried in a field where both letters and digits may stand. */
const PAIRS: ReadonlyMap<string, string> = new Map([
  ['O', '0'], ['0', 'O'], ['I', '1'], ['1', 'I'], ['S', '5'], ['5', 'S'], ['B', '8'], ['8', 'B'], ['Z', '2'], ['2', 'Z'],
]);

/** Letters read where only a digit can stand: the pairs, and four letters whose digit is not in doubt there. */
const DIGITS: ReadonlyMap<string, string> = new Map([
  ['O', '0'], ['I', '1'], ['S', '5'], ['B', '8'], ['Z', '2'], ['Q', '0'], ['D', '0'], ['L', '1'], ['G', '6'],
]);

const LETTERS: ReadonlyMap<string, string> = new Map([['0', 'O'], ['1', 'I'], ['5', 'S'], ['8', 'B'], ['2', 'Z']]);

/** The other half of a confused pair (O/0, I/1, S/5, B/8, Z/2), if the character is in one. */
export function findTwin(character: string): string | undefined {
  return PAIRS.get(character);
}

/** The digit that was most likely printed where a letter was read, if there is one. */
export function findDigit(character: string): string | undefined {
  return DIGITS.get(character);
}

/** The letter that was most likely printed where a digit was read, if there is one. */
export function findLetter(character: string): string | undefined {
  return LETTERS.get(character);
}

/** The text with letters read as the digits they look like; what has no look-alike stays. */
export function withDigits(text: string): string {
  return text.replace(/[A-Z]/g, (c) => DIGITS.get(c) ?? c);
}

/** The text with digits read as the letters they look like; what has no look-alike stays. */
export function withLetters(text: string): string {
  return text.replace(/[0-9]/g, (c) => LETTERS.get(c) ?? c);
}
