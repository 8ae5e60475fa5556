/**
 * A state looks for a critic who has fled: a record of it is checked in the country that took the person in. Until that country's desk has released the hit, nothing
 * in the whole interface tells the owner more than it knew before: neither that there was a check, nor where, nor when.
 */
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { CONTRACT } from '@watchword/api/contract.ts';
import { listOwnerEntries } from '@watchword/api/audit.ts';
import { answerHit, askOwner, decideProtection, getHit, listHits, listHitsOfCheck, protectHit, releaseHit, type Hit } from '@watchword/api/hits.ts';
import { setHitDesk } from '@watchword/api/hits/desk.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import type { Purpose } from '@watchword/api/checks/purposes.ts';
import type { Client } from '@watchword/sdk/client.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import { ask } from '../ask.ts';
import { isCode } from '../operation-calls.ts';
import { passport, startServer, unique, wanted } from '../start-server.ts';

const house = await startServer();
after(() => house.close());
const token = await house.token('UTO', { role: 'system', permissions: PERMISSIONS });
const uto = house.clientOf(token);
const fra = await house.client('FRA', { permissions: PERMISSIONS });
const officer = await house.client('FRA', { role: 'front-line' });
const reviewer = await house.client('XPO', { role: 'reviewer' });
const hits = (): ReturnType<typeof house.serving>['hub']['hits'] => house.serving().hub.hits;

async function enterPerson(): Promise<{ record: string; name: string }> {
  const name = `Ida Critic${unique('n')}`;
  const { id } = await uto.records.create({ database: 'persons', content: wanted(name) });
  const { version } = await uto.records.get(id);
  await reviewer.records.release({ id, version });
  return { record: id, name };
}

async function check(name: string, purpose: Purpose = 'border-control'): Promise<string> {
  const { id, outcome } = await officer.checks.run({ purpose, subject: { person: { name, born: '1974-08-12' } }, place: 'Calais' });
  assert.equal(outcome, 'hit');
  await hits().heard();
  return id;
}

async function mine(record: string): Promise<Hit> {
  const [hit] = (await fra.call(listHits, { query: { record } })).items;
  assert.ok(hit);
  return hit;
}

/** Everything that the owner can read without naming anything that it does not know, as it would see it: bodies, and headers that could count. */
async function seenByOwner(): Promise<string[]> {
  const seen: string[] = [];
  for (const { method, path, side, answer, id } of CONTRACT) {
    if (method !== 'GET' || path.includes(':') || side !== 'hub' || answer === 'events' || id.startsWith('health.') || id === 'access.me') continue;
    const query = id === 'audit.matrix' ? '?from=2026-11-01&to=2026-11-30' : id === 'statistics.read' || id === 'hit-statistics.read' ? '?month=2026-10' : id === 'audit.consistency' ? '?from=0' : '';
    // Those of the whole log grow with everything that anybody does.
    if (['audit.checkpoints', 'audit.keys', 'audit.consistency', 'audit.inclusion', 'audit.tile', 'tokens.list', 'audit.entries'].includes(id)) continue;
    const { status, text } = await ask(house.url(), { method, path: `${path}${query}`, token });
    seen.push(`${id} ${status} ${text.replaceAll(/"checkpoint":"[^"]*"|req_[0-9a-f]+/g, '')}`);
  }
  return seen;
}

async function eventsOf(organisation: string): Promise<string[]> {
  const rows = await house.serving().hub.store.read.db.selectFrom('event').selectAll().where('organisation', '=', findOrganisationNumber(organisation) ?? -1).orderBy('seq').execute();
  return rows.map(({ kind, subject }) => `${kind} ${subject}`);
}

/** The checkpoint that holds everything so far is published. */
async function published(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 1200));
  return (await uto.call(listOwnerEntries, { query: { limit: 1000 } })).size;
}

/** Asserts that doing something shows the owner nothing. */
async function tellsNothing(what: () => Promise<void>, record: string): Promise<void> {
  const [entries, view, events] = [await published(), await seenByOwner(), await eventsOf('UTO')];
  const version = JSON.stringify(await uto.records.get(record));
  await what();
  await hits().tick();
  assert.equal(await published(), entries, "the owner's log");
  assert.deepEqual(await eventsOf('UTO'), events, 'events');
  const after_ = await seenByOwner();
  assert.deepEqual(after_.filter((one) => !view.includes(one)).map((one) => one.slice(0, 400)), []);
  assert.equal(JSON.stringify(await uto.records.get(record)), version, 'the record');
}

