/** Check digits of ICAO Doc 9303-3, section 4.9: weights 7-3-1, sum modulo 10; digits count as themselves, A to Z as
 * 10 to 35, the filler as 0. */

const WEIGHTS = [7, 3, 1] as const;

/** The value of one character of the machine-readable zone, or undefined when it is none. */
function findValue(character: string): number | undefined {
  if (character === '<') return 0;
  if (character >= '0' && character <= '9') return character.charCodeAt(0) - 48;
  if (character >= 'A' && character <= 'Z') return character.charCodeAt(0) - 55;
  return undefined;
}

/** The check digit of a text ('0' to '9'), or undefined when a character is not of the zone's alphabet (A-Z, 0-9, <). */
export function findCheckDigit(text: string): string | undefined {
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    const value = findValue(text.charAt(i));
    if (value === undefined) return undefined;
    sum += value * (WEIGHTS[i % 3] ?? 0);
  }
  return String(sum % 10);
}

/** Whether `digit` is the check digit of `text`. A filler in the digit's place counts as 0, as many issuers print it. */
export function isCheckDigit(text: string, digit: string): boolean {
  const expected = findCheckDigit(text);
  return expected !== undefined && (digit === '<' ? '0' : digit) === expected;
}
