import type { TSchema } from 'typebox';
import { Token } from '../access.ts';
import { CheckAnswer, DatabaseAnswer, Match, MrzReading, Reason, Receipt } from '../checks/answers.ts';
import { BatchItem, CheckRequest } from '../checks/checks.ts';
import { Subject } from '../checks/subjects.ts';
import { DatabaseAnswer as DatabaseDescription } from '../databases/operations.ts';
import { LoadAnswer } from '../loads.ts';
import { Caller, CountryCode } from '../organisations.ts';
import { PhotoAnswer } from '../photos.ts';
import { RecordAnswer, RecordVersion } from '../records.ts';
import { Persona, Session } from '../people/sessions.ts';

/** Plain data of a document. */
export type Json = { readonly [key: string]: unknown };

/** Schemas that have a name of their own in the document; elsewhere they are named, not repeated. */
const NAMED: Readonly<Record<string, TSchema>> = {
  CountryCode, Subject, CheckRequest, Reason, Match, DatabaseAnswer, MrzReading, Receipt, CheckAnswer, BatchItem,
  RecordAnswer, RecordVersion, PhotoAnswer, LoadAnswer, DatabaseDescription, Caller, Token, Persona, Session,
};

// TypeBox copies a schema when it becomes optional, so a schema is recognised by what it says and not by being the same object.
const nameOf = new Map(Object.entries(NAMED).map(([name, schema]) => [JSON.stringify(schema), name]));

/** A schema of the contract as it stands in the document: named ones become a reference. */
export function schemaOf(schema: TSchema): Json {
  return asReference(plain(schema), '');
}

/** The schemas with a name, each by its name. */
export function namedSchemas(): Json {
  return Object.fromEntries(Object.entries(NAMED).map(([name, schema]) => [name, asReference(plain(schema), name)]));
}

// What TypeBox keeps for itself is not enumerable, so a turn through JSON leaves the JSON Schema.
function plain(schema: TSchema): Json {
  return JSON.parse(JSON.stringify(schema)) as Json;
}

function asReference(schema: Json, within: string): Json {
  const name = nameOf.get(JSON.stringify(schema));
  if (name !== undefined && name !== within) return { $ref: `#/components/schemas/${name}` };
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, nested(value)]));
}

function nested(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(nested);
  return typeof value === 'object' && value !== null ? asReference({ ...value }, '') : value;
}
