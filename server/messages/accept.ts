/** Takes a message, in the transaction of its write: either all of it is there afterwards or nothing. */
import { fail, type FieldError } from '@watchword/api/errors.ts';
import { bytesOf } from '@watchword/sdk/messages/encoding.ts';
import { emit } from '#live/live.ts';
import { listStates, refusalOf } from '#keys/keys.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { MessageTable } from '#store/message-tables.ts';
import type { Write } from '#store/store.ts';
import { findFile, insertFile, insertMessage, insertParts, listLines, saveLines, takeMessageNumbers, updateFile } from './queries.ts';
import { destroyAt } from './retention.ts';
import type { VerifiedMessage } from './verify.ts';

/** What is taken. `manifest`: the signed object as JSON. */
export type Taken = { readonly message: VerifiedMessage; readonly manifest: string; readonly sender: number; readonly at: number };

/** Stores a new message and tells its parties; answers the sender's number. @throws `message.sequence`, `message.stale-epoch`, `key.*`, `message.no-file` */
export async function acceptMessage(tx: Write, taken: Taken): Promise<number> {
  const { message, sender, at } = taken;
  const id = bytesOf(message.id);
  await requireEpochs(tx, message, at);
  await requirePlaces(tx, message, sender);
  await takeFiles(tx, { id, taken });
  await insertMessage(tx, rowOf(id, taken));
  // Always in the order of their numbers, so that two servers over one database never wait for one another.
  const parties = message.wraps.toSorted((one, other) => one.organisation - other.organisation);
  await saveLines(tx, parties.map(({ organisation, sequence }) => ({ sender, recipient: organisation, sequence, last: id })));
  const numbers = await takeMessageNumbers(tx, parties.map(({ organisation }) => organisation));
  await insertParts(tx, parties.map(({ organisation, sequence, text }) => ({ organisation, number: numbers.get(organisation) ?? 0, message: id, sequence, wrap: text })));
  await emit(tx, ...message.wraps.map(({ organisation }) => ({ organisation, kind: organisation === sender ? 'message.sent' as const : 'message.received' as const, subject: message.id, at })));
  return numbers.get(sender) ?? 0;
}

function rowOf(id: Uint8Array, { message, manifest, sender, at }: Taken): MessageTable {
  const { priority, handling, blobs } = message.manifest;
  return {
    id, sender, at, priority, handling, size: blobs.reduce((sum, { size }) => sum + size, 0), recipients: message.wraps.length - 1, delivered: 0,
    manifest, accepted: message.accepted ?? null, destroy_at: destroyAt(handling, at), destroyed_at: null,
  };
}

/** Nothing is taken that would be readable by somebody who was removed: this is judged here, where keys change as well. */
async function requireEpochs(tx: Write, { wraps }: VerifiedMessage, at: number): Promise<void> {
  const states = new Map((await listStates(tx, wraps.map(({ organisation }) => organisation))).map((state) => [state.organisation, state]));
  const refused = wraps.flatMap(({ organisation, epoch }) => {
    const code = refusalOf(states.get(organisation), epoch, at);
    return code === undefined ? [] : [{ code, organisation }];
  });
  const [first] = refused;
  if (first === undefined) return;
  const errors = refused.map(({ code, organisation }): FieldError => ({ pointer: `/message/wraps/${organisationCode(organisation)}`, code, detail: 'Read its keys and wrap again.' }));
  throw fail(first.code, { detail: `Not with this key to ${refused.map(({ organisation }) => organisationCode(organisation)).join(', ')}.`, errors });
}

/** Each message is the next one in its line, and names the one before. @throws `message.sequence` */
async function requirePlaces(tx: Write, { wraps }: VerifiedMessage, sender: number): Promise<void> {
  const lines = new Map((await listLines(tx, sender, wraps.map(({ organisation }) => organisation))).map((line) => [line.recipient, line]));
  const errors = wraps.flatMap(({ organisation, sequence, prev }): FieldError[] => {
    const line = lines.get(organisation);
    const isNext = sequence === (line?.sequence ?? 0) + 1 && (line === undefined ? prev === null : prev !== null && Buffer.compare(bytesOf(prev), line.last) === 0);
    return isNext ? [] : [{ pointer: `/message/wraps/${organisationCode(organisation)}`, code: 'sequence', detail: `The next number is ${(line?.sequence ?? 0) + 1}.` }];
  });
  if (errors.length > 0) throw fail('message.sequence', { errors });
}

async function takeFiles(tx: Write, { id, taken: { message, sender, at } }: { id: Uint8Array; taken: Taken }): Promise<void> {
  const inline = new Map(message.files.map(({ sha256, bytes }) => [sha256, bytes]));
  for (const { n, size, sha256 } of message.manifest.blobs) {
    const key = { organisation: sender, sha256: bytesOf(sha256) };
    const known = await findFile(tx, key);
    const data = inline.get(sha256);
    const isFree = known === undefined || known.message === null;
    if (known !== undefined && isFree && known.completed_at !== null && known.size === size) await updateFile(tx, key, { message: id, n });
    else if (data !== undefined && isFree) {
      if (known === undefined) await insertFile(tx, { ...key, size, started_at: at, completed_at: at, data, message: id, n });
      else await updateFile(tx, key, { size, completed_at: at, data, message: id, n });
    } else throw fail('message.no-file', { detail: `File ${n} is not here whole, or goes with another message.` });
  }
}
