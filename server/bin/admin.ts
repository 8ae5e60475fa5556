/** What an operator does at the machine itself, past the network. The CLI loads this file only when it is asked for. */
import { existsSync } from 'node:fs';
import { access, constants, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '@watchword/api/errors.ts';
import { PERMISSIONS, type Permission } from '@watchword/api/operation.ts';
import { ROLES, type Role } from '@watchword/api/organisations.ts';
import { archiveSegments, decodeEntry, openAuditLog, openOutbox, relocateArchive, verifyArchive, verifyAuditLog, verifyTrees, type TreesVerification, type Moved, type Verification } from '#audit/audit.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import { openStore } from '#store/open-store.ts';
import { adoptOutbox } from '#store/postgres.ts';
import { checkStore } from '#store/sqlite/check-store.ts';
import { systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { HANDLERS } from '../handlers.ts';
import { loadHasher } from '#databases/databases.ts';
import { checkRecords } from './check-records.ts';
import { issueDirectly } from './issue.ts';
import { lockData } from './lock.ts';

export type { TreesVerification } from '#audit/audit.ts';

/** Walks the whole audit log of a data folder, from its files alone, also while the server runs. A log that is absent is not whole. */
export function verifyAudit(data: string): Promise<Verification> {
  return verifyAuditLog(auditFolderOf(data));
}

/** Whose log: the hub's in this data folder, or that of a bureau (its code). */
export type LogOf = { readonly data: string; readonly bureau?: string };
/** `to`: the folder; without it that of `WATCHWORD_AUDIT_ARCHIVE`. `before`: a day in UTC, `2026-11-01`. `onMoved`: called after each segment. */
export type ArchiveWanted = LogOf & { readonly to?: string; readonly before?: string; readonly onMoved?: (moved: Moved) => void };

/**
 * Moves finished segments of the audit log to cheap storage, also while the server runs. Returns what was moved and where.
 * @throws `config.invalid` for a folder or day that will not do, `server.busy` when another run is at it, `audit.broken`
 */
export async function archiveAudit({ data, bureau, to, before, onMoved }: ArchiveWanted): Promise<{ folder: string; moved: Moved[] }> {
  const folder = to ?? readConfig({ data }).config.auditArchive;
  if (folder === '') throw unfit('/WATCHWORD_AUDIT_ARCHIVE', 'required', 'Say where to: --to FOLDER, or WATCHWORD_AUDIT_ARCHIVE.');
  const day = before === undefined ? undefined : Date.parse(`${before}T00:00:00Z`);
  if (day !== undefined && (Number.isNaN(day) || !/^\d{4}-\d{2}-\d{2}$/.test(before ?? ''))) throw unfit('/before', 'invalid', 'A day as 2026-11-01.');
  return alone({ data, ...(bureau === undefined ? {} : { bureau }) }, async (dir) => ({
    folder,
    moved: await archiveSegments(dir, { to: folder, ...(day === undefined ? {} : { before: day }), ...(onMoved === undefined ? {} : { onMoved }) }),
  }));
}

/** Says that the archived segments are in another folder now; returns how many. @throws `config.invalid` when one is not there as it was */
export async function relocateAuditArchive(of: LogOf, to: string): Promise<number> {
  return alone(of, (dir) => relocateArchive(dir, to));
}

/** What the bytes of an exported leaf say; nothing when this version cannot read them. */
export function readExportedLeaf(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  return { ...decodeEntry(Buffer.concat([Buffer.of(0), bytes])) };
}

/** Walks the archived segments in a folder alone, without the log that they came from. */
export function verifyAuditArchive(folder: string): Promise<Verification> {
  return verifyArchive(folder);
}

/** One run over the archive at a time; the server itself may run. */
async function alone<Result>({ data, bureau }: LogOf, work: (dir: string) => Promise<Result>): Promise<Result> {
  if (bureau !== undefined && !/^[A-Z]{3}$/.test(bureau)) throw unfit('/bureau', 'invalid', 'The code of a country as FRA.');
  const house = bureau === undefined ? join(data, 'hub') : join(data, 'bureaus', bureau);
  const dir = join(house, 'audit');
  if (!existsSync(dir)) throw unfit('/data', 'absent', `There is no audit log in ${dir}.`);
  const unlock = lockData(join(house, 'archiving'));
  try {
    return await work(dir);
  } finally {
    unlock();
  }
}

function unfit(pointer: string, code: string, detail: string): Error {
  return fail('config.invalid', { errors: [{ pointer, code, detail }] });
}

/** Verifies trees and checkpoints of a data folder, or of the folder of a log alone. `trusted`: keys from elsewhere; `soundTo`: the last entry that `verifyAudit` found sound. Undefined when there are none. */
export function verifyTreesOf(data: string, known: { trusted: readonly string[]; soundTo: number }): Promise<TreesVerification | undefined> {
  return verifyTrees(auditFolderOf(data), known);
}

function auditFolderOf(data: string): string {
  const inHub = join(data, 'hub', 'audit');
  return existsSync(inHub) ? inHub : data;
}

export type TokenWanted = { readonly data: string; readonly organisation: string; readonly name: string; readonly role: Role; readonly permissions: readonly Permission[] };

/** Issues a token in a data folder that no server uses now: the way to the first one. @throws `server.busy`, `request.invalid` */
export async function issueToken({ data, ...wanted }: TokenWanted): Promise<{ id: string; secret: string }> {
  requireKnown(wanted);
  const { config, secrets } = readConfig({ data });
  const unlock = lockData(data);
  try {
    const hub = join(data, 'hub');
    await using audit = await openAuditLog({ dir: join(hub, 'audit'), now: systemClock.now });
    const place = secrets.databaseUrl === undefined || config.store === 'sqlite'
      ? { kind: 'sqlite' as const, file: join(hub, 'store.db'), entry: new URL('./writer.ts', import.meta.url) }
      : { kind: 'postgres' as const, url: secrets.databaseUrl.reveal(), server: config.server };
    await loadHasher();
    const store = await openStore(place, { handlers: HANDLERS, questions: {} }, systemClock.now());
    const outbox = await openOutbox({ audit, read: store.read, writer: store.writer });
    try {
      const { secret, token } = await issueDirectly(store.writer, { ...wanted, at: systemClock.now() });
      await outbox.settled();
      return { id: token.id, secret };
    } finally {
      await outbox.close();
      await store.close();
    }
  } finally {
    unlock();
  }
}

function requireKnown({ organisation, role, permissions }: Omit<TokenWanted, 'data' | 'name'>): void {
  const errors = [];
  if (findOrganisationNumber(organisation) === undefined) errors.push({ pointer: '/organisation', code: 'unknown', detail: 'Name a member country by its code (FRA), or XPO for the secretariat.' });
  if (!ROLES.includes(role)) errors.push({ pointer: '/role', code: 'not-in-list', detail: `One of: ${ROLES.join(', ')}.` });
  const unknown = permissions.filter((permission) => !PERMISSIONS.includes(permission));
  if (unknown.length > 0 || permissions.length === 0) errors.push({ pointer: '/permissions', code: 'not-in-list', detail: `Some of: ${PERMISSIONS.join(', ')}.` });
  if (errors.length > 0) throw fail('request.invalid', { errors });
}

/**
 * For a server on PostgreSQL whose data folder is lost: its audit entries that are in no log go to that of the server that this
 * configuration names, at its next start. Both must be stopped. Returns how many. @throws `config.invalid`, `server.busy`, `store.unavailable`
 */
export async function adoptEntries(from: string): Promise<{ entries: number; to: string }> {
  const { config, secrets } = readConfig();
  if (config.store !== 'postgres' || secrets.databaseUrl === undefined) {
    throw fail('config.invalid', { errors: [{ pointer: '/WATCHWORD_STORE', code: 'invalid', detail: 'Only servers on PostgreSQL share a store. Set WATCHWORD_STORE=postgres and WATCHWORD_DATABASE_URL.' }] });
  }
  return { entries: await adoptOutbox({ url: secrets.databaseUrl.reveal(), from, to: config.server }), to: config.server };
}

/** One finding about a data folder. `fix` says what to do when it is not well. */
export type Finding = { readonly what: string; readonly state: 'well' | 'warning' | 'bad'; readonly detail: string; readonly fix?: string };

const NEWER = 'Nothing is lost: start the newer program that wrote it, `watchword --version` says which this is. Only to go back for good, restore a backup from before.';
const LEAST_FREE = 1024 ** 3;

/** Up to this size every page of a store is read without being asked to: some seconds. */
const QUICK_BYTES = 2 * 1024 ** 3;

/**
 * Looks a data folder over: whether it can be written, has room, and whether its store and audit log are whole. `full`: every page, every
 * index and every record of the store, which takes minutes at many millions. Never throws.
 */
export async function checkData(data: string, { full = false }: { full?: boolean } = {}): Promise<Finding[]> {
  const findings: Finding[] = [await checkFolder(data), await checkRoom(data)];
  const file = join(data, 'hub', 'store.db');
  const size = await stat(file).then((found) => found.size, () => undefined);
  if (size !== undefined) {
    const quick = size <= QUICK_BYTES;
    const { findings: faults, isNewer } = checkStore(file, { full, quick });
    const looked = full ? 'every page and every index is as it should be' : quick ? 'every page is as it should be' : 'opens, schema and index list as they should be; --full reads all of it';
    findings.push(faults.length === 0 ? { what: 'store', state: 'well', detail: looked } : { what: 'store', state: 'bad', detail: faults.join('; '), fix: isNewer ? NEWER : 'Stop the server and restore the store from a backup.' });
    if (full && !isNewer) findings.push(await recordsFinding(file));
    const verification = await verifyAudit(data).catch((error: unknown) => (error instanceof Error ? error : new Error('unreadable')));
    findings.push(auditFinding(verification));
  } else {
    findings.push({ what: 'store', state: 'warning', detail: 'there is none in this folder yet', fix: 'Start the server once: watchword serve --data DIR' });
  }
  return findings;
}

async function recordsFinding(file: string): Promise<Finding> {
  const checked = await checkRecords(file).catch((error: unknown) => (error instanceof Error ? error : new Error('unreadable')));
  if (checked instanceof Error) return { what: 'records', state: 'bad', detail: checked.message, fix: 'Stop the server and restore the store from a backup.' };
  const { rows, faults, first } = checked;
  if (faults.size === 0) return { what: 'records', state: 'well', detail: `${rows}, each whole and found by what leads to it` };
  const detail = `${[...faults].map(([what, count]) => `${what}: ${count}`).join(', ')} of ${rows}; the first in rows ${first.join(', ')}`;
  return { what: 'records', state: 'bad', detail, fix: 'A running server mends keys and ranges by itself. What remains: restore the store from a backup.' };
}

function auditFinding(verification: Verification | Error): Finding {
  if (verification instanceof Error) return { what: 'audit log', state: 'bad', detail: verification.message, fix: 'Look at the files under hub/audit; restore them from a backup.' };
  const { brokenAt, entries } = verification;
  if (brokenAt === undefined) return { what: 'audit log', state: 'well', detail: `whole, ${entries} entries` };
  if (brokenAt.away === true) return { what: 'audit log', state: 'warning', detail: `whole up to entry ${brokenAt.seq - 1}; ${brokenAt.reason}`, fix: 'Bring the archive back, or say where it is: watchword audit archive --moved-to FOLDER' };
  return { what: 'audit log', state: 'bad', detail: `broken at entry ${brokenAt.seq} in ${brokenAt.file}: ${brokenAt.reason}`, fix: 'Keep the files as evidence and tell the secretariat.' };
}

async function checkFolder(data: string): Promise<Finding> {
  try {
    await access(data, constants.W_OK);
    const { mode } = await stat(data);
    return (mode & 0o077) === 0 ? { what: 'data folder', state: 'well', detail: 'can be written, closed to others' } : { what: 'data folder', state: 'warning', detail: 'other users of this machine can look into it', fix: 'chmod 700 on the folder' };
  } catch {
    return { what: 'data folder', state: 'bad', detail: 'is absent or cannot be written', fix: 'Name another with --data, or make it.' };
  }
}

async function checkRoom(data: string): Promise<Finding> {
  const room = await statfs(data).then(({ bavail, bsize }) => bavail * bsize, () => undefined);
  if (room === undefined) return { what: 'free room', state: 'warning', detail: 'is not known' };
  const detail = `${(room / 1024 ** 3).toFixed(1)} GiB`;
  return room < LEAST_FREE ? { what: 'free room', state: 'bad', detail, fix: 'Free some room: when the disk is full nothing is answered.' } : { what: 'free room', state: 'well', detail };
}
