/** One call that succeeds for each operation of hits: what has to be there before it. */
import { clearHolder, doubtRecord } from '@watchword/api/hits/reviews.ts';
import { handOver } from '@watchword/api/hits/desk.ts';
import { answerHit, askOwner, listHits, protectHit, reportOutcome } from '@watchword/api/hits.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import type { Client } from '@watchword/sdk/client.ts';
import type { Ready } from './ready-call.ts';
import { car, passport, unique, type House } from './start-server.ts';

type Make = (house: House) => Promise<Ready> | Ready;

const uto = (house: House): Promise<Client> => house.client('UTO', { permissions: PERMISSIONS });
const fra = (house: House): Promise<Client> => house.client('FRA', { permissions: PERMISSIONS });

/** A hit of FRA's on a record of UTO's: a car, or a passport, of which UTO is told on release only. */
export async function makeHit(house: House, thing: 'car' | 'passport' = 'car'): Promise<{ id: string; record: string; check: string }> {
  const number = unique('HIT');
  const record = thing === 'car' ? { database: 'vehicles', content: car({ plate: number, plateCountry: 'UTO' }) } : { database: 'travel-documents', content: passport(number) };
  const { id: of } = await (await uto(house)).records.create(record);
  const client = await fra(house);
  const check = await client.checks.run({ purpose: 'police-check', subject: thing === 'car' ? { vehicle: { plate: { number } } } : { document: { number } } });
  await house.serving().hub.hits.heard();
  const { items } = await client.call(listHits, { query: { record: of } });
  return { id: items[0]?.id ?? '', record: of, check: check.id };
}

async function asked(house: House): Promise<string> {
  const { id } = await makeHit(house);
  await (await fra(house)).call(askOwner, { params: { id }, body: { urgency: 'urgent' } });
  return id;
}

async function located(house: House): Promise<string> {
  const id = await asked(house);
  await (await uto(house)).call(answerHit, { params: { id }, body: { valid: 'yes', same: 'yes' } });
  await (await fra(house)).call(reportOutcome, { params: { id }, body: { finding: 'located' } });
  return id;
}

async function stopped(house: House): Promise<string> {
  const { id } = await makeHit(house, 'passport');
  await (await fra(house)).call(protectHit, { params: { id }, body: {} });
  return id;
}

async function recovered(house: House): Promise<string> {
  return (await (await uto(house)).records.create({ database: 'travel-documents', content: passport(unique(), { recoveredOn: '2026-11-20' }) })).id;
}

const tomorrow = (house: House): string => new Date(house.clock.now() + 86_400_000).toISOString();
const clearing = async (house: House): Promise<{ record: string; compared: true; until: string; from: string; to: string }> => ({ record: await recovered(house), compared: true, until: tomorrow(house), from: 'FRA', to: 'UTO' });

async function doubted(house: House): Promise<string> {
  const { record } = await makeHit(house);
  return (await (await fra(house)).call(doubtRecord, { body: { record, doubt: 'political', reason: 'A newspaper.' } })).id;
}

/** By the id of the operation. */
export const HIT_CALLS: Readonly<Record<string, Make>> = {
  'hits.list': async (house) => {
    await makeHit(house);
    return { organisation: 'FRA', query: { limit: 2 } };
  },
  'hits.get': async (house) => ({ organisation: 'UTO', params: { id: await asked(house) } }),
  'hits.ofCheck': async (house) => ({ organisation: 'FRA', params: { id: (await makeHit(house)).check } }),
  'hits.record': async (house) => ({ organisation: 'UTO', params: { id: (await makeHit(house)).id } }),
  'hits.ask': async (house) => ({ organisation: 'FRA', params: { id: (await makeHit(house)).id }, body: { urgency: 'routine' } }),
  'hits.answer': async (house) => ({ organisation: 'UTO', params: { id: await asked(house) }, body: { valid: 'yes', same: 'yes' } }),
  'hits.noteAnswer': async (house) => ({ organisation: 'FRA', params: { id: await asked(house) }, body: { way: 'telephone', valid: 'yes', same: 'yes' } }),
  'hits.needTime': async (house) => ({ organisation: 'UTO', params: { id: await asked(house) }, body: { until: new Date(house.clock.now() + 3_600_000).toISOString() } }),
  'hits.release': async (house) => ({ organisation: 'FRA', params: { id: (await makeHit(house, 'passport')).id }, body: {} }),
  'hits.withdraw': async (house) => ({ organisation: 'FRA', params: { id: await asked(house) }, body: { reason: 'Let go.' } }),
  'hits.outcome': async (house) => ({ organisation: 'FRA', params: { id: await asked(house) }, body: { finding: 'not-same' } }),
  'hits.clear': async (house) => ({ organisation: 'UTO', params: { id: await located(house) }, body: { do: 'keep', note: 'The driver is not found.' } }),
  'hits.protect': async (house) => ({ organisation: 'FRA', params: { id: (await makeHit(house, 'passport')).id }, body: {} }),
  'hits.decideProtection': async (house) => ({ organisation: 'XPO', params: { id: await stopped(house) }, body: { finding: 'protected', note: 'An application was made.' } }),
  'hits.note': async (house) => ({ organisation: 'UTO', params: { id: (await makeHit(house)).id }, body: { text: 'Called.' } }),
  'hits.assign': async (house) => ({ organisation: 'UTO', params: { id: (await makeHit(house)).id }, body: { do: 'take' } }),
  'hits.merge': async (house) => ({ organisation: 'UTO', params: { id: (await makeHit(house)).id }, body: { with: [(await makeHit(house)).id] } }),
  'hit-desk.get': () => ({ organisation: 'FRA' }),
  'hit-desk.set': () => ({ organisation: 'FRA', body: { timeZone: 'Europe/Paris', languages: ['fr', 'en'], answersFor: [], releases: [] } }),
  'handovers.read': async (house) => {
    await makeHit(house);
    return { organisation: 'FRA' };
  },
  'handovers.give': () => ({ organisation: 'FRA', body: { note: 'Quiet.' } }),
  'handovers.take': async (house) => ({ organisation: 'FRA', params: { id: (await (await fra(house)).call(handOver, { body: { note: 'Quiet.' } })).id }, body: {} }),
  'hit-statistics.read': () => ({ organisation: 'FRA', query: { month: '2026-10' } }),
  'doubts.raise': async (house) => ({ organisation: 'FRA', body: { record: (await makeHit(house)).record, doubt: 'political', reason: 'A newspaper.' } }),
  'doubts.list': async (house) => {
    await doubted(house);
    return { organisation: 'FRA', query: { limit: 2 } };
  },
  'doubts.decide': async (house) => ({ organisation: 'XPO', params: { id: await doubted(house) }, body: { finding: 'stands', reason: 'A warrant.' } }),
  'clearances.issue': async (house) => ({ organisation: 'UTO', body: await clearing(house) }),
  'clearances.list': async (house) => {
    await (await uto(house)).call(clearHolder, { body: await clearing(house) });
    return { organisation: 'UTO', query: { limit: 2 } };
  },
  'clearances.end': async (house) => ({ organisation: 'UTO', params: { id: (await (await uto(house)).call(clearHolder, { body: await clearing(house) })).id }, body: { reason: 'revoked' } }),
};
