import { getHubKey, listEntries, listKeyrings, listKeys, listLines, publishEntry, publishKeyring } from '@watchword/api/keys.ts';
import type { SentMessage, SignedObject } from '@watchword/api/message-format.ts';
import {
  getFile, getMessage, getMessageFile, giveReceipt, listGroups, listMessages, listPlaces, listReceipts, removeGroup, saveGroup, sendFile, sendMessage, startFile, type AcceptedMessage, type BlobState, type RecipientGroup,
} from '@watchword/api/messages.ts';
import type { InputOf, OutputOf } from '@watchword/api/operation.ts';
import { AppError } from '@watchword/api/errors.ts';
import type { Calls, StreamOptions } from './calls.ts';
import type { Download } from './downloads.ts';
import type { CallOptions } from './request.ts';
import type { Bytes } from './streams.ts';
import { isRetryable, sleep } from './transport.ts';

/** The key directory as the hub shows it. Believe none of it: `messages/directory` follows it. */
export type Keys = {
  list(options?: CallOptions): Promise<OutputOf<typeof listKeys>>;
  lines(after: number, options?: CallOptions): Promise<OutputOf<typeof listLines>>;
  entries(organisation: string, from: number, options?: CallOptions): Promise<OutputOf<typeof listEntries>>;
  publish(entry: SignedObject, options?: CallOptions): Promise<OutputOf<typeof publishEntry>>;
  keyrings(from: number, options?: CallOptions): Promise<OutputOf<typeof listKeyrings>>;
  publishKeyring(keyring: SignedObject, options?: CallOptions): Promise<OutputOf<typeof publishKeyring>>;
  hub(options?: CallOptions): Promise<OutputOf<typeof getHubKey>>;
};

/** An encrypted file that can be read again from any byte. */
export type Uploading = { readonly sha256: string; readonly size: number; read(from: number): Bytes };

/** Envelopes and encrypted files at the hub. What is in them is for `messages/envelope` to write and to read. */
export type Messages = {
  send(message: SentMessage, files?: readonly { sha256: string; data: string }[], options?: CallOptions): Promise<AcceptedMessage>;
  list(query?: InputOf<typeof listMessages>['query'], options?: CallOptions): Promise<OutputOf<typeof listMessages>>;
  get(id: string, options?: CallOptions): Promise<OutputOf<typeof getMessage>>;
  /** File `n` as it was encrypted, or a part of it. */
  file(id: string, n: number, query?: InputOf<typeof getMessageFile>['query'], options?: StreamOptions): Promise<Download>;
  places(to?: readonly string[], options?: CallOptions): Promise<OutputOf<typeof listPlaces>['items']>;
  receipt(id: string, receipt: SignedObject, options?: CallOptions): Promise<OutputOf<typeof giveReceipt>>;
  receipts(query?: InputOf<typeof listReceipts>['query'], options?: CallOptions): Promise<OutputOf<typeof listReceipts>>;
  /** Uploads a file; when the line is cut it goes on where it was, up to `retries` times in a row without a byte that arrived. */
  upload(file: Uploading, options?: StreamOptions): Promise<BlobState>;
  groups(options?: CallOptions): Promise<readonly RecipientGroup[]>;
  saveGroup(code: string, group: InputOf<typeof saveGroup>['body'], options?: CallOptions): Promise<RecipientGroup>;
  removeGroup(code: string, options?: CallOptions): Promise<RecipientGroup>;
};

export function createKeys({ call }: Calls): Keys {
  return {
    list: (options) => call(listKeys, undefined, options),
    lines: (after, options) => call(listLines, { query: { after, limit: 500 } }, options),
    entries: (organisation, from, options) => call(listEntries, { params: { organisation }, query: { from, limit: 500 } }, options),
    publish: (entry, options) => call(publishEntry, { body: { entry } }, options),
    keyrings: (from, options) => call(listKeyrings, { query: { from } }, options),
    publishKeyring: (keyring, options) => call(publishKeyring, { body: { keyring } }, options),
    hub: (options) => call(getHubKey, undefined, options),
  };
}

export function createMessages(calls: Calls): Messages {
  const { call, download } = calls;
  return {
    send: (message, files = [], options) => call(sendMessage, { body: { message, ...(files.length > 0 && { files: [...files] }) } }, options),
    list: (query = {}, options) => call(listMessages, { query }, options),
    get: (id, options) => call(getMessage, { params: { id } }, options),
    file: (id, n, query = {}, options) => download(getMessageFile, { params: { id, n: String(n) }, query }, options),
    places: async (to, options) => (await call(listPlaces, { query: to === undefined ? {} : { to: to.join(',') } }, options)).items,
    receipt: (id, receipt, options) => call(giveReceipt, { params: { id }, body: { receipt } }, options),
    receipts: (query = {}, options) => call(listReceipts, { query }, options),
    upload: (file, options) => upload(calls, file, options),
    groups: async (options) => (await call(listGroups, undefined, options)).items,
    saveGroup: (code, body, options) => call(saveGroup, { params: { code }, body }, options),
    removeGroup: (code, options) => call(removeGroup, { params: { code } }, options),
  };
}

const TRIES = 5;
const PAUSE_MS = 200;

async function upload({ call, upload: send }: Calls, { sha256, size, read }: Uploading, options: StreamOptions = {}): Promise<BlobState> {
  const params = { sha256 };
  let state = await call(startFile, { params, body: { size } }, options);
  for (let left = options.retries ?? TRIES; !state.isComplete;) {
    const before = state.offset;
    try {
      state = await send(sendFile, { params, query: { offset: before } }, read(before), { ...options, type: 'application/octet-stream' });
    } catch (error) {
      options.signal?.throwIfAborted();
      const isCut = isRetryable(error) || (error instanceof AppError && ['request.malformed', 'request.in-flight', 'file.offset'].includes(error.code));
      if (!isCut || left <= 0) throw error;
      await sleep(PAUSE_MS, options.signal);
      state = await call(getFile, { params }, options);
    }
    left = state.offset > before ? (options.retries ?? TRIES) : left - 1;
    if (left < 0) throw new AppError('server.unreachable', { detail: 'The upload does not get on.' });
  }
  return state;
}
