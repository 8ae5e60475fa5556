/** One call that succeeds for each operation of the hub: what has to be there before it, who makes it, what it sends. */
import { createPrivateKey } from 'node:crypto';
import { getAuditKeys } from '@watchword/api/audit.ts';
import type { CheckRequest } from '@watchword/api/checks/checks.ts';
import { AppError } from '@watchword/api/errors.ts';
import { ASSERTION_TYPE } from '@watchword/api/access/oauth.ts';
import { CONTRACT } from '@watchword/api/contract.ts';
import type { InputOf, Operation, Permission } from '@watchword/api/operation.ts';
import type { receiveRequest, RequestStanding } from '@watchword/api/requests.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import { admitOrganisation } from '@watchword/api/organisations/operations.ts';
import type { RecordAnswer } from '@watchword/api/records.ts';
import { generateClientKey, signAssertion, type PrivateKey } from '@watchword/sdk/client-keys.ts';
import { addressOf } from '@watchword/sdk/request.ts';
import { parseCheckpoint } from '@watchword/sdk/proofs/checkpoints.ts';
import { cosignedMessage, timestampedSignature } from '@watchword/sdk/proofs/cosignatures.ts';
import { parseNote } from '@watchword/sdk/proofs/notes.ts';
import { newKey, signerOf } from '#audit/tree/signing.ts';
import type { Asked } from './ask.ts';
import { pngOf } from '#photos/picture/files-under-test.ts';
import { HIT_CALLS } from './hit-calls.ts';
import { CROSS_CALLS } from './cross-calls.ts';
import { JOINT_CALLS } from './joint-calls.ts';
import { NETWORK_CALLS } from './network-calls.ts';
import { MAIL_CALLS } from './mail-calls.ts';
import type { Ready } from './ready-call.ts';
import { REPORT_CALLS } from './report-calls.ts';
import { passport, unique, wanted, type House } from './start-server.ts';

type Make = (house: House) => Promise<Ready> | Ready;

const question = (): object => ({ purpose: 'border-control', subject: { document: { number: unique() } } });
const uto = (house: House): ReturnType<House['client']> => house.client('UTO', { permissions: PERMISSIONS });

/** A record of UTO's on a stolen passport. */
export async function enterPassport(house: House, more: object = {}): Promise<RecordAnswer> {
  return (await uto(house)).records.create({ database: 'travel-documents', content: passport(unique()), ...more });
}

/** A record of UTO's on a person, that waits for review. */
export async function enterPerson(house: House): Promise<RecordAnswer> {
  return (await uto(house)).records.create({ database: 'persons', content: wanted(`Ida Test${unique('n')}`) });
}

const ofPassport = async (house: House): Promise<Ready> => {
  const { id, version } = await enterPassport(house);
  return { organisation: 'UTO', params: { id }, version };
};
const ofPerson = async (house: House): Promise<Ready> => {
  const { id, version } = await enterPerson(house);
  return { organisation: 'XPO', params: { id }, version };
};
/** A small grey picture. */
export function pictureOf(): Uint8Array<ArrayBuffer> {
  return pngOf({ width: 32, height: 40 }, { depth: 8, colour: 0 }, Array.from({ length: 40 }, () => new Uint8Array(32).fill(128)));
}
const ofPhoto = async (house: House): Promise<Ready> => {
  const { id } = await enterPerson(house);
  const photo = await (await uto(house)).photos.add(id, pictureOf());
  return { organisation: 'UTO', params: { id, photo: photo.id } };
};
/** The number of an entry of FRA's own. */
async function ownEntry(house: House): Promise<number> {
  return (await (await house.client('FRA')).checks.run(question() as CheckRequest)).receipt.entry;
}
/** A flag of FRA's, as the writer raises it. */
async function raisedFlag(house: House): Promise<string> {
  const at = house.clock.now();
  const { result } = await house.serving().hub.writer.run('oversight.note', { at, months: [], uses: [], asked: [], sequences: [{ organisation: 'FRA', actor: unique('ofc_'), day: 20_000, first: at, last: at, count: 8, ids: [] }] } as never);
  return (result as { id: string }[])[0]?.id ?? '';
}
const startLoad = async (house: House): Promise<string> => (await (await uto(house)).loads.start({ database: 'travel-documents', format: 'ndjson' })).id;
const line = (): string => `${JSON.stringify(passport(unique()))}\n`;

