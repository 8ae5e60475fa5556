/** Bureaus with mailboxes at a real hub: keys that are published there, and messages that they send one another. */
import { getHubKey, listLines, publishEntry, publishKeyring } from '@watchword/api/keys.ts';
import type { DirectoryHead, DirectoryLine, SentMessage, SignedObject } from '@watchword/api/message-format.ts';
import { listPlaces, sendMessage, type AcceptedMessage } from '@watchword/api/messages.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import type { Client } from '@watchword/sdk/client.ts';
import type { DeviceKeys } from '@watchword/sdk/messages/devices/device-keys.ts';
import { EMPTY_LOG, followLog, headOf, type DirectoryLog } from '@watchword/sdk/messages/directory/log.ts';
import { toBase64Url } from '@watchword/sdk/messages/encoding.ts';
import { openMessage, readyKeys } from '@watchword/sdk/messages/envelope/open.ts';
import { beginEnvelope, encryptBody, signMessage, wrapKey, type Envelope, type Place } from '@watchword/sdk/messages/envelope/write.ts';
import { BureauUnderTest, HubUnderTest } from '@watchword/sdk/messages/network-under-test.ts';
import { readSigned } from '@watchword/sdk/messages/signing/signed.ts';
import type { House } from './start-server.ts';

/** A bureau with a mailbox: its keys, and a client of its system with every permission. */
export type Mailbox = { readonly code: string; readonly bureau: BureauUnderTest; readonly node: DeviceKeys; readonly client: Client };

/** What is written. `files`: blobs beside the body. */
export type Draft = { readonly text: string; /** How far the sender knows the list of keys; asked of the hub unless told. */ readonly directory?: DirectoryHead; readonly handling?: 'police' | 'eyes-only'; readonly envelope?: Envelope; readonly blobs?: readonly { n: number; size: number; sha256: string }[]; readonly attachments?: readonly { n: number; name: string; mediaType: string; size: number }[] };

export type Mail = {
  /** A bureau with one device and an epoch that runs. */
  mailbox(code: string): Promise<Mailbox>;
  /** The secretariat enrols the hub's key, so that it signs what it takes. */
  enrolHub(): Promise<BureauUnderTest>;
  log(): Promise<DirectoryLog>;
  /** Writes a message to others, ready to be handed over. `places`: of the lines; asked of the hub unless told. */
  write(from: Mailbox, to: readonly Mailbox[], draft: Draft, places?: ReadonlyMap<string, Place>): Promise<{ id: string; message: SentMessage; files: { sha256: string; data: string }[] }>;
  send(from: Mailbox, to: readonly Mailbox[], text: string): Promise<AcceptedMessage>;
  /** The text of a message as its recipient reads it. */
  open(mailbox: Mailbox, id: string): Promise<string>;
  publish(code: string, entry: SignedObject): Promise<DirectoryLine>;
};

class RealHub extends HubUnderTest {
  readonly #now: () => number;
  readonly #publish: (organisation: string, entry: SignedObject) => Promise<unknown>;

  constructor(now: () => number, publish: (organisation: string, entry: SignedObject) => Promise<unknown>) {
    super();
    this.#now = now;
    this.#publish = publish;
  }

  override time(): string {
    return new Date(this.#now()).toISOString();
  }

  override async add(object: SignedObject): Promise<void> {
    const { payload } = await readSigned('directory', object);
    await this.#publish(payload.organisation, object);
  }
}

/** Opens mail at a house. */
export function startMail(house: Pick<House, 'client' | 'clock'>): Mail {
  const clients = new Map<string, Promise<Client>>();
  const clientOf = (code: string): Promise<Client> => {
    const known = clients.get(code) ?? house.client(code, { role: 'system', permissions: PERMISSIONS });
    clients.set(code, known);
    return known;
  };
  const publish: Mail['publish'] = async (code, entry) => (await clientOf(code)).call(publishEntry, { body: { entry } });
  const hub = new RealHub(house.clock.now, publish);
  const log = async (): Promise<DirectoryLog> => {
    const client = await clientOf('XPO');
    const lines: DirectoryLine[] = [];
    for (;;) {
      const { items, head } = await client.call(listLines, { query: { after: lines.length, limit: 500 } });
      lines.push(...items);
      if (lines.length >= head.size) return await followLog(EMPTY_LOG, lines);
    }
  };
  const write: Mail['write'] = async (from, to, { text, handling = 'police', envelope, directory, blobs = [], attachments = [] }, places) => {
    const begun = envelope ?? (await beginEnvelope(from.code, to.map(({ code }) => code)));
    const { body, blob } = await encryptBody(begun, { v: 1, subject: 'Subject', text, ...(attachments.length > 0 && { attachments: [...attachments] }) });
    const keyOf = ({ code, bureau }: Mailbox): { organisation: string; epoch: number; kem: string } => {
      const last = bureau.state().epochs.at(-1);
      return { organisation: code, epoch: last?.epoch ?? 0, kem: last?.kem ?? '' };
    };
    const wraps = await wrapKey(begun, to.map(keyOf), keyOf(from));
    const all = [...to, from].map(({ code }) => code);
    const known = places ?? new Map((await from.client.call(listPlaces, { query: { to: all.join(',') } })).items.map(({ organisation, sequence, last }) => [organisation, { sequence: sequence + 1, prev: last as string | null }]));
    const next = new Map(all.map((code) => [code, known.get(code) ?? { sequence: 1, prev: null }]));
    const { id, message } = await signMessage({
      envelope: begun, wraps, places: next, device: from.node,
      parts: { blobs: [blob, ...blobs], priority: 'routine', handling, time: new Date(house.clock.now()).toISOString(), prev: null, directory: directory ?? headOf(await log()) },
    });
    return { id, message, files: [{ sha256: blob.sha256, data: toBase64Url(body) }] };
  };
  return {
    log, write, publish,
    async mailbox(code) {
      const { bureau, node } = await BureauUnderTest.withMailbox(hub, code);
      const client = await clientOf(code);
      for (const keyring of bureau.keyrings) await client.call(publishKeyring, { body: { keyring } });
      return { code, bureau, node, client };
    },
    async enrolHub() {
      const secretariat = await BureauUnderTest.open(hub, 'XPO');
      const { key } = await (await clientOf('XPO')).call(getHubKey);
      await secretariat.enter({ type: 'device', kind: 'hub', name: 'hub', key }, secretariat.officers);
      return secretariat;
    },
    async send(from, to, text) {
      const { message, files } = await write(from, to, { text });
      return await from.client.call(sendMessage, { body: { message, files } });
    },
    async open(mailbox, id) {
      const { manifest, wrap } = await mailbox.client.messages.get(id);
      const body = await Array.fromAsync((await mailbox.client.messages.file(id, 0)).chunks());
      const { payload } = await readSigned('manifest', manifest);
      const keys = await readyKeys(await mailbox.bureau.secretsOf(mailbox.node), mailbox.bureau.state());
      return (await openMessage({ manifest: payload, wrap }, keys, Uint8Array.from(Buffer.concat(body)))).content.text;
    },
  };
}

