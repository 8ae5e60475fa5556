/** The writes of keys, for the writer: what was verified is put behind the last one. */
import { createHash } from 'node:crypto';
import { fail } from '@watchword/api/errors.ts';
import { CHAIN_MOST, publishEntry, publishKeyring } from '@watchword/api/keys.ts';
import type { DirectoryEntry, DirectoryLine } from '@watchword/api/message-format.ts';
import { bytesOf, canonicalBytes, labelled, toBase64Url } from '@watchword/sdk/messages/encoding.ts';
import { keyringPublished, keysPublished } from '#audit/audit.ts';
import { writeOf } from '#door/implement.ts';
import { emit } from '#live/live.ts';
import type { KeyStateTable } from '#store/key-tables.ts';
import type { Write } from '#store/store.ts';
import { NO_HEAD } from './book.ts';
import { findLastKeyring, findLastLine, findState, insertEntry, insertKeyring, listEntriesOf, listKeyringsOf, listStates, saveState } from './queries.ts';

/** What was verified, beside what was sent. `removesMember`: a device that could read is removed. */
export type VerifiedEntry = { readonly payload: DirectoryEntry; readonly hash: string; readonly removesMember: boolean };
export type VerifiedKeyring = { readonly sequence: number; readonly prev: string | null; readonly hash: string };

export const KEY_WRITES = {
  ...writeOf(publishEntry, async (tx, call) => {
    const { asker, at, input: { body } } = call;
    const { payload, hash, removesMember } = (call.input as unknown as { verified: VerifiedEntry }).verified;
    const state = await findState(tx, asker.number);
    const entry = keysPublished(asker, { subject: hash, what: payload.type });
    if (state !== undefined && payload.sequence < state.entries) {
      const [there] = await listEntriesOf(tx, { organisation: asker.number, from: payload.sequence, limit: 1 });
      if (there === undefined || toBase64Url(there.hash) !== hash) throw taken();
      await tx.appendChange({ at, kind: 'keys.changed', owner: asker.number });
      return { answer: { n: there.n, organisation: asker.organisation, sequence: there.sequence, entry: hash, head: toBase64Url(there.head) }, entry };
    }
    if (payload.sequence !== (state?.entries ?? 0) || payload.prev !== (state === undefined ? null : toBase64Url(state.last))) throw taken();
    if (payload.sequence >= CHAIN_MOST) throw fail('key.chain', { detail: 'The chain is as long as it can be.' });
    const line = await nextLine(tx, { organisation: asker.organisation, sequence: payload.sequence, entry: hash });
    await insertEntry(tx, { n: line.n, organisation: asker.number, sequence: line.sequence, hash: bytesOf(hash), head: bytesOf(line.head), object: JSON.stringify(body.entry) });
    await saveState(tx, stateAfter(state, { organisation: asker.number, payload, hash, removesMember }));
    const told = new Set([asker.number, ...(await listStates(tx)).map(({ organisation }) => organisation)]);
    await tx.appendChange({ at, kind: 'keys.changed', owner: asker.number });
    await emit(tx, ...[...told].map((organisation) => ({ organisation, kind: 'keys.changed' as const, subject: asker.organisation, at })));
    return { answer: line, entry };
  }),
  ...writeOf(publishKeyring, async (tx, call) => {
    const { asker, at, input: { body } } = call;
    const { sequence, prev, hash } = (call.input as unknown as { verified: VerifiedKeyring }).verified;
    const last = await findLastKeyring(tx, asker.number);
    await tx.appendChange({ at, kind: 'keys.changed', owner: asker.number });
    const entry = keyringPublished(asker, { subject: hash });
    if (last !== undefined && sequence <= last.sequence) {
      const [there] = await listKeyringsOf(tx, { organisation: asker.number, from: sequence, limit: 1 });
      if (there === undefined || toBase64Url(there.hash) !== hash) throw fail('key.keyring', { detail: 'Another keyring has this place. Read on and make yours again.' });
      return { answer: { sequence, keyring: hash }, entry };
    }
    if (sequence !== (last === undefined ? 0 : last.sequence + 1) || prev !== (last === undefined ? null : toBase64Url(last.hash)) || sequence >= CHAIN_MOST) {
      throw fail('key.keyring', { detail: 'The keyring does not follow the last one. Read on and make yours again.' });
    }
    await insertKeyring(tx, { organisation: asker.number, sequence, hash: bytesOf(hash), object: JSON.stringify(body.keyring) });
    await emit(tx, { organisation: asker.number, kind: 'keys.changed', subject: asker.organisation, at });
    return { answer: { sequence, keyring: hash }, entry };
  }),
};

function taken(): Error {
  return fail('key.chain', { detail: 'Another entry has this place. Read on and make yours again.' });
}

/** The line of a new entry, chained to the one before. */
async function nextLine(tx: Write, { organisation, sequence, entry }: Pick<DirectoryLine, 'organisation' | 'sequence' | 'entry'>): Promise<DirectoryLine> {
  const last = await findLastLine(tx);
  const n = (last?.n ?? 0) + 1;
  const before = last === undefined ? NO_HEAD : toBase64Url(last.head);
  // As `headAfter` of the client does it, at once: the writer waits for nothing.
  const head = createHash('sha256').update(labelled('directory', canonicalBytes([before, n, organisation, sequence, entry]))).digest('base64url');
  return { n, organisation, sequence, entry, head };
}

function stateAfter(state: KeyStateTable | undefined, { organisation, payload, hash, removesMember }: { organisation: number } & VerifiedEntry): KeyStateTable {
  const last = bytesOf(hash);
  const before = state ?? { organisation, entries: 0, pin: last, last, epoch: 0, epoch_at: 0, epoch_until: 0, due_at: null };
  const after = { ...before, entries: before.entries + 1, last };
  if (payload.type === 'epoch') return { ...after, epoch: payload.epoch, epoch_at: Date.parse(payload.time), epoch_until: Date.parse(payload.until), due_at: null };
  if (payload.type === 'removal' && removesMember) return { ...after, due_at: before.due_at ?? Date.parse(payload.time) };
  return after;
}