/** A comparison of UTO's with its own record on a person. */
async function compared(house: House): Promise<object> {
  const name = `Ida Test${unique('n')}`;
  const { id } = await (await uto(house)).records.create({ database: 'persons', content: wanted(name) });
  return { purpose: 'border-control', subject: { person: { name, born: '1974-08-12' } }, records: [id], finding: 'not-same', reason: 'face' };
}

/** An agency of FRA's. */
async function agency(house: House): Promise<string> {
  const body = { kind: 'agency', code: unique('A'), name: 'Customs', purposes: ['border-control'], databases: ['vehicles'] } as const;
  return (await (await house.client('FRA', { permissions: PERMISSIONS })).call(admitOrganisation, { body: { ...body, purposes: [...body.purposes], databases: [...body.databases] } })).code;
}

const commission = (house: House): ReturnType<House['client']> => house.client('XPO', { role: 'commission' });

/** What a person asks the Commission. */
export const plea = (more: object = {}): InputOf<typeof receiveRequest>['body'] => ({
  kind: 'deletion', subject: { names: [`Ida Plea${unique('n')}`], born: '1974-08-12' }, asks: 'Delete it.', contact: 'By letter', evidence: { digest: 'ab'.repeat(32) }, ...more,
});

/** A request on its way: `steps` says how far. */
async function pleaded(house: House, ...steps: ('admit' | 'decide' | 'correct' | 'conclude')[]): Promise<Ready & { standing: RequestStanding }> {
  const client = await commission(house);
  let standing = await client.requests.receive(plea());
  for (const step of steps) {
    if (step === 'admit') standing = await client.requests.admit(standing, { admissible: true });
    if (step === 'decide') standing = await client.requests.decide(standing, { outcome: 'granted', reasons: 'None.', measures: [{ record: (await enterPassport(house)).id, act: 'erase' }] });
    if (step === 'correct') standing = await client.requests.decide(standing, { outcome: 'granted', reasons: 'None.', measures: [{ record: (await enterPassport(house)).id, act: 'correct', asks: 'The number is wrong.' }] });
    if (step === 'conclude') standing = await client.requests.conclude(standing);
  }
  return { organisation: 'XPO', params: { id: standing.id }, version: standing.version, standing };
}
const measureOf = async (house: House, { standing }: { standing: RequestStanding }): Promise<string> => (await (await commission(house)).requests.get(standing.id)).measures[0]?.id ?? '';

/** A system of FRA's that is registered with a key, and that key. */
async function register(house: House): Promise<{ clientId: string; privateKey: PrivateKey }> {
  const { privateKey, publicKey } = await generateClientKey({ kid: 'a' });
  const { id } = await (await house.client('FRA', { permissions: PERMISSIONS })).clients.register({ name: 'Gate 7', role: 'system', permissions: ['check'], key: { jwk: publicKey } });
  return { clientId: id, privateKey };
}

/** A cosignature of FRA's witness, always the same one, for the newest checkpoint. */
async function cosignature(house: House): Promise<object> {
  const { checkpoint } = await (await house.client('FRA', { permissions: PERMISSIONS })).call(getAuditKeys);
  const note = parseNote(checkpoint);
  const read = parseCheckpoint(note?.text ?? '');
  if (note === undefined || read === undefined) throw new Error('no checkpoint');
  const signer = signerOf('watchword/witness/FRA', 'ed25519-cosignature', WITNESS);
  const message = cosignedMessage({ kind: 'ed25519-cosignature', name: 'watchword/witness/FRA' }, { text: note.text, checkpoint: read, time: 1 });
  return { number: read.number, lines: [signer.sign(message, timestampedSignature(1, new Uint8Array()))], keys: [signer.line] };
}
const WITNESS = createPrivateKey(newKey('ed25519'));

