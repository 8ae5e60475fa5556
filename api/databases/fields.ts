import { Type, type Static, type TSchema, type TSchemaOptions, type TString, type TUnsafe } from 'typebox';

/** The patterns by which a field says of what kind it is; `settle.ts` checks what a pattern cannot say. */
export const COUNTRY_PATTERN = '^[A-Z]{1,3}$';
export const DAY_PATTERN = '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$';
export const PARTIAL_DAY_PATTERN = '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$';
export const DOCUMENT_NUMBER_PATTERN = '^[\\p{L}\\p{N} ./<_-]+$';
export const SERIAL_NUMBER_PATTERN = '^[\\p{L}\\p{N} ./*<_#-]+$';

/** A country or special code of ICAO Doc 9303. */
export const country = (description: string): TString => Type.String({ pattern: COUNTRY_PATTERN, description: `${description} (code of ICAO Doc 9303)` });

/** A day `2026-11-24`. */
export const day = (description: string): TString =>
  Type.String({ pattern: DAY_PATTERN, description: `${description} (YYYY-MM-DD)` });

/** A day as far as it is known: `1974`, `1974-08` or `1974-08-12`. */
export const partialDay = (description: string): TString =>
  Type.String({ pattern: PARTIAL_DAY_PATTERN, description: `${description} (1974, 1974-08 or 1974-08-12)` });

/** A number as printed on a document: letters and digits of any script, spaces and separators; compared folded. */
export const documentNumber = (description: string): TString =>
  Type.String({ minLength: 2, maxLength: 40, pattern: DOCUMENT_NUMBER_PATTERN, description });

/** A mark on a thing (VIN, engine, serial or hull number); compared folded. */
export const serialNumber = (description: string): TString =>
  Type.String({ minLength: 2, maxLength: 60, pattern: SERIAL_NUMBER_PATTERN, description });

/** A short line: a make, a colour, a place. */
export const shortText = (description: string): TString => Type.String({ minLength: 1, maxLength: 120, description });

/** Free text of an owner. Shown as written, never machine-read. */
export const freeText = (description: string): TString => Type.String({ minLength: 1, maxLength: 2000, description });

/**
 * An object with one kind of value under any name, or under names of this pattern. Not `Type.Record`: that brings the library's whole engine of types
 * into the first download of the pages.
 */
export const dictionary = <Item extends TSchema>(item: Item, { pattern = '^.*$', ...options }: TSchemaOptions & { pattern?: string } = {}): TUnsafe<Record<string, Static<Item>>> =>
  Type.Unsafe<Record<string, Static<Item>>>({ type: 'object', patternProperties: { [pattern]: item }, ...options });
