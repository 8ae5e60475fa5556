/**
 * The bureau's node: a device of its country's mailbox that is always there. It founds the mailbox, lets devices in and out, goes on to new epochs,
 * fetches and verifies what arrives, and says so to the sender.
 */
import { AppError, fail, type ErrorCode } from '@watchword/api/errors.ts';
import type { DeviceEntry } from '@watchword/api/message-format.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import { isActive } from '@watchword/sdk/messages/directory/directory.ts';
import { openKeyBook, type Keep, type KeyBook } from '@watchword/sdk/mailbox/key-book.ts';
import { isMember } from '@watchword/sdk/mailbox/key-ring.ts';
import { admitDevice, announce, enrolDevice, isEpochDue, nextEpoch, ownDirectory, removeDevice } from '@watchword/sdk/mailbox/members.ts';
import { openPost, type Post } from '@watchword/sdk/mailbox/post.ts';
import { openKeyrings } from '@watchword/sdk/messages/keyring/keyrings.ts';
import { keyIdOf } from '@watchword/sdk/messages/signing/signers.ts';
import { publicKeysOf } from '@watchword/sdk/messages/devices/device-keys.ts';
import { stateNumber } from '../people/present.ts';
import { findRecovery } from './bureau-keys.ts';
import { readOrders } from './orders.ts';
import { findState, listDevices } from './queries.ts';
import { collectMail, type Collecting } from './collect.ts';
import { isOfHub, type NodeParts } from './node-parts.ts';

export type NodeState = 'open' | 'founding' | 'unreachable';

export type MailNode = {
  readonly post: Post;
  readonly book: KeyBook;
  state(): NodeState;
  /** Does everything that is due: founding, removals, a new epoch. Works one after the other, whoever asks. */
  settle(): Promise<void>;
  /** Fetches and verifies what is new. */
  fetch(): Promise<void>;
  /** Takes a device into the mailbox, at once. @throws AppError `mailbox.closed`, `server.unreachable` */
  enrol(device: Pick<DeviceEntry, 'kind' | 'name' | 'key' | 'kem'> & { readonly id: string }): Promise<void>;
  /** Whether somebody at the machine wants something: root keys were brought, or an order is there. */
  isAsked(): boolean;
  /** Tells the officers of something about the keys of an organisation. */
  alarm(code: ErrorCode, organisation: string): Promise<void>;
  /** Whether a device may open messages now. */
  has(device: string): boolean;
  close(): Promise<void>;
};

/** Opens the node. Nothing is asked of the hub before `settle`. */
export async function openMailNode(parts: NodeParts): Promise<MailNode> {
  const { code, hub, keys, read, run, now } = parts;
  const keep: Keep = { read: (name) => findState(read, name), write: async (name, value) => void await run('mail.state', { state: { [name]: value }, at: now() }) };
  const book = await openKeyBook({ hub, keep, ...(parts.pins !== undefined && { pins: parts.pins }) });
  const post = openPost({ organisation: code, hub, book, keep, device: keys.device, officers: keys.officers, now });
  let state: NodeState = 'founding';
  let isClosed = false;
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: two keyrings at once would be two ways to go on. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(() => {
      if (isClosed) throw fail('server.busy', { detail: 'The mailbox is being closed.' });
      return work();
    });
    last = next.catch(() => undefined);
    return next;
  };
  const noting = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (isOfHub(error)) state = 'unreachable';
      else if (error instanceof AppError && error.code === 'key.log-forked') await run('mail.alarm', { code: error.code, organisation: code, message: null, at: now() });
      throw error;
    }
  };
  const settleNow = async (): Promise<void> => {
    await book.refresh();
    if (!(await found(parts, post, book))) {
      state = 'founding';
      return;
    }
    await join(parts, post);
    await carryOut(parts, post);
    await letOut(parts, post);
    if (await isEpochDue(post.members, post.keys())) post.setKeys(await nextEpoch(post.members, post.keys()));
    await announce(post.members, post.keys());
    if (code === SECRETARIAT) await enrolHub(post);
    state = 'open';
  };
  const collecting: Collecting = { ...parts, post, book };
  return {
    post, book,
    state: () => state,
    isAsked: () => readOrders(keys.folder).length > 0 || (state === 'founding' && keys.root() !== undefined),
    alarm: async (code, organisation) => void await run('mail.alarm', { code, organisation, message: null, at: now() }),
    has: (device) => isMember(post.keys(), device),
    settle: () => inTurn(() => noting(settleNow)),
    fetch: () => inTurn(() => noting(async () => {
      if (state !== 'open') await settleNow();
      if (state === 'open') await collectMail(collecting);
    })),
    enrol: ({ id, ...device }) => inTurn(() => noting(async () => {
      if (state !== 'open') await settleNow();
      if (state !== 'open') throw fail('mailbox.closed');
      if (!isActive(await ownDirectory(post.members), id)) await enrolDevice(post.members, device);
      post.setKeys(await admitDevice(post.members, post.keys(), { device: id, reads: 'all' }));
    })),
    async close() {
      isClosed = true;
      await last;
    },
  };
}

