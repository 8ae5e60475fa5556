/**
 * Ruling out, without reading them whole, questions of old checks that cannot be about a person: a log has millions. It rules out what a check would
 * judge to be nobody: another number, and a birth date that contradicts. Whatever is unclear about a question is read whole.
 */
import type { Subject } from '@watchword/api/checks/subjects.ts';
import { parsePartialDate, type PartialDate } from '@watchword/api/dates.ts';
import { foldDocumentNumber, lookalikeSkeleton } from '@watchword/api/folding.ts';
import { isCheckDigit } from '@watchword/api/mrz/check-digit.ts';
import { compareBorn } from '#names/names.ts';

/** What is known of the person and of the records about them. `ranges`: some of them are ranges of numbers, so no number is ruled out. */
export type KnownMarks = { readonly numbers: readonly string[]; readonly born: readonly string[]; readonly ranges: boolean };

/** Whether a question cannot be about the person. */
export type RuleOut = (subject: Subject) => boolean;

/** Ties the ruling out to what is known. Without a birth date no name is ruled out. */
export function ruleOutBy({ numbers, born, ranges }: KnownMarks): RuleOut {
  const skeletons = new Set(numbers.map((number) => lookalikeSkeleton(foldDocumentNumber(number))));
  const dates = born.flatMap((text) => parsePartialDate(text) ?? []);
  const judged = new Map<string, boolean>();
  const isOther = (key: string, read: () => readonly PartialDate[]): boolean => {
    let other = judged.get(key);
    if (other === undefined) judged.set(key, (other = contradicts(read(), dates)));
    return other;
  };
  const isOtherNumber = (number: string): boolean => !ranges && !skeletons.has(lookalikeSkeleton(foldDocumentNumber(number)));
  return ({ document, person, mrz }) => {
    if (document !== undefined && !isOtherNumber(document.number)) return false;
    if (person !== undefined && (person.born === undefined || !isOther(person.born, () => datesOf(person.born)))) return false;
    if (mrz === undefined) return true;
    const zone = readZone(mrz);
    return zone !== undefined && isOtherNumber(zone.number) && isOther(`z${zone.born}`, () => bothCenturies(zone.born));
  };
}

function contradicts(asked: readonly PartialDate[], known: readonly PartialDate[]): boolean {
  return asked.length > 0 && known.length > 0 && compareBorn(asked, known) === 'differs';
}

function datesOf(text: string | undefined): PartialDate[] {
  const date = text === undefined ? undefined : parsePartialDate(text);
  return date === undefined ? [] : [date];
}

function bothCenturies(text: string): PartialDate[] {
  const [year, month, day] = [Number(text.slice(0, 2)), Number(text.slice(2, 4)), Number(text.slice(4))];
  return [1900, 2000].map((century) => ({ year: century + year, month, day }));
}

/** Number and birth date of a zone that was read without a doubt: its form is one of the three usual ones and both check digits fit. */
function readZone(lines: readonly string[]): { number: string; born: string } | undefined {
  const [first = '', second = ''] = lines;
  if (!lines.every((line) => line.length === first.length && /^[A-Z0-9<]+$/.test(line)) || first.startsWith('IDFRA')) return undefined;
  const isCard = lines.length === 3 && first.length === 30;
  if (!isCard && !(lines.length === 2 && (first.length === 44 || first.length === 36))) return undefined;
  const [holder, at] = isCard ? [first, 5] : [second, 0];
  const [number, digit] = [holder.slice(at, at + 9), holder.charAt(at + 9)];
  const place = isCard ? 0 : 13;
  const [born, bornDigit] = [second.slice(place, place + 6), second.charAt(place + 6)];
  const isSound = /^\d{6}$/.test(born) && /^\d$/.test(digit) && isCheckDigit(number, digit) && isCheckDigit(born, bornDigit);
  return isSound ? { number: number.replaceAll('<', ''), born } : undefined;
}
