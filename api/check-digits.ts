/** Check digits of numbers that are typed: payment cards, phones' IMEI, IBAN. */

/** Whether the last digit of a card or IMEI is the one that the others ask for (Luhn, ISO/IEC 7812-1). `digits`: nothing but digits. */
export function fitsLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = digits.length - 1, isSecond = false; at >= 0; at -= 1, isSecond = !isSecond) {
    const digit = Number(digits[at]) * (isSecond ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return digits.length > 1 && sum % 10 === 0;
}

/** What an IBAN looks like: country, two check digits, the number of the account there. */
const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;

/** Whether a text has the form of an IBAN, and whether its check digits fit (ISO 13616: the whole, turned and as digits, leaves 1 of 97). `folded`: capitals and digits only. */
export function readIban(folded: string): 'fits' | 'differs' | 'none' {
  if (!IBAN.test(folded)) return 'none';
  let rest = 0;
  for (const sign of `${folded.slice(4)}${folded.slice(0, 4)}`) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1 ? 'fits' : 'differs';
}