const MAKE: Readonly<Record<string, Make>> = {
  ...HIT_CALLS,
  ...JOINT_CALLS,
  ...CROSS_CALLS,
  ...REPORT_CALLS,
  ...NETWORK_CALLS,
  ...MAIL_CALLS,
  'requests.receive': () => ({ organisation: 'XPO', body: plea() }),
  'requests.list': async (house) => {
    await pleaded(house);
    return { organisation: 'XPO', query: { limit: 2 } };
  },
  'requests.get': async (house) => ({ ...(await pleaded(house)), version: undefined }),
  'requests.admit': async (house) => ({ ...(await pleaded(house)), body: { admissible: true } }),
  'requests.examine': async (house) => ({ ...(await pleaded(house, 'admit')), body: { note: 'Begun.' } }),
  'requests.extend': async (house) => ({ ...(await pleaded(house, 'admit')), body: { until: '2027-09-30', reasons: 'The court answers late.' } }),
  'requests.consent': async (house) => ({ ...(await pleaded(house)), body: { given: true, on: '2026-11-20' } }),
  // One entry of the decision, one of the record that it erases.
  'requests.decide': async (house) => ({ ...(await pleaded(house, 'admit')), body: { outcome: 'granted', reasons: 'None.', measures: [{ record: (await enterPassport(house)).id, act: 'erase' }] }, entries: 2 }),
  'requests.conclude': async (house) => ({ ...(await pleaded(house, 'admit', 'decide')), body: { note: 'Done.' } }),
  'requests.close': async (house) => ({ ...(await pleaded(house, 'admit', 'decide', 'conclude')), body: { note: 'Answered.' } }),
  'requests.receipt': async (house) => {
    const ready = await pleaded(house, 'admit', 'decide');
    return { ...ready, body: { measure: await measureOf(house, ready), holder: 'FRA' } };
  },
  'requests.eraseTexts': async (house) => ({ ...(await pleaded(house, 'admit', 'decide')), body: { reasons: 'None.' } }),
  'requests.package': async (house) => ({ ...(await pleaded(house, 'admit')), version: undefined }),
  'requests.print': async (house) => ({ ...(await pleaded(house, 'admit')), version: undefined, query: { language: 'fr' } }),
  'records.retention': () => ({ organisation: 'UTO' }),
  'corrections.list': async (house) => {
    await pleaded(house, 'admit', 'correct');
    return { organisation: 'UTO', query: { limit: 2 } };
  },
  'corrections.answer': async (house) => ({ organisation: 'UTO', params: { id: await measureOf(house, await pleaded(house, 'admit', 'correct')) }, body: { done: true } }),
  'checks.run': () => ({ organisation: 'FRA', body: question() }),
  'checks.batch': () => ({ organisation: 'FRA', body: { checks: [question(), question(), question()] }, entries: 3 }),
  'checks.stream': () => ({ organisation: 'FRA', body: `${JSON.stringify(question())}\n${JSON.stringify(question())}\n`, type: 'application/x-ndjson', entries: 2 }),
  'comparisons.record': async (house) => ({ organisation: 'UTO', body: await compared(house) }),
  'comparisons.count': () => ({ organisation: 'UTO' }),
  'records.create': () => ({ organisation: 'UTO', body: { database: 'travel-documents', content: passport(unique()) } }),
  'records.list': () => ({ organisation: 'UTO', query: { database: 'travel-documents', limit: 2 } }),
  'records.get': async (house) => ({ ...(await ofPassport(house)), version: undefined }),
  'records.history': async (house) => ({ ...(await ofPassport(house)), version: undefined }),
  'records.amend': async (house) => ({ ...(await ofPassport(house)), body: { content: { fraud: 'lost' } } }),
  'records.withdraw': async (house) => ({ ...(await ofPassport(house)), body: { reason: 'found' } }),
  'records.release': async (house) => ({ ...(await ofPerson(house)), body: { note: 'Warrant seen.' } }),
  'records.block': async (house) => ({ ...(await ofPerson(house)), body: { reason: 'No warrant.' } }),
  'records.classify': async (house) => ({ ...(await ofPassport(house)), organisation: 'XPO', body: { confidentiality: 'restricted', reason: 'Names a witness.' } }),
  'records.reviews': async (house) => {
    await enterPerson(house);
    return { organisation: 'XPO', query: { limit: 2 } };
  },
  'photos.add': async (house) => ({ organisation: 'UTO', params: { id: (await enterPerson(house)).id }, body: pictureOf(), type: 'image/png' }),
  'photos.list': ofPhoto,
  'photos.get': ofPhoto,
  'photos.describe': async (house) => ({ ...(await ofPhoto(house)), body: { takenOn: '2024' } }),
  'photos.remove': ofPhoto,
  'records.export': async (house) => {
    await enterPassport(house);
    return { organisation: 'UTO', params: { database: 'travel-documents' }, query: { format: 'csv' } };
  },
  'loads.start': () => ({ organisation: 'UTO', body: { database: 'travel-documents', format: 'ndjson' } }),
  'loads.send': async (house) => ({ organisation: 'UTO', params: { id: await startLoad(house) }, query: { offset: 0 }, body: line(), type: 'application/x-ndjson', entries: undefined }),
  'loads.cancel': async (house) => ({ organisation: 'UTO', params: { id: await startLoad(house) } }),
  'loads.get': async (house) => ({ organisation: 'UTO', params: { id: await startLoad(house) } }),
  'loads.list': async (house) => {
    await startLoad(house);
    return { organisation: 'UTO' };
  },
  'loads.rejects': async (house) => ({ organisation: 'UTO', params: { id: await startLoad(house) } }),
  'databases.list': () => ({ organisation: 'UTO' }),
  'databases.template': () => ({ organisation: 'UTO', params: { code: 'vehicles' }, query: { format: 'csv' } }),
  'access.me': () => ({ organisation: 'FRA' }),
  'tokens.issue': () => ({ organisation: 'FRA', body: { name: 'Gate 8', role: 'system', permissions: ['check'] } }),
  'tokens.list': () => ({ organisation: 'FRA' }),
  'tokens.revoke': async (house) => {
    const { token } = await (await house.client('FRA', { permissions: PERMISSIONS })).tokens.issue({ name: 'Gate 9', role: 'system', permissions: ['check'] });
    return { organisation: 'FRA', params: { id: token.id } };
  },
  'clients.register': async () => ({ organisation: 'FRA', body: { name: 'Gate 8', role: 'system', permissions: ['check'], key: { jwk: (await generateClientKey({ kid: 'a' })).publicKey } } }),
  'clients.list': async (house) => {
    await register(house);
    return { organisation: 'FRA', query: { limit: 2 } };
  },
  'clients.add-key': async (house) => ({ organisation: 'FRA', params: { id: (await register(house)).clientId }, body: { jwk: (await generateClientKey({ kid: 'b' })).publicKey } }),
  'clients.remove-key': async (house) => {
    const { clientId } = await register(house);
    await (await house.client('FRA', { permissions: PERMISSIONS })).clients.addKey(clientId, { jwk: (await generateClientKey({ kid: 'b' })).publicKey });
    return { organisation: 'FRA', params: { id: clientId, kid: 'a' } };
  },
  'clients.set-certificates': async (house) => ({ organisation: 'FRA', params: { id: (await register(house)).clientId }, body: { certificates: ['A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0'] } }),
  'clients.revoke': async (house) => ({ organisation: 'FRA', params: { id: (await register(house)).clientId } }),
  'organisations.list': () => ({ organisation: 'FRA' }),
  'organisations.admit': () => ({ organisation: 'FRA', body: { kind: 'agency', code: unique('A'), name: 'Customs', purposes: ['border-control'], databases: ['vehicles'] } }),
  'organisations.suspend': async (house) => ({ organisation: 'FRA', params: { code: await agency(house) }, body: { reason: 'Under examination' } }),
  'organisations.resume': async (house) => ({ organisation: 'FRA', params: { code: await agency(house) } }),
  'oauth.token': async (house) => {
    const assertion = await signAssertion(await register(house), { issuer: house.url(), now: house.clock.now() });
    return { organisation: 'FRA', body: new URLSearchParams({ grant_type: 'client_credentials', client_assertion_type: ASSERTION_TYPE, client_assertion: assertion }).toString(), type: 'application/x-www-form-urlencoded' };
  },
  'oauth.metadata': () => ({ organisation: 'FRA' }),
  'audit.keys': () => ({ organisation: 'FRA' }),
  'audit.checkpoints': () => ({ organisation: 'FRA' }),
  'audit.inclusion': async (house) => {
    const { receipt } = await (await house.client('FRA')).checks.run(question() as CheckRequest);
    return { organisation: 'FRA', query: { entry: receipt.entry, hash: receipt.hash } };
  },
  'audit.consistency': () => ({ organisation: 'FRA', query: { from: 1 } }),
  'audit.tile': () => ({ organisation: 'FRA', query: { path: 'tile/0/000.p/1' } }),
  'audit.entries': () => ({ organisation: 'FRA' }),
  'audit.owner-entries': () => ({ organisation: 'FRA' }),
  'audit.search': () => ({ organisation: 'FRA', body: { officer: 'ofc_0001', reason: 'For a test' } }),
  'audit.export': async (house) => ({ organisation: 'FRA', query: { entries: String(await ownEntry(house)) }, entries: 2 }),
  'audit.mass-export': async (house) => {
    await ownEntry(house);
    return { organisation: 'FRA', query: { from: '2026-11-24', to: '2026-11-24' }, entries: 2 };
  },
  'audit.matrix': () => ({ organisation: 'FRA', query: { from: '2026-11-24', to: '2026-11-24' } }),
  'audit.cosign': async (house) => ({ organisation: 'FRA', body: await cosignature(house) }),
  'oversight.flags': () => ({ organisation: 'FRA', query: { limit: 2 } }),
  'oversight.answer': async (house) => ({ organisation: 'FRA', params: { id: await raisedFlag(house) }, body: { finding: 'explained', note: 'A busy night.' } }),
  'statistics.read': () => ({ organisation: 'FRA', query: { month: '2026-10' } }),
  'health.live': () => ({ organisation: 'FRA' }),
  'health.ready': () => ({ organisation: 'FRA' }),
  'health.version': () => ({ organisation: 'FRA' }),
};

