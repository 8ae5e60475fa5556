/** Which databases a question goes to: those that can answer it, allow the purpose and, where some are named, are named. */
import type { CheckRequest } from '@watchword/api/checks/checks.ts';
import type { Purpose } from '@watchword/api/checks/purposes.ts';
import type { Database } from '@watchword/api/databases/database.ts';
import { findDatabase } from '@watchword/api/databases/databases.ts';
import { fail } from '@watchword/api/errors.ts';
import { holderOf, RIGHTS, type Unit } from '@watchword/api/rights/rights.ts';
import type { Asker } from '#door/calls.ts';
import type { Outcomes } from '#audit/audit.ts';
import type { Asking } from './asking.ts';
import { ASKINGS } from './askings.ts';
import type { Facts } from './facts.ts';

/** The databases of a question, their codes for the audit log, and the counts of an answer that finds nothing. */
export type Asked = { readonly askings: readonly Asking[]; readonly codes: readonly string[]; readonly nothing: Outcomes };

type Known = Map<Purpose, Map<string, Map<number, Asked>>>;

/**
 * What was worked out once: by purpose, the database that is named (none: empty), and what the question is about. Names that are refused
 * are not kept: they throw. It differs by kind of organisation and role; an agency or a partner has one of its own, which goes with it.
 */
const known = new Map<string, Known>();
const knownOfUnits = new WeakMap<Unit, Map<string, Known>>();

function knownOf(asker: Asker): Known {
  const { kind, role } = holderOf(asker);
  let all = asker.unit === undefined ? known : knownOfUnits.get(asker.unit);
  if (all === undefined) knownOfUnits.set(asker.unit as Unit, (all = new Map()));
  const key = `${kind} ${role}`;
  let found = all.get(key);
  if (found === undefined) all.set(key, (found = new Map()));
  return found;
}

function knownAt(asker: Asker, purpose: Purpose, name: string): Map<number, Asked> {
  const mine = knownOf(asker);
  let byName = mine.get(purpose);
  if (byName === undefined) mine.set(purpose, (byName = new Map()));
  const found = byName.get(name);
  if (found !== undefined) return found;
  const none = new Map<number, Asked>();
  // A name that is none of ours would grow it without end.
  if (name === '' || findDatabase(name) !== undefined) byName.set(name, none);
  return none;
}

/**
 * The databases to ask.
 * @throws `database.not-found`, `check.no-database` when none of those named can answer, `access.purpose` when one that was named does not
 * allow the purpose or none that could answer does
 */
export function chooseDatabases(facts: Facts, request: CheckRequest, asker: Asker): Asked {
  const { purpose, databases } = request;
  // Only one name is worked out once: of several the orders are many.
  if (databases !== undefined && databases.length !== 1) return chooseNamed(facts, { purpose, asker }, databases);
  const places = knownAt(asker, purpose, databases?.[0] ?? '');
  let asked = places.get(facts.about);
  if (asked === undefined) {
    asked = databases === undefined ? toAsked(ASKINGS.filter((asking) => canAnswer(asking, facts) && isAllowed(asking, { purpose, asker }))) : chooseNamed(facts, { purpose, asker }, databases);
    places.set(facts.about, asked);
  }
  if (asked.askings.length === 0) throw facts.about === 0 ? noSubject() : fail('access.purpose', { errors: [{ pointer: '/purpose', code: 'not-allowed', detail: 'No database that could answer allows this purpose.' }] });
  return asked;
}

/** Who asks, and why. */
type Reason = { readonly purpose: Purpose; readonly asker: Asker };

function chooseNamed(facts: Facts, reason: Reason, databases: readonly string[]): Asked {
  const named = new Set(databases.map((code) => getNamed(code, databases)));
  const able = ASKINGS.filter((asking) => named.has(asking.database.code) && canAnswer(asking, facts));
  if (able.length === 0) throw facts.about === 0 ? noSubject() : fail('check.no-database', { errors: [{ pointer: '/databases', code: 'cannot-answer', detail: 'Name one that holds what is asked for, or leave databases out.' }] });
  const refusing = able.filter((asking) => !isAllowed(asking, reason));
  if (refusing.length > 0) {
    throw fail('access.purpose', {
      errors: refusing.map(({ database }) => ({ pointer: `/databases/${databases.indexOf(database.code)}`, code: 'not-allowed', detail: allowedText(database, reason.asker) })),
    });
  }
  return toAsked(able);
}

function getNamed(code: string, databases: readonly string[]): string {
  if (findDatabase(code) !== undefined) return code;
  throw fail('database.not-found', { errors: [{ pointer: `/databases/${databases.indexOf(code)}`, code: 'unknown', detail: `One of: ${ASKINGS.map(({ database }) => database.code).join(', ')}` }] });
}

/** Refuses a purpose that a database does not allow. @throws `access.purpose` */
export function requirePurpose(asking: Asking, purpose: Purpose, asker: Asker): void {
  if (isAllowed(asking, { purpose, asker })) return;
  throw fail('access.purpose', { errors: [{ pointer: '/purpose', code: 'not-allowed', detail: allowedText(asking.database, asker) }] });
}

/** The refusal of a question in which nothing can be looked up. */
export function noSubject(): Error {
  return fail('check.no-subject', { errors: [{ pointer: '/subject', code: 'nothing-to-look-up', detail: 'Give a number with letters or digits, a name with letters, or a machine-readable zone.' }] });
}

function canAnswer(asking: Asking, facts: Facts): boolean {
  return (asking.about & facts.about) !== 0;
}

function isAllowed({ database }: Asking, { purpose, asker }: Reason): boolean {
  return allowedPurposes(database, asker).includes(purpose);
}

/** The purposes for which the policy lets whoever asks ask a database; of agencies and partners those for which they were admitted. */
function allowedPurposes({ code }: Database, asker: Asker): readonly Purpose[] {
  const allowed = RIGHTS.purposesOf(holderOf(asker), code);
  const { unit } = asker;
  if (unit === undefined) return allowed;
  return unit.databases.includes(code) ? allowed.filter((purpose) => unit.purposes.includes(purpose)) : [];
}

function allowedText(database: Database, asker: Asker): string {
  const allowed = allowedPurposes(database, asker);
  return allowed.length === 0 ? 'You may not ask this database.' : `It allows: ${allowed.join(', ')}.`;
}

function toAsked(askings: readonly Asking[]): Asked {
  return { askings, codes: askings.map(({ database }) => database.code), nothing: { hit: 0, possible: 0, none: askings.length, unavailable: 0 } };
}