describe('an owner that persecutes', () => {
  it('learns nothing of a check, of what the officer asks, of notes and lists, until the hit is released; then it has it, in its log too', async () => {
    const { record, name } = await enterPerson();
    let id = '';
    await tellsNothing(async () => {
      const checked = await check(name);
      await check(name);
      ({ id } = await mine(record));
      await officer.call(askOwner, { params: { id }, body: { urgency: 'urgent' } });
      await officer.call(listHitsOfCheck, { params: { id: checked } });
      house.clock.moveMs(3_600_000);
    }, record);
    const before = await published();
    await assert.rejects(uto.call(getHit, { params: { id } }), isCode('hit.not-found'));
    await assert.rejects(uto.call(answerHit, { params: { id }, body: { valid: 'yes', same: 'yes' } }), isCode('hit.not-found'));
    await fra.call(releaseHit, { params: { id }, body: {} });
    assert.equal((await uto.call(getHit, { params: { id } })).state, 'asked');
    // Its clock must not tell anything later.
    await uto.call(answerHit, { params: { id }, body: { valid: 'yes', same: 'no' } });
    assert.equal(await published(), before + 2, 'both checks are in its log from now on');
    const { items } = await uto.call(listOwnerEntries, { query: { from: before } });
    assert.deepEqual(items.map(({ organisation, detail }) => [organisation, (JSON.parse(detail ?? '{}') as { record: string }).record]), [['FRA', record], ['FRA', record]]);
  });

  it('sees a hit that is not there for it and one that there never was as the same answer', async () => {
    const { record, name } = await enterPerson();
    await check(name);
    const { id } = await mine(record);
    const never = `hit_${id.slice(4, 20)}${'8'.repeat(1)}${id.slice(21)}`;
    const answers = await Promise.all([id, never].map(async (one) => {
      const { status, text } = await ask(house.url(), { method: 'GET', path: `/v1/hits/${one}`, token });
      return `${status} ${text.replaceAll(/req_[0-9a-f]+/g, '').replaceAll(one, '')}`;
    }));
    assert.equal(answers[0], answers[1]);
  });

  it('is never told of what is asked for asylum or for victims, whatever the desk does', async () => {
    const { record, name } = await enterPerson();
    await tellsNothing(async () => {
      await check(name, 'asylum');
      const { id } = await mine(record);
      await assert.rejects(fra.call(releaseHit, { params: { id }, body: {} }), isCode('hit.never-told'));
      await assert.rejects(fra.call(askOwner, { params: { id }, body: { urgency: 'urgent' } }), isCode('hit.never-told'));
      house.clock.moveDays(2);
    }, record);
  });

  it('is told nothing of the check for asylum that joins a hit which it knows', async () => {
    const { record, name } = await enterPerson();
    await check(name);
    const { id } = await mine(record);
    await fra.call(releaseHit, { params: { id }, body: {} });
    await tellsNothing(async () => void (await check(name, 'asylum')), record);
    assert.equal((await uto.call(getHit, { params: { id } })).checks, 1);
  });

  it('is told that it was withdrawn when somebody asks for protection, and of no later check', async () => {
    const { record, name } = await enterPerson();
    await check(name);
    const { id } = await mine(record);
    await tellsNothing(async () => {
      await officer.call(protectHit, { params: { id }, body: { note: 'Asks for asylum.' } });
      await assert.rejects(fra.call(releaseHit, { params: { id }, body: {} }), isCode('hit.state'));
      await reviewer.call(decideProtection, { params: { id }, body: { finding: 'protected', note: 'An application was made.' } });
      await check(name);
      assert.equal((await mine(record).catch(() => undefined))?.checks ?? 2, 2);
    }, record);
    const stopped = await reviewer.call(getHit, { params: { id } });
    assert.ok(!JSON.stringify(stopped).includes('Calais'), 'nor is the compliance desk told where');

    const known = await enterPerson();
    await check(known.name);
    const told = await mine(known.record);
    await fra.call(releaseHit, { params: { id: told.id }, body: { ask: 'urgent' } });
    await officer.call(protectHit, { params: { id: told.id }, body: { note: 'Asks for asylum.' } });
    const owners = await uto.call(getHit, { params: { id: told.id } });
    assert.equal(owners.state, 'withdrawn');
    assert.ok(!/asylum|protect|stopped/i.test(JSON.stringify(owners)), JSON.stringify(owners));
    await assert.rejects(uto.call(answerHit, { params: { id: told.id }, body: { valid: 'yes', same: 'yes' } }), isCode('hit.state'));
    await tellsNothing(async () => {
      await reviewer.call(decideProtection, { params: { id: told.id }, body: { finding: 'protected', note: 'An application was made.' } });
      await check(known.name);
    }, known.record);
  });

  it('learns nothing of documents of refugees and stateless persons', async () => {
    const number = unique('RF');
    const client: Client = uto;
    const { id } = await client.records.create({ database: 'travel-documents', content: passport(number) });
    await tellsNothing(async () => {
      await officer.checks.run({ purpose: 'border-control', subject: { document: { number }, person: { name: 'Ida Nobody', born: '1990', nationality: 'XXB' } } });
      await hits().heard();
      const hit = await mine(id);
      assert.equal(hit.telling?.when, 'never');
    }, id);
  });

  it('is told by the clock where its finder has set one, which may be at once', async () => {
    await fra.call(setHitDesk, { body: { timeZone: 'Europe/Paris', languages: ['fr'], answersFor: [], releases: [{ database: 'travel-documents', purpose: 'border-control', after: 0 }, { database: 'travel-documents', after: 30 }, { database: 'persons', after: 'never' }] } });
    const numbers = [unique('ZR'), unique('ZR')];
    const ids = [];
    for (const number of numbers) ids.push((await uto.records.create({ database: 'travel-documents', content: passport(number) })).id);
    await officer.checks.run({ purpose: 'border-control', subject: { document: { number: numbers[0] ?? '' } } });
    await officer.checks.run({ purpose: 'police-check', subject: { document: { number: numbers[1] ?? '' } } });
    await hits().heard();
    assert.equal((await uto.call(listHits, { query: { record: ids[0] ?? '' } })).items.length, 1, 'delay zero');
    assert.equal((await uto.call(listHits, { query: { record: ids[1] ?? '' } })).items.length, 0);
    house.clock.moveMs(31 * 60_000);
    await hits().tick();
    assert.equal((await uto.call(listHits, { query: { record: ids[1] ?? '' } })).items.length, 1, 'after half an hour');
    const { record, name } = await enterPerson();
    await tellsNothing(async () => {
      await check(name);
      await assert.rejects(fra.call(releaseHit, { params: { id: (await mine(record)).id }, body: {} }), isCode('hit.never-told'));
    }, record);
  });
});
