/** What should be known of a question whatever was found: a mark that was perhaps misread. */
import type { CheckNote } from '@watchword/api/checks/answers.ts';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import { parseVin } from '@watchword/api/vin.ts';

/** The notes on a question, or undefined when there are none. */
export function listNotes({ vehicle }: Subject): CheckNote[] | undefined {
  if (vehicle?.vin === undefined) return undefined;
  const { checkDigit } = parseVin(vehicle.vin);
  if (checkDigit.verdict !== 'differs') return undefined;
  return [{ code: 'vin-check-digit', field: 'vin', text: `The check digit of this VIN does not fit (${checkDigit.expected} would). Read it again. It was asked as it is.` }];
}
