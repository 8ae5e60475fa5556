/** Photographs over HTTP: what reaches the server, what leaves it, and to whom. */
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { after, test } from 'node:test';
import { PHOTO_LIMITS, type PhotoAnswer } from '@watchword/api/photos.ts';
import { encodeJpeg } from '#photos/picture/codecs.ts';
import { cameraJpeg, flag } from '#photos/picture/files-under-test.ts';
import { ask, jsonOf, refused, type Asked, type Raw } from '../ask.ts';
import { isCode, pictureOf } from '../operation-calls.ts';
import { startServer, unique, wanted } from '../start-server.ts';

const house = await startServer({ demo: true });
after(() => house.close());
const owner = await house.client('UTO');
const token = await house.token('UTO');
const secretariat = await house.client('XPO', { role: 'reviewer', permissions: ['check', 'record:read', 'record:review'] });

const enter = (more: object = {}): Promise<{ id: string; version: number }> => owner.records.create({ database: 'persons', content: wanted(unique('Ida Test')), ...more });
const release = async ({ id }: { id: string }): Promise<unknown> => secretariat.records.release(await secretariat.records.get(id));
const send = (id: string, body: Uint8Array, more: Asked['headers'] = {}): Promise<Raw> =>
  ask(house.url(), { method: 'POST', path: `/v1/records/${id}/photos`, token, body, headers: { 'content-type': 'image/jpeg', ...more } });

test('an officer sees the photograph of a person whom a check has found, without the place where it was taken', async () => {
  const person = await enter();
  const { id } = await owner.photos.add(person.id, await cameraJpeg(flag(900, 700), 6));
  await release(person);
  const officer = await house.client('FRA', { role: 'front-line', permissions: ['check'] });
  const [listed] = await officer.photos.list(person.id);
  assert.deepEqual([listed?.id, listed?.width, listed?.height, listed?.main], [id, 700, 900, true]);
  const { type, bytes } = await officer.photos.get(person.id, id);
  assert.equal(type, 'image/jpeg');
  assert.equal(bytes.length, listed?.bytes);
  assert.doesNotMatch(Buffer.from(bytes).toString('latin1'), /GPS|Canary|Exif/);
  const seen = (await house.entries()).filter(({ event, subject }) => event === 'photo.read' && subject === id);
  assert.deepEqual(seen.map(({ organisation, within, response }) => [organisation, within, response]), [['FRA', person.id, hash('sha256', bytes, 'hex')]]);
});

test('the bytes leave as a picture and as nothing else, and nobody keeps them', async () => {
  const person = await enter();
  const { id } = await owner.photos.add(person.id, pictureOf());
  const raw = await ask(house.url(), { path: `/v1/records/${person.id}/photos/${id}`, token });
  const { 'content-type': type, 'cache-control': cache, 'x-content-type-options': sniff, 'content-security-policy': policy, 'content-length': length } = raw.headers;
  assert.deepEqual([raw.status, type, cache, sniff, policy], [200, 'image/jpeg', 'no-store', 'nosniff', "default-src 'none'; sandbox"]);
  const { bytes } = await owner.photos.get(person.id, id);
  assert.deepEqual([Number(length), raw.headers.etag], [bytes.length, `"${hash('sha256', bytes, 'hex')}"`]);
});

test('a person who is hidden from a country, or from the front line, has no photographs there', async () => {
  const person = await enter({ hiddenFrom: ['FRA'], hiddenFromFrontLine: true, hidingAuthority: 'Court of Utopia, 12/2026' });
  const { id } = await owner.photos.add(person.id, pictureOf());
  await release(person);
  for (const [organisation, role] of [['FRA', 'desk'], ['DEU', 'front-line'], ['UTO', 'front-line']] as const) {
    const viewer = await house.client(organisation, { role, permissions: role === 'front-line' ? ['check'] : ['check', 'record:read'] });
    await assert.rejects(viewer.photos.list(person.id), isCode('record.not-found'), `${organisation} ${role}`);
    await assert.rejects(viewer.photos.get(person.id, id), isCode('record.not-found'), `${organisation} ${role}`);
  }
  assert.equal((await (await house.client('DEU', { role: 'desk' })).photos.list(person.id)).length, 1);
});

