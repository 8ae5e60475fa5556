/** One call that succeeds for each operation of events, keys, messages and webhooks; for `operation-calls.ts`. */
import { createHash } from 'node:crypto';
import type { SentMessage, SignedObject } from '@watchword/api/message-format.ts';
import { startFile } from '@watchword/api/messages.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import type { Client } from '@watchword/sdk/client.ts';
import { headOf } from '@watchword/sdk/messages/directory/log.ts';
import { signReceipt } from '@watchword/sdk/messages/envelope/receipts.ts';
import type { Ready } from './ready-call.ts';
import { startMail, type Mailbox } from './start-mail.ts';
import { unique, type House } from './start-server.ts';

type Written = { readonly of: (organisation: string) => Ready; readonly sender: Mailbox; readonly id: string; readonly message: SentMessage; readonly files: readonly object[]; readonly receipt: SignedObject };
const writtenAt = new WeakMap<House, Promise<Written>>();
const hashOf = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('base64url');

/** A message of FRA's to DEU, with its receipt; once for each house. */
function written(house: House): Promise<Written> {
  const known = writtenAt.get(house) ?? writeOne(house);
  writtenAt.set(house, known);
  return known;
}

async function writeOne(house: House): Promise<Written> {
  const mail = startMail(house);
  const [sender, recipient] = [await mail.mailbox('FRA'), await mail.mailbox('DEU')];
  const { id, message, files } = await mail.write(sender, [recipient], { text: 'A question' });
  await sender.client.messages.send(message, files);
  const receipt = await signReceipt({ kind: 'delivered', message: id, from: 'DEU', to: 'FRA', time: new Date(house.clock.now()).toISOString(), directory: headOf(await mail.log()) }, recipient.node);
  await recipient.client.messages.receipt(id, receipt);
  return { of: (organisation) => ({ organisation }), sender, id, message, files, receipt };
}

const HOOK = { url: 'https://cases.police.example/told', name: 'Cases', kinds: ['webhook.disabled'] };
const fra = (house: House): Promise<Client> => house.client('FRA', { permissions: PERMISSIONS });

async function clearHooks(house: House): Promise<void> {
  const client = await fra(house);
  for (const { id } of await client.webhooks.list()) await client.webhooks.remove(id);
}

/** A webhook of FRA's that is paused: nothing is sent anywhere. */
async function hook(house: House): Promise<string> {
  await clearHooks(house);
  const client = await fra(house);
  const { webhook } = await client.webhooks.create(HOOK);
  await client.webhooks.update(webhook.id, { state: 'paused' });
  return webhook.id;
}

export const MAIL_CALLS: Readonly<Record<string, (house: House) => Promise<Ready> | Ready>> = {
  'keys.list': async (house) => (await written(house)).of('FRA'),
  'keys.lines': async (house) => ({ ...(await written(house)).of('FRA'), query: { after: 1, limit: 2 } }),
  'keys.hub': async (house) => (await written(house)).of('FRA'),
  'keys.entries': async (house) => ({ ...(await written(house)).of('FRA'), params: { organisation: 'DEU' } }),
  // What stands there already is answered once more.
  'keys.publish': async (house) => {
    const { of, sender } = await written(house);
    return { ...of('FRA'), body: { entry: sender.bureau.entries[0] } };
  },
  'keys.keyrings': async (house) => (await written(house)).of('FRA'),
  'keys.publish-keyring': async (house) => {
    const { of, sender } = await written(house);
    return { ...of('FRA'), body: { keyring: sender.bureau.keyrings[0] } };
  },
  'messages.send': async (house) => {
    const { of, message, files } = await written(house);
    return { ...of('FRA'), body: { message, files } };
  },
  'messages.places': async (house) => ({ ...(await written(house)).of('FRA'), query: { to: 'DEU,FRA' } }),
  'messages.list': async (house) => ({ ...(await written(house)).of('FRA'), query: { limit: 2 } }),
  'messages.get': async (house) => {
    const { of, id } = await written(house);
    return { ...of('DEU'), params: { id } };
  },
  'messages.file': async (house) => {
    const { of, id } = await written(house);
    return { ...of('DEU'), params: { id, n: '0' }, query: { from: 10 } };
  },
  'messages.receipt': async (house) => {
    const { of, id, receipt } = await written(house);
    return { ...of('DEU'), params: { id }, body: { receipt } };
  },
  'messages.receipts': async (house) => ({ ...(await written(house)).of('FRA'), query: { limit: 2 } }),
  'files.start': () => ({ organisation: 'FRA', params: { sha256: hashOf(unique('file')) }, body: { size: 100 } }),
  'files.send': async (house) => {
    const bytes = Buffer.from(unique('file').padEnd(100));
    const sha256 = hashOf(bytes);
    await (await house.client('FRA', { permissions: PERMISSIONS })).call(startFile, { params: { sha256 }, body: { size: bytes.length } });
    return { organisation: 'FRA', params: { sha256 }, query: { offset: 0 }, body: bytes, type: 'application/octet-stream' };
  },
  'files.get': async (house) => {
    const sha256 = hashOf(unique('file'));
    await (await house.client('FRA', { permissions: PERMISSIONS })).call(startFile, { params: { sha256 }, body: { size: 100 } });
    return { organisation: 'FRA', params: { sha256 } };
  },
  'groups.list': () => ({ organisation: 'FRA' }),
  'groups.save': () => ({ organisation: 'FRA', params: { code: 'own-neighbours' }, body: { name: 'Neighbours', members: ['DEU', 'ITA'] } }),
  'groups.remove': async (house) => {
    await (await house.client('FRA', { permissions: PERMISSIONS })).messages.saveGroup('own-former', { name: 'Former', members: ['DEU'] });
    return { organisation: 'FRA', params: { code: 'own-former' } };
  },
  'webhooks.create': async (house) => {
    await clearHooks(house);
    return { organisation: 'FRA', body: { ...HOOK, name: 'New' } };
  },
  'webhooks.list': async (house) => {
    await hook(house);
    return { organisation: 'FRA' };
  },
  'webhooks.get': async (house) => ({ organisation: 'FRA', params: { id: await hook(house) } }),
  'webhooks.update': async (house) => ({ organisation: 'FRA', params: { id: await hook(house) }, body: { name: 'Renamed' } }),
  'webhooks.delete': async (house) => ({ organisation: 'FRA', params: { id: await hook(house) } }),
  'webhooks.rotate': async (house) => ({ organisation: 'FRA', params: { id: await hook(house) }, body: { overlapHours: 1 } }),
  'webhooks.test': async (house) => ({ organisation: 'FRA', params: { id: await hook(house) } }),
  'webhooks.attempts': async (house) => ({ organisation: 'FRA', params: { id: await hook(house) }, query: { limit: 2 } }),
  'webhooks.redeliver': async (house) => {
    const id = await hook(house);
    return { organisation: 'FRA', params: { id, delivery: (await (await fra(house)).webhooks.test(id)).delivery } };
  },
  'events.read': () => ({ organisation: 'FRA', query: { after: 0 } }),
  'events.list': () => ({ organisation: 'FRA', query: { after: 0, limit: 5 } }),
};
