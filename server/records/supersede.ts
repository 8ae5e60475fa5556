/** The one way in which a stored record becomes its next version. */
import type { ChangeKind } from '#store/changes.ts';
import type { Write } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import { insertVersion, updateRecord, type Changing } from './queries.ts';

/** What may happen to a record, as its history says it. */
export type RecordChange = 'created' | 'amended' | 'verified' | 'withdrawn' | 'released' | 'blocked' | 'expired' | 'classified' | 'hiding-ended' | 'photo-added' | 'photo-described' | 'photo-removed' | 'held' | 'hold-lifted' | 'erased';

const KIND_OF = {
  created: 'record.created', amended: 'record.amended', verified: 'record.amended', withdrawn: 'record.withdrawn', released: 'record.released',
  blocked: 'record.blocked', expired: 'record.expired',
  held: 'record.held', 'hold-lifted': 'record.hold-lifted', erased: 'record.erased',
  classified: 'record.amended', 'hiding-ended': 'record.amended',
  'photo-added': 'record.amended', 'photo-described': 'record.amended', 'photo-removed': 'record.amended',
} as const satisfies Record<RecordChange, ChangeKind>;

/** What happened. `actor`: organisation and pseudonym, as the owner will read it. `at`: in ms. */
export type Happening = { readonly at: number; readonly actor: string; readonly change: RecordChange; readonly reason?: string | undefined };

/** Keeps a version, with what has superseded it. */
export async function keepVersion(tx: Write, record: StoredRecord, { at, actor, change, reason }: Happening): Promise<void> {
  const { row, version, reference, state, review, expires_on, verified_on, hidden_from, hidden_front, confidentiality, notice, content } = record;
  await insertVersion(tx, { row, version, at, actor, change, reason: reason ?? null, reference, state, review, expires_on, verified_on, hidden_from, hidden_front, confidentiality, notice, content });
}

/** Notes who has entered a record, as if nothing had been superseded by it. Loads leave this out: they log their batches. */
export async function keepEntry(tx: Write, record: StoredRecord, happening: Happening): Promise<void> {
  await keepVersion(tx, { ...record, version: 0, content: '' }, happening);
}

/** What a new version may have of its own. */
export type NextVersion = Omit<Changing, 'version'>;

/** Keeps the version that stands, stores the next one and returns it. The index is the caller's, the change is logged here. */
export async function supersede(tx: Write, record: StoredRecord, next: NextVersion, happening: Happening): Promise<StoredRecord> {
  await keepVersion(tx, record, happening);
  const changed = await updateRecord(tx, record, { ...next, version: record.version + 1 });
  await logChange(tx, record, happening);
  return changed;
}

/** Logs a change of one record, and returns its number. Also when nothing of it changed: whoever follows may look at it again. */
export async function logChange(tx: Write, record: Pick<StoredRecord, 'row' | 'database' | 'owner'>, { at, change }: Pick<Happening, 'at' | 'change'>): Promise<number> {
  return await tx.appendChange({ at, kind: KIND_OF[change], database: record.database, owner: record.owner, fromRow: record.row, toRow: record.row });
}