test('the same key and the same picture give the first answer again; another picture under it is refused', async () => {
  const { id } = await enter();
  const picture = await encodeJpeg(flag(60, 40));
  const headers = { 'idempotency-key': unique('key') };
  const first = jsonOf<PhotoAnswer>(await send(id, picture, headers));
  assert.deepEqual(jsonOf(await send(id, picture, headers)), first);
  refused(await send(id, await encodeJpeg(flag(61, 40)), headers), 'request.key-reused');
  assert.equal((await owner.photos.list(id)).length, 1);
});

test('what is too large is refused while it arrives, what is no picture when it is there, and the server goes on', async () => {
  const { id } = await enter();
  refused(await send(id, Buffer.alloc(PHOTO_LIMITS.bytes + 1, 0xff)), 'request.too-large');
  const broken = refused(await send(id, Buffer.from('<svg/>')), 'photo.unreadable');
  assert.deepEqual(broken.errors?.map(({ code }) => code), ['format']);
  refused(await send(id, Buffer.alloc(0)), 'photo.unreadable');
  refused(await send(id, (await encodeJpeg(flag(200, 200))).subarray(0, 900)), 'photo.unreadable');
  assert.deepEqual(await owner.photos.list(id), []);
  assert.equal((await send(id, pictureOf())).status, 201, 'what it is called does not matter');
});

test('nobody makes the server read a picture for a record that is not theirs', async () => {
  const { id } = await enter();
  const foreign = await house.token('FRA');
  // A body that would never end: the refusal comes before it.
  const raw = await ask(house.url(), { method: 'POST', path: `/v1/records/${id}/photos`, token: foreign, body: Buffer.alloc(1000), headers: { 'content-type': 'image/jpeg', 'content-length': 5_000_000 } }).catch((error: Error) => error);
  if (raw instanceof Error) throw raw;
  refused(raw, 'record.not-found');
});

test('a withdrawn person has no photographs any more', async () => {
  const person = await enter();
  const { id } = await owner.photos.add(person.id, pictureOf());
  await release(person);
  await owner.records.withdraw(await owner.records.get(person.id), { reason: 'located' });
  assert.deepEqual(await owner.photos.list(person.id), []);
  await assert.rejects(owner.photos.get(person.id, id), isCode('photo.not-found'));
  await assert.rejects((await house.client('FRA')).photos.get(person.id, id), isCode('record.not-found'));
});

test('at a desk and at a border the browser sends and shows them with its cookie alone', async () => {
  const port = new URL(house.url()).port;
  const at = async (persona: string): Promise<(asked: Asked) => Promise<Raw>> => {
    const origin = { host: `${persona}.localhost:${port}`, 'sec-fetch-site': 'same-origin' };
    const signedIn = await ask(house.url(), { method: 'POST', path: '/v1/session', body: { persona }, headers: origin });
    const cookie = (signedIn.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
    return (asked) => ask(house.url(), { ...asked, headers: { ...origin, cookie, ...asked.headers } });
  };
  const [desk, border] = [await at('desk-uto'), await at('officer-fra')];
  const person = await enter();
  const sent = await desk({ method: 'POST', path: `/v1/records/${person.id}/photos`, body: pictureOf(), headers: { 'content-type': 'image/png' } });
  assert.equal(sent.status, 201, sent.text);
  await release(person);
  const path = `/v1/records/${person.id}/photos/${jsonOf<PhotoAnswer>(sent).id}`;
  const shown = await border({ path });
  assert.deepEqual([shown.status, shown.headers['content-type'], shown.headers['x-content-type-options'], shown.headers['cache-control']], [200, 'image/jpeg', 'nosniff', 'no-store']);
  refused(await border({ method: 'DELETE', path }), 'access.forbidden');
});
