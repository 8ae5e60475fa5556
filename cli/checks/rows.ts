import type { CheckRequest } from '@watchword/api/checks/checks.ts';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import { given } from '../flags.ts';

/** A line of a list that cannot be asked. */
export type BadRow = { code: string; message: string; hint: string };
export type Frame = Omit<CheckRequest, 'subject'>;

/** The columns that a CSV of checks can have. */
export const COLUMNS = ['reference', 'place', 'purpose', 'mrz', 'number', 'issuer', 'type', 'vin', 'plate', 'country', 'engine', 'gearbox', 'name', 'born', 'nationality', 'sex'] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

/** One check of an NDJSON line: a whole request, or only its subject. The frame fills what the line does not say. */
export function requestOfJson(line: string, frame: Frame): CheckRequest | BadRow {
  const value = parseObject(line);
  if (value === undefined) return { code: 'json', message: 'This is not a JSON object.', hint: '{"document":{"number":"L898902C3","issuer":"UTO"}}' };
  return 'subject' in value ? { ...frame, ...value as CheckRequest } : { ...frame, subject: value as Subject };
}

/** One check of a row of a CSV. Empty cells say nothing. */
export function requestOfRow(row: Row, frame: Frame): CheckRequest | BadRow {
  const subject: Subject = given({ mrz: row.mrz?.split('|'), document: documentOf(row), vehicle: vehicleOf(row), person: personOf(row) });
  if (Object.keys(subject).length === 0) return { code: 'no-subject', message: 'This row names nothing that could be looked up.', hint: `Fill one of: mrz, number, vin, plate, engine, name` };
  return { ...frame, ...given({ reference: row.reference, place: row.place, purpose: row.purpose as CheckRequest['purpose'] | undefined }), subject };
}

/** Whether a row could not be made a request. */
export function isBadRow(value: CheckRequest | BadRow): value is BadRow {
  return 'hint' in value;
}

function documentOf({ number, issuer, type }: Row): Subject['document'] {
  return number === undefined ? undefined : { number, ...given({ issuer: issuer?.toUpperCase(), type }) };
}

function vehicleOf({ vin, plate, country, engine, gearbox }: Row): Subject['vehicle'] {
  const vehicle = given({ vin, plate: plate === undefined ? undefined : { number: plate, ...given({ country: country?.toUpperCase() }) }, engine, gearbox });
  return Object.keys(vehicle).length === 0 ? undefined : vehicle;
}

function personOf({ name, born, nationality, sex }: Row): Subject['person'] {
  return name === undefined ? undefined : { name, ...given({ born, nationality: nationality?.toUpperCase(), sex: sex?.toUpperCase() as 'M' | 'F' | 'X' | undefined }) };
}

function parseObject(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
