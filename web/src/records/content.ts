import type { Content } from '@watchword/api/databases/database.ts';
import type { AppError, FieldError } from '@watchword/api/errors.ts';
import { dayOfMs, formatPartialDate } from '@watchword/api/dates.ts';
import type { Mrz } from '@watchword/api/mrz/mrz.ts';
import { parseMrzBirth, parseMrzExpiry, type MrzDate } from '@watchword/api/mrz/mrz-dates.ts';
import { findCountry } from '@watchword/api/countries/countries.ts';

/** The content without what was left empty, deep down too: lists lose their empty rows. */
export function withoutEmpty(content: Content): Content {
  return Object.fromEntries(Object.entries(content).flatMap(([name, value]) => {
    const kept = tidy(value);
    return kept === undefined ? [] : [[name, kept]];
  }));
}

function tidy(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (Array.isArray(value)) {
    const kept = value.map(tidy).filter((one) => one !== undefined);
    return kept.length === 0 ? undefined : kept;
  }
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const kept = withoutEmpty({ ...value });
  return Object.keys(kept).length === 0 ? undefined : kept;
}

/** The JSON merge patch (RFC 7396) from one content to another: changed fields, and null for those that are gone. */
export function patchOf(from: Content, to: Content): Content {
  const patch: Content = {};
  for (const name of new Set([...Object.keys(from), ...Object.keys(to)])) {
    if (!isSame(from[name], to[name])) patch[name] = to[name] ?? null;
  }
  return patch;
}

/** Whether two values are the same content. The order of an object's fields does not count. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => one.localeCompare(other)).map(([name, one]) => [name, ordered(one)]));
}

/** What the server said of each field, by its place in the content (`/names/0/family`). `say` puts a fault into words. */
export function errorsByField(error: AppError | undefined, say: (fault: FieldError) => string): ReadonlyMap<string, string> {
  const faults = error?.details.errors ?? [];
  return new Map(faults.map((fault) => [fault.pointer.replace(/^(\/body)?\/content/, ''), say(fault)]));
}

/** What a scanned zone says for a record of this database, laid over what is there. `at`: ms since 1970. */
export function fillFromZone(database: string, content: Content, mrz: Mrz, at: number): Content {
  const fields = mrz.normalised;
  const issuer = findCountry(fields.issuingState ?? '')?.code;
  const number = fields.documentNumber;
  const today = dayOfMs(at);
  if (database === 'persons') {
    const born = textOfDate(parseMrzBirth(fields.birthDate ?? '', today));
    const nationality = findCountry(fields.nationality ?? '')?.code;
    return withoutEmpty({
      ...content,
      names: [{ family: fields.lastName, given: fields.firstName, kind: 'primary' }],
      born: born === undefined ? content['born'] : [born],
      sex: fields.sex === 'M' || fields.sex === 'F' ? fields.sex : content['sex'],
      nationalities: nationality === undefined ? content['nationalities'] : [nationality],
      documents: [{ number, issuer, type: typeOf(mrz) }],
    });
  }
  const until = textOfDate(parseMrzExpiry(fields.expirationDate ?? '', today));
  return withoutEmpty({ ...content, number, issuer, type: database === 'travel-documents' ? typeOf(mrz) : content['type'], validUntil: until?.length === 10 ? until : content['validUntil'] });
}

function textOfDate(date: MrzDate): string | undefined {
  return date.outcome === 'known' ? formatPartialDate(date.date) : undefined;
}

/** The kind of travel document, by the first letters of the zone. */
function typeOf({ fields }: Mrz): string {
  const code = fields.documentCode ?? '';
  if (code.startsWith('V')) return 'visa';
  if (code.startsWith('P')) return ({ PD: 'diplomatic-passport', PS: 'service-passport', PE: 'emergency-document', PR: 'refugee-document', PT: 'refugee-document' } as Record<string, string>)[code] ?? 'passport';
  return code === 'AC' ? 'crew-certificate' : 'identity-card';
}