/** The operations of the hub. */
export const HUB_OPERATIONS: readonly Operation[] = CONTRACT.filter(({ side }) => side === 'hub');

/** Makes ready for an operation. @throws when nobody has said here how it succeeds */
export async function makeReady(house: House, { id }: Operation): Promise<Ready> {
  const make = MAKE[id];
  if (make === undefined) throw new Error(`Say in operation-calls.ts how ${id} succeeds.`);
  return make(house);
}

/** The request of a call that is ready. `change` comes last. */
export function requestOf(operation: Operation, ready: Ready, change: { token?: string | undefined; query?: object; body?: unknown } & Pick<Asked, 'headers'> = {}): Asked {
  const query = { ...ready.query, ...change.query };
  const path = addressOf('', operation, { ...(ready.params !== undefined && { params: ready.params }), query });
  const body = 'body' in change ? change.body : ready.body;
  const type = ready.type ?? (operation.body === 'merge-patch' ? 'application/merge-patch+json' : 'application/json');
  return {
    method: operation.method, path, token: change.token, body: body as Asked['body'],
    headers: { ...(body !== undefined && { 'content-type': type }), ...(ready.version !== undefined && { 'if-match': `"${ready.version}"` }), ...change.headers },
  };
}

/** A token with every permission but one. */
export function tokenWithout(house: House, organisation: string, permission: Permission): Promise<string> {
  return house.token(organisation, { role: 'system', permissions: PERMISSIONS.filter((one) => one !== permission) });
}

/** Whether a call was refused with this code. */
export const isCode = (code: string) => (error: unknown): boolean => error instanceof AppError && error.code === code;
