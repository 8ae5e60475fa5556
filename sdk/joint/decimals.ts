/** Decimal numbers, exactly: amounts of money are never binary fractions. */

/** Units in 1, for amounts and for rates. */
const SCALE = 1_000_000n;

/** A decimal number in millionths. @throws RangeError for what is none, or has more than six places */
export function parseDecimal(text: string): bigint {
  const parts = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text);
  if (parts === null) throw new RangeError('not a decimal number');
  return BigInt(parts[1] ?? '') * SCALE + BigInt((parts[2] ?? '').padEnd(6, '0'));
}

/** Millionths as a decimal number, without zeros at the end. */
export function formatDecimal(millionths: bigint): string {
  const rest = String(millionths % SCALE).padStart(6, '0').replace(/0+$/, '');
  return `${millionths / SCALE}${rest === '' ? '' : `.${rest}`}`;
}

/** An amount in US cents at a rate: each transaction is rounded by itself, halves to the even cent, so that a sum is the same in any order. */
export function centsAt(amount: bigint, rate: bigint): number {
  const product = amount * rate * 100n;
  const unit = SCALE * SCALE;
  const cents = product / unit;
  const twice = (product % unit) * 2n;
  return Number(twice > unit || (twice === unit && cents % 2n === 1n) ? cents + 1n : cents);
}

/** Cents as dollars: `10000000.00`. */
export function dollars(cents: number): string {
  return `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}
