/** What a decision orders takes effect here, in its own transaction: records are held back or erased, owners are asked. */
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { dayOfMs, parseDay } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';
import { idBytes, idFromBytes, newId, parseId } from '@watchword/api/ids.ts';
import type { MEASURES } from '@watchword/api/requests.ts';
import { encodeEntry, holdLifted, recordErased, recordHeld, type AuditEntry, type Who, type WriteFacts } from '#audit/audit.ts';
import type { Asker } from '#door/calls.ts';
import { organisationCode } from '#organisations/organisations.ts';
import { eraseRecord, holdRecord, liftHold, STATE } from '#records/records.ts';
import type { PersonRequestTable } from '#store/request-tables.ts';
import type { Write } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import { insertMeasure } from './queries.ts';

/** One measure as the Commission gives it. */
export type OrderedMeasure = { readonly record: string; readonly act: (typeof MEASURES)[number]; readonly asks?: string; readonly dueOn?: string };

type Ordering = { readonly request: PersonRequestTable; readonly asker: Asker; readonly at: number; readonly measures: readonly OrderedMeasure[] };

/** Days in which an owner corrects, unless the Commission names another day. */
const DAYS_TO_CORRECT = 30;

/** @throws `record.not-found`, `case.state`, `request.invalid`, with the measure at fault; then nothing of the decision holds */
export async function orderAll(tx: Write, { request, asker, at, measures }: Ordering): Promise<void> {
  for (const [place, measure] of measures.entries()) {
    const pointer = `/measures/${place}`;
    const id = parseId('rec', measure.record);
    const record = id === undefined ? undefined : await tx.findById(idBytes(id));
    if (record === undefined) throw fail('record.not-found', { errors: [{ pointer: `${pointer}/record`, code: 'not-found', detail: 'There is no such record.' }] });
    const { asks, dueOn } = termsOf(measure, { pointer, at });
    const change = await carryOut(tx, record, { act: measure.act, asker, at, pointer });
    await insertMeasure(tx, {
      id: idBytes(newId('msr', at)), request: request.id, act: measure.act, record: record.id, row: record.row, database: record.database, owner: record.owner,
      state: measure.act === 'correct' ? 'asked' : 'done', asked_on: dayOfMs(at), due_on: dueOn, asks, answer: null, change: change ?? null,
    });
  }
}

function termsOf({ act, asks, dueOn }: OrderedMeasure, { pointer, at }: { pointer: string; at: number }): { asks: string | null; dueOn: number | null } {
  const today = dayOfMs(at);
  if (act !== 'correct') return { asks: null, dueOn: null };
  if (asks === undefined) throw fail('request.invalid', { errors: [{ pointer: `${pointer}/asks`, code: 'missing', detail: 'Say what the owner is to correct.' }] });
  const due = dueOn === undefined ? today + DAYS_TO_CORRECT : parseDay(dueOn);
  if (due === undefined || due < today) throw fail('request.invalid', { errors: [{ pointer: `${pointer}/dueOn`, code: 'in-the-past', detail: 'Name a day that is not over.' }] });
  return { asks, dueOn: due };
}

/** The number of the change with which it took effect; undefined where an owner is asked. */
async function carryOut(tx: Write, record: StoredRecord, { act, asker, at, pointer }: { act: OrderedMeasure['act']; asker: Asker; at: number; pointer: string }): Promise<number | undefined> {
  if (act === 'correct') {
    if (record.state !== STATE.active) throw ended(pointer);
    return undefined;
  }
  // Owners read this in the history of their record: that the Commission decided, and nothing of why.
  const happening = { at, actor: `${asker.organisation} commission` };
  if (act === 'erase') {
    const { erased, change } = await eraseRecord(tx, record, { ...happening, change: 'erased' });
    await note(tx, recordErased, { asker, record, version: erased.version });
    return change;
  }
  if (record.state !== STATE.active) throw ended(pointer);
  const change = act === 'block' ? await holdRecord(tx, record, happening) : await liftHold(tx, record, happening);
  await note(tx, act === 'block' ? recordHeld : holdLifted, { asker, record, version: record.version + 1 });
  return change;
}

function ended(pointer: string): Error {
  return fail('record.withdrawn', { errors: [{ pointer: `${pointer}/record`, code: 'ended', detail: 'This record has ended; it can be erased.' }] });
}

type Noted = { asker: Asker; record: StoredRecord; version: number };

async function note(tx: Write, entryOf: (who: Who, facts: WriteFacts) => AuditEntry, { asker: { organisation, actor }, record, version }: Noted): Promise<void> {
  const facts = { database: getDatabaseByNumber(record.database).code, owner: organisationCode(record.owner), subject: idFromBytes('rec', record.id), version };
  await tx.appendOutbox(encodeEntry(entryOf({ organisation, actor }, facts)));
}
