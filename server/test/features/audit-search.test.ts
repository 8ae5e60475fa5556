/** What a data-protection officer finds in the logs of his own organisation, and what nobody finds. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { searchLog, type SearchFound, type SearchLog } from '@watchword/api/audit/search.ts';
import { createClient, type Client } from '@watchword/sdk/client.ts';
import { walkEntries } from '#requests/gather/held-entries.ts';
import { join } from 'node:path';
import { isCode } from '../operation-calls.ts';
import { passport, startServer, unique, wanted, type House } from '../start-server.ts';

const reason = 'Complaint of the person concerned';

describe('the search of the own log', () => {
  let house: House;
  let tokens: Record<string, string>;
  before(async () => {
    house = await startServer();
    const permissions = ['check', 'check:batch', 'record:read', 'record:write', 'record:review', 'audit:read', 'act-for-officer'] as const;
    tokens = Object.fromEntries(await Promise.all(['FRA', 'UTO', 'XPO'].map(async (code) => [code, await house.token(code, { role: 'system', permissions })])));
  });
  after(() => house.close());

  const officer = (organisation: string, pseudonym: string, role = 'desk'): Client => createClient({ url: house.url(), token: tokens[organisation] ?? '', officer: pseudonym, role: role as never, retries: 0 });
  const search = (body: Omit<SearchLog, 'reason'>, organisation = 'FRA'): Promise<SearchFound> => officer(organisation, 'ofc_dpo00001', 'data-protection').call(searchLog, { body: { reason, ...body } });
  const told = ({ items }: SearchFound): unknown[] => items.filter(({ event }) => event !== 'audit.searched').map(({ log, by, event, as }) => [log, by, event, as]);

  it('finds who asked about a person, however the name was written, and nobody else', async () => {
    const asking = officer('FRA', 'ofc_asking01');
    await asking.checks.run({ purpose: 'police-check', subject: { person: { name: 'Anna Maria Eriksson', born: '1974-08-12' } } });
    await asking.checks.run({ purpose: 'border-control', subject: { person: { family: 'ERIKSSON', given: 'Anna Maria', born: '1974-08-12' } } });
    await asking.checks.run({ purpose: 'border-control', subject: { person: { name: 'Anna Maria Eriksson', born: '1990-01-01' } } });
    await asking.checks.run({ purpose: 'border-control', subject: { person: { name: 'Jon Vatter', born: '1974-08-12' } } });
    await officer('UTO', 'ofc_foreign1').checks.run({ purpose: 'police-check', subject: { person: { name: 'Anna Maria Eriksson', born: '1974-08-12' } } });
    const found = await search({ about: { person: { name: 'Anna Maria Eriksson', born: '1974-08-12' } } });
    assert.deepEqual(told(found), [['requester', 'ofc_asking01', 'check.answered', found.items[0]?.as], ['requester', 'ofc_asking01', 'check.answered', found.items[1]?.as]]);
    assert.deepEqual(found.items.map(({ purpose }) => purpose), ['police-check', 'border-control']);
    assert.equal(found.nextCursor, undefined);
    assert.ok(found.covered.entries >= 4 && found.covered.questions >= 4 && found.covered.erased === 0, JSON.stringify(found.covered));
    const own = await search({ about: { person: { name: 'Anna Maria Eriksson', born: '1974-08-12' } } }, 'UTO');
    assert.deepEqual(told(own).length, 1);
  });

  it('leaves an entry that says who looked and seals for what, and the next search finds it', async () => {
    const number = unique('S');
    await search({ about: { document: { number, issuer: 'UTO' } } });
    const entry = (await house.entries()).findLast(({ event }) => event === 'audit.searched') ?? assert.fail();
    assert.deepEqual([entry.organisation, entry.actor, entry.reason, entry.count], ['FRA', 'ofc_dpo00001', 'document', 0]);
    assert.deepEqual(JSON.parse(entry.sealed ?? ''), { about: { document: { issuer: 'UTO', number } }, reason });
    const { sealed: _, ...clear } = entry;
    assert.doesNotMatch(JSON.stringify(clear), new RegExp(`${number}|Complaint`, 'i'));
    const again = await search({ about: { document: { number } } });
    assert.deepEqual(again.items.map(({ entry: seq, event, by }) => [seq, event, by]), [[entry.seq, 'audit.searched', 'ofc_dpo00001']]);
  });

  it('finds a document in questions, in what was read, and in what others were told to have been shown', async () => {
    const desk = officer('UTO', 'ofc_desk0001');
    const number = unique();
    const { id } = await desk.records.create({ database: 'travel-documents', content: { ...passport(number), fraud: 'stolen-blank' } });
    await desk.records.get(id);
    await officer('FRA', 'ofc_booth001').checks.run({ purpose: 'border-control', subject: { document: { number } } });
    const own = await search({ about: { document: { number, issuer: 'UTO' } } }, 'UTO');
    assert.deepEqual(told(own), [['requester', 'ofc_desk0001', 'record.created', undefined], ['requester', 'ofc_desk0001', 'record.read', undefined], ['owner', undefined, 'check.answered', undefined]]);
    const shown = own.items.find(({ log }) => log === 'owner');
    assert.deepEqual([shown?.organisation, shown?.records, shown?.databases, shown?.by, shown?.asked], ['FRA', [id], ['travel-documents'], undefined, undefined]);
    const byRecord = await search({ about: { record: id } }, 'UTO');
    assert.deepEqual(told(byRecord).length, 3);
    const theirs = await search({ about: { document: { number } } });
    assert.deepEqual(told(theirs), [['requester', 'ofc_booth001', 'check.answered', 'hit']]);
    assert.deepEqual(theirs.items[0]?.asked, { document: { number } });
  });

  it('tells an owner nothing of a check that it is not told of, and counts it nowhere', async () => {
    const desk = officer('UTO', 'ofc_desk0002');
    const name = `Ida ${unique('Vessla')}`;
    const entered = await desk.records.create({ database: 'persons', content: wanted(name) });
    const { id } = entered;
    await officer('XPO', 'ofc_review01', 'reviewer').records.release(entered);
    const before = await search({ about: { record: id } }, 'UTO');
    const answer = await officer('FRA', 'ofc_booth002').checks.run({ purpose: 'border-control', subject: { person: { name, born: '1974-08-12' } } });
    assert.ok(answer.matches.some(({ record }) => record === id), 'it was shown');
    const after_ = await search({ about: { record: id } }, 'UTO');
    const bare = (found: SearchFound): unknown[] => found.items.filter(({ event }) => event !== 'audit.searched').map(({ entry }) => entry);
    assert.deepEqual(bare(after_), bare(before));
    assert.equal(after_.covered.entries, before.covered.entries + 1, 'the search before, and nothing else');
  });

  it('finds a vehicle by its plate and by its VIN', async () => {
    const asking = officer('FRA', 'ofc_road0001');
    await asking.checks.run({ purpose: 'police-check', subject: { vehicle: { plate: { number: 'AB-123-CD', country: 'FRA' } } } });
    await asking.checks.run({ purpose: 'police-check', subject: { vehicle: { vin: '1M8GDM9AXKP042788' } } });
    assert.deepEqual(told(await search({ about: { vehicle: { plate: { number: 'ab 123 cd', country: 'FRA' } } } })), [['requester', 'ofc_road0001', 'check.answered', 'hit']]);
    assert.deepEqual(told(await search({ about: { vehicle: { vin: '1M8GDM9AXKP042788' } } })), [['requester', 'ofc_road0001', 'check.answered', 'hit']]);
    assert.deepEqual(told(await search({ about: { vehicle: { plate: { number: 'ZZ 999 ZZ' } } } })), []);
  });

  it('finds all that one officer did, of the own organisation only, and what he asked about somebody', async () => {
    const pseudonym = 'ofc_watched1';
    const number = unique('W');
    await officer('FRA', pseudonym).checks.run({ purpose: 'police-check', subject: { document: { number } } });
    await officer('FRA', pseudonym).checks.batch([{ purpose: 'investigation', subject: { document: { number: unique('W') } } }]);
    await officer('UTO', pseudonym).checks.run({ purpose: 'police-check', subject: { document: { number: unique('W') } } });
    assert.deepEqual(told(await search({ officer: pseudonym })).map((one) => (one as unknown[])[2]), ['check.answered', 'check.item-answered']);
    assert.deepEqual(told(await search({ officer: pseudonym, about: { document: { number } } })), [['requester', pseudonym, 'check.answered', 'hit']]);
    const entry = (await house.entries()).findLast(({ event }) => event === 'audit.searched');
    assert.equal(entry?.reason, 'document');
  });

  it('goes on where it ended, and says which time it covered', async () => {
    const pseudonym = 'ofc_paged001';
    for (let at = 0; at < 5; at += 1) await officer('FRA', pseudonym).checks.run({ purpose: 'police-check', subject: { document: { number: unique('P') } } });
    const seen: number[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await search({ officer: pseudonym, limit: 2, ...(cursor !== undefined && { cursor }) });
      seen.push(...page.items.map(({ entry }) => entry));
      cursor = page.nextCursor;
      pages += 1;
    } while (cursor !== undefined && pages < 9);
    assert.equal(new Set(seen).size, 5);
    assert.equal(pages, 3);
  });

  it('says how many questions nobody can open any more', async () => {
    const pseudonym = 'ofc_oldone01';
    await officer('FRA', pseudonym).checks.run({ purpose: 'police-check', subject: { document: { number: 'OLD12345' } } });
    house.clock.moveDays(40);
    await officer('FRA', pseudonym).checks.run({ purpose: 'police-check', subject: { document: { number: 'OLD12345' } } });
    await house.serving().hub.audit.destroyKeys({ keep: 'short', before: '2026-12-20' });
    const about = { document: { number: 'OLD12345' } };
    const found = await search({ officer: pseudonym, about });
    assert.deepEqual([told(found).length, found.covered.questions, found.covered.erased], [1, 1, 1]);
    const late = await search({ officer: pseudonym, about, from: '2026-12-30' });
    assert.deepEqual([told(late).length, late.covered.erased, late.covered.from?.slice(0, 10)], [1, 0, '2027-01-03']);
    const early = await search({ officer: pseudonym, to: '2026-11-24' });
    assert.deepEqual([told(early).length, early.covered.to?.slice(0, 10)], [1, '2026-11-24']);
  });

  it('is found by the Commission among what is held on the person, so that its text can be erased', async () => {
    const born = '1961-03-04';
    await search({ about: { person: { name: 'Svea Lindqvist', born } } });
    await search({ about: { person: { name: 'Svea Lindqvist', born: '1999-09-09' } } });
    const { entries, sealed } = await walkEntries(join(house.data, 'hub', 'audit'), { subject: { names: ['Svea Lindqvist'], born }, held: [] });
    assert.deepEqual(entries.map(({ event, by }) => [event, by]), [['audit.searched', 'ofc_dpo00001']]);
    assert.deepEqual([...sealed], entries.map(({ entry }) => entry));
  });

  it('refuses to look for nothing, for a day that is none and for an order that is none', async () => {
    await assert.rejects(search({}), isCode('check.no-subject'));
    await assert.rejects(search({ about: { person: { name: '…' } } }), isCode('check.no-subject'));
    await assert.rejects(search({ about: { person: { name: 'Ida', born: '2026-02-30' } } }), isCode('request.invalid'));
    await assert.rejects(search({ officer: 'ofc_x', from: '2026-12-02', to: '2026-12-01' }), isCode('request.invalid'));
    await assert.rejects(search({ about: { vehicle: {} } }), isCode('request.invalid'));
    await assert.rejects(search({ about: { document: { number: 'X1' }, vehicle: { vin: '1M8GDM9AXKP042788' } } }), isCode('request.invalid'));
    await assert.rejects(officer('FRA', 'ofc_front001', 'front-line').call(searchLog, { body: { officer: 'ofc_x', reason } }), isCode('access.forbidden'));
  });
});
