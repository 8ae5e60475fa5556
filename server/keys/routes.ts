/** The operations of keys. */
import { fail } from '@watchword/api/errors.ts';
import { getHubKey, listEntries, listKeyrings, listKeys, listLines, publishEntry, publishKeyring } from '@watchword/api/keys.ts';
import type { DirectoryHead, SignedObject } from '@watchword/api/message-format.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import { isActive } from '@watchword/sdk/messages/directory/directory.ts';
import { toBase64Url } from '@watchword/sdk/messages/encoding.ts';
import type { Signer } from '@watchword/sdk/messages/signing/signers.ts';
import type { Call } from '#door/calls.ts';
import { onRead, onWrite, type Implementation } from '#door/implement.ts';
import { findOrganisationNumber, organisationCode } from '#organisations/organisations.ts';
import type { Read } from '#store/store.ts';
import type { KeyBook } from './book.ts';
import { countKeyrings, findState, listEntriesOf, listKeyringsOf, listLinesAfter, listStates } from './queries.ts';
import { dueSince } from './standing.ts';
import type { VerifiedEntry, VerifiedKeyring } from './writes.ts';

/** A time stamped too far from the hub's clock, either way, would let keys outlive their removal. Milliseconds. */
const CLOCKS_APART_MS = 10 * 60_000;

export type KeyParts = { readonly read: Read; readonly book: KeyBook; readonly hubKey: Signer };

/** The directory, and what is published in it. */
export function keyRoutes({ read, book, hubKey }: KeyParts): Implementation[] {
  return [
    onRead(listKeys, async ({ at }) => {
      const items = (await listStates(read)).map((state) => {
        const due = dueSince(state, at);
        return {
          organisation: organisationCode(state.organisation), entries: state.entries, pin: toBase64Url(state.pin),
          ...(state.epoch > 0 && { epoch: state.epoch, until: new Date(state.epoch_until).toISOString() }), ...(due !== undefined && { due: new Date(due).toISOString() }),
        };
      });
      return { answer: { items, head: await book.head() } };
    }),
    onRead(listLines, async ({ input: { query } }) => {
      const { after = 0, limit = 200 } = query;
      const head = await book.head();
      const rows = await listLinesAfter(read, after, limit);
      const items = rows.map(({ n, organisation, sequence, hash, head: at }) => ({ n, organisation: organisationCode(organisation), sequence, entry: toBase64Url(hash), head: toBase64Url(at) }));
      return { answer: { items, head } };
    }),
    onRead(getHubKey, async () => ({ answer: { id: hubKey.id, key: hubKey.publicKey, isEnrolled: await isHubEnrolled(book, hubKey) } })),
    onRead(listEntries, async ({ input: { params, query } }) => {
      const number = findOrganisationNumber(params.organisation);
      const state = number === undefined ? undefined : await findState(read, number);
      if (number === undefined || state === undefined) return { answer: { items: [], total: 0 } };
      const { from = 0, limit = 200 } = query;
      const rows = await listEntriesOf(read, { organisation: number, from, limit });
      return { answer: { items: rows.map(({ object }) => JSON.parse(object) as SignedObject), total: state.entries } };
    }),
    onWrite(publishEntry, async (call) => {
      const { body } = call.input as { body: { entry: SignedObject } };
      requireBureau(call);
      const { payload, hash } = await book.verifyEntry(body.entry, call.asker.organisation);
      requireNow(payload.time, call.at);
      const removesMember = payload.type === 'removal' && (await book.directory(call.asker.organisation))?.devices.get(payload.device)?.kem !== undefined;
      return verifiedBy(call, { payload, hash, removesMember } satisfies VerifiedEntry);
    }),
    onRead(listKeyrings, async ({ asker, input: { query } }) => {
      const { from = 0, limit = 20 } = query;
      if (asker.unit !== undefined) return { answer: { items: [], total: 0 } };
      const rows = await listKeyringsOf(read, { organisation: asker.number, from, limit });
      return { answer: { items: rows.map(({ object }) => JSON.parse(object) as SignedObject), total: await countKeyrings(read, asker.number) } };
    }),
    onWrite(publishKeyring, async (call) => {
      const { body } = call.input as { body: { keyring: SignedObject } };
      requireBureau(call);
      const { payload: { sequence, prev, time }, hash } = await book.verifyKeyring(body.keyring, call.asker.organisation);
      requireNow(time, call.at);
      return verifiedBy(call, { sequence, prev, hash } satisfies VerifiedKeyring);
    }),
  ];
}

/** Whether the secretariat has enrolled the hub's key. */
export async function isHubEnrolled(book: KeyBook, hubKey: Pick<Signer, 'id'>, seen?: DirectoryHead): Promise<boolean> {
  const directory = await book.directory(SECRETARIAT, seen);
  return directory !== undefined && directory.devices.get(hubKey.id)?.kind === 'hub' && isActive(directory, hubKey.id);
}

function verifiedBy(call: Call, verified: object): Call {
  return { ...call, input: { ...(call.input as object), verified } };
}

/** An agency writes through its bureau and has no keys of its own. @throws `access.forbidden` */
function requireBureau({ asker }: Call): void {
  if (asker.unit !== undefined) throw fail('access.forbidden', { detail: 'Keys are those of a bureau.' });
}

/** @throws `key.chain` when something is dated elsewhere than now. What is published a second time is answered whatever its time. */
function requireNow(time: string, at: number): void {
  if (Date.parse(time) > at + CLOCKS_APART_MS) throw fail('key.chain', { detail: 'It is dated in the future. Compare the clocks.' });
}
