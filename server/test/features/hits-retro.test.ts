/** A record that is entered after somebody has asked for it. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { getHit, listHits, releaseHit, type Hit } from '@watchword/api/hits.ts';
import type { Client } from '@watchword/sdk/client.ts';
import { isCode } from '../operation-calls.ts';
import { car, passport, startServer, unique } from '../start-server.ts';

const house = await startServer();
after(() => house.close());
const uto = await house.client('UTO');
const fra = await house.client('FRA');

const settled = async (): Promise<void> => {
  await house.serving().hub.hits.heard();
  await house.serving().hub.earlier.settle();
};
const hitsOf = async (record: string, client: Client): Promise<Hit[]> => (await client.call(listHits, { query: { record } })).items;

describe('a record that is entered after somebody has asked for it', () => {
  it('is told to the desk of whoever asked, and to nobody else until that releases it', async () => {
    const [plate, vin, number] = [unique('RT'), 'WVWZZZ1JZXW000001', unique('RD')];
    const first = await fra.checks.run({ purpose: 'police-check', subject: { vehicle: { plate: { number: plate, country: 'UTO' } } }, place: 'Ferry' });
    await fra.checks.run({ purpose: 'border-control', subject: { mrz: ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'] } });
    await fra.checks.run({ purpose: 'police-check', subject: { vehicle: { vin } } });
    await fra.checks.run({ purpose: 'border-control', subject: { document: { number, issuer: 'DEU' } } });
    await settled();
    house.clock.moveMs(3_600_000);
    const byPlate = await uto.records.create({ database: 'vehicles', content: car({ plate, plateCountry: 'UTO' }) });
    const byZone = await uto.records.create({ database: 'travel-documents', content: passport('L898902C3') });
    const byVin = await uto.records.create({ database: 'vehicles', content: car({ vin }) });
    const other = await uto.records.create({ database: 'travel-documents', content: passport(number) });
    await settled();
    for (const { id } of [byPlate, byZone, byVin]) {
      const [hit] = await hitsOf(id, fra);
      assert.deepEqual([hit?.retro, hit?.telling?.when, hit?.state], [true, 'on-release', 'open']);
      assert.deepEqual(await hitsOf(id, uto), []);
    }
    assert.deepEqual(await hitsOf(other.id, fra), [], 'the number of another country is another document');
    const [hit] = await hitsOf(byPlate.id, fra);
    assert.deepEqual([hit?.last.id, hit?.last.place], [first.id, 'Ferry']);
    await assert.rejects(uto.call(getHit, { params: { id: hit?.id ?? '' } }), isCode('hit.not-found'));
    await fra.call(releaseHit, { params: { id: hit?.id ?? '' }, body: {} });
    assert.equal((await hitsOf(byPlate.id, uto))[0]?.last.place, 'Ferry');
  });

  it('is not compared with checks for asylum, nor with a finder from whom it is hidden', async () => {
    const [asylum, hidden] = [unique('RA'), unique('RH')];
    await fra.checks.run({ purpose: 'asylum', subject: { document: { number: asylum } } });
    await fra.checks.run({ purpose: 'border-control', subject: { document: { number: hidden } } });
    await settled();
    const one = await uto.records.create({ database: 'travel-documents', content: passport(asylum) });
    const two = await uto.records.create({ database: 'travel-documents', content: passport(hidden), hiddenFrom: ['FRA'] });
    await settled();
    for (const { id } of [one, two]) assert.deepEqual(await hitsOf(id, fra), []);
  });

  it('is found for five days, then the key of the day is destroyed; nothing of the question stands in the clear', async () => {
    const number = unique('RK');
    await fra.checks.run({ purpose: 'border-control', subject: { document: { number } } });
    await settled();
    const folder = join(house.data, 'hub', 'earlier');
    const seen = readdirSync(join(folder, 'seen'));
    assert.ok(seen.length > 0);
    for (const name of seen) assert.ok(!readFileSync(join(folder, 'seen', name)).includes(number));
    const [day] = readdirSync(join(folder, 'keys'));
    house.clock.moveDays(5);
    await house.restart();
    assert.ok(!existsSync(join(folder, 'keys', day ?? '')), 'the key is gone');
    assert.deepEqual(readdirSync(join(folder, 'seen')), [], 'and what it sealed');
    const { id } = await (await house.client('UTO')).records.create({ database: 'travel-documents', content: passport(number) });
    await settled();
    assert.deepEqual(await hitsOf(id, await house.client('FRA')), []);
  });
});
