/** What waits on this device: sealed with a key that no script can read, in a database of the browser. In the clear stand ids, and whose it is as a name that says nothing. */
import type { Keeping, QueuedReport } from '@watchword/sdk/joint/report-queue.ts';
import { KEY_DATABASE } from './forget-key.ts';

const DATABASE = 'watchword.field';
const STORE = 'sealed';
const KEYS = 'keys';

/** A key of a person: what it opens lies under `owner`. `until`: when the session ends in any case, ms since 1970. */
export type FieldKey = { readonly owner: string; readonly key: CryptoKey; readonly until: number };

type Sealed = { readonly id: string; readonly owner: string; readonly iv: Uint8Array<ArrayBuffer>; readonly data: ArrayBuffer };

/** Makes a key from what the bureau gave: it can be used here, and read by nobody. */
export async function importKey(text: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** The key that lies here, until it is forgotten or its time is over. */
export async function readKey(now: number): Promise<FieldKey | undefined> {
  const found = await inStore<FieldKey | undefined>({ database: KEY_DATABASE, store: KEYS }, 'readonly', (store) => store.get('key'));
  return found === undefined || found.until <= now ? undefined : found;
}

/** Keeps the key for reloads without a line. */
export async function writeKey(key: FieldKey): Promise<void> {
  await inStore({ database: KEY_DATABASE, store: KEYS }, 'readwrite', (store) => store.put(key, 'key'));
}

/** What is kept for a key's owner. */
export function keepingOf(key: FieldKey): Keeping {
  return {
    async all() {
      const rows = (await allRows()).filter(({ owner, id }) => owner === key.owner && id.startsWith('inc_'));
      return (await Promise.all(rows.map((row) => open<QueuedReport>(row, key)))).filter((one) => one !== undefined);
    },
    put: (report) => putSealed(report.id, report, key),
    remove: async (id) => void (await inStore({ database: DATABASE, store: STORE }, 'readwrite', (store) => store.delete(id))),
  };
}

/** Keeps something beside the reports: which operations there are. */
export async function putSealed(id: string, value: unknown, { key, owner }: FieldKey): Promise<void> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: boundTo(id, owner) }, key, new TextEncoder().encode(JSON.stringify(value)));
  await inStore({ database: DATABASE, store: STORE }, 'readwrite', (store) => store.put({ id, owner, iv, data } satisfies Sealed, id));
}

/** Reads it again; undefined when it is not there, or does not open. */
export async function readSealed<Value>(id: string, key: FieldKey): Promise<Value | undefined> {
  const row = await inStore<Sealed | undefined>({ database: DATABASE, store: STORE }, 'readonly', (store) => store.get(id));
  return row === undefined || row.owner !== key.owner ? undefined : open<Value>(row, key);
}

/** How many reports of somebody else wait here, sealed. */
export async function countOthers({ owner }: FieldKey): Promise<number> {
  return (await allRows()).filter((row) => row.owner !== owner && row.id.startsWith('inc_')).length;
}

async function allRows(): Promise<Sealed[]> {
  return inStore<Sealed[]>({ database: DATABASE, store: STORE }, 'readonly', (store) => store.getAll());
}

async function open<Value>({ id, owner, iv, data }: Sealed, { key }: FieldKey): Promise<Value | undefined> {
  try {
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: boundTo(id, owner) }, key, data))) as Value;
  } catch {
    return undefined;
  }
}

function boundTo(id: string, owner: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${owner} ${id}`);
}

/** One step in a store; it is on the disk when this returns. */
async function inStore<Value>({ database, store }: { database: string; store: string }, mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest): Promise<Value> {
  const opened = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(database, 1);
    request.addEventListener('upgradeneeded', () => void request.result.createObjectStore(store));
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('no store')));
  });
  try {
    return await new Promise<Value>((resolve, reject) => {
      const transaction = opened.transaction(store, mode, { durability: 'strict' });
      const request = work(transaction.objectStore(store));
      transaction.addEventListener('complete', () => resolve(request.result as Value));
      transaction.addEventListener('error', () => reject(transaction.error ?? new Error('no store')));
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('no store')));
    });
  } finally {
    opened.close();
  }
}