/** Brings the root keys to the hub, once custodians have signed them. Answers whether the directory has begun. */
async function found({ code, hub, keys }: NodeParts, post: Post, book: KeyBook): Promise<boolean> {
  const known = (await book.find(code))?.entries.length ?? 0;
  const missing = keys.root()?.slice(known) ?? [];
  for (const entry of missing) await hub.publishEntry(entry);
  if (missing.length > 0) await ownDirectory(post.members);
  return known + missing.length >= 2;
}

/** Enrols the node itself, and makes the first keyring. */
async function join({ code, keys, run, now }: NodeParts, post: Post): Promise<void> {
  const { device } = keys;
  let directory = await ownDirectory(post.members);
  if (!directory.devices.has(device.id)) {
    directory = await enrolDevice(post.members, { kind: 'node', name: `Node of ${code}`, ...publicKeysOf(device) });
    await run('mail.device', { device: { id: device.id, kind: 'node', name: `Node of ${code}`, person: null, enrolled_at: now(), removed_at: null, reason: null }, at: now() });
  }
  await post.refresh();
  if (post.keys().keyrings.length === 0) post.setKeys(await nextEpoch(post.members, post.keys()));
  else if (!isMember(post.keys(), device.id)) await recover(keys.folder, post);
}

/** No device is left that could admit this one: the country's recovery key opens what there is, and the next epoch has this device in it. @throws AppError `mailbox.closed` */
async function recover(folder: string, post: Post): Promise<void> {
  const recovery = await findRecovery(folder);
  if (recovery === undefined) throw fail('mailbox.closed', { detail: 'The node is not in the mailbox any more: see `watchword keys recover --help`.' });
  const known = post.keys();
  post.setKeys(await nextEpoch(post.members, { ...known, secrets: await openKeyrings(known.keyrings, { recovery: recovery.key.kem }) }));
  recovery.done();
}

/** Does what was asked at the machine: systems are taken in, devices removed. */
async function carryOut({ keys, run, now }: NodeParts, post: Post): Promise<void> {
  for (const { order, done } of readOrders(keys.folder)) {
    if (order.do === 'enrol') {
      const { name, key, kem } = order;
      const id = await keyIdOf(key);
      if (!isActive(await ownDirectory(post.members), id)) await enrolDevice(post.members, { kind: 'system', name, key, kem });
      post.setKeys(await admitDevice(post.members, post.keys(), { device: id, reads: 'all' }));
      await run('mail.device', { device: { id, kind: 'system', name, person: null, enrolled_at: now(), removed_at: null, reason: null }, at: now() });
    } else await run('mail.device-gone', { id: order.device, reason: order.reason, at: now() });
    done();
  }
}

/** The hub signs that it took a message with a key that the secretariat's officers have enrolled. */
async function enrolHub({ members }: Post): Promise<void> {
  const { id, key, isEnrolled } = await members.hub.hubKey();
  if (!isEnrolled && !(await ownDirectory(members)).devices.has(id)) await enrolDevice(members, { kind: 'hub', name: 'Hub', key });
}

/** Removes devices of which somebody said so, and those of people who have left. */
async function letOut({ read, run, now }: NodeParts, post: Post): Promise<void> {
  const devices = await listDevices(read);
  const gone = stateNumber('active');
  for (const { id, person, person_state: stands, removed_at: removed } of devices) {
    if (removed === null && person !== null && stands !== gone) await run('mail.device-gone', { id, reason: 'left', at: now() });
  }
  const directory = await ownDirectory(post.members);
  for (const { id, removed_at: removed, reason } of await listDevices(read)) {
    if (removed === null || !isActive(directory, id)) continue;
    await removeDevice(post.members, id, reason === 'stolen' || reason === 'lost' || reason === 'replaced' ? reason : 'left');
  }
}
