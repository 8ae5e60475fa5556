/** Check digits of ICAO Doc 9303-3, section 4.9: weights 7-3-1, sum modulo 10; digits count as themselves, A to Z as
 * 10 to 35, the filler as 0. */

const WEIGHTS = [7, 3, 1] as const;

/** The value of one character of the machine-readable zone, by its code, or -1 when it is none. */
function valueOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 65 && code <= 90) return code - 55;
  return code === 60 ? 0 : -1;
}

/** The check digit of a text ('0' to '9'), or undefined when a character is not of the zone's alphabet (A-Z, 0-9, <). */
export function findCheckDigit(text: string): string | undefined {
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    const value = valueOf(text.charCodeAt(i));
    if (value < 0) return undefined;
    sum += value * (WEIGHTS[i % 3] ?? 0);
  }
  return String(sum % 10);
}

/** Whether `digit` is the check digit of `text`. A filler in the digit's place counts as 0, as many issuers print it. */
export function isCheckDigit(text: string, digit: string): boolean {
  const expected = findCheckDigit(text);
  return expected !== undefined && (digit === '<' ? '0' : digit) === expected;
}
