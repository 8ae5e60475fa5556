/** Agencies under a bureau and international partners: what they may ask, and that it ends at once. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import { listTokens } from '@watchword/api/access.ts';
import { listClients, registerClient, revokeClient } from '@watchword/api/access/clients.ts';
import { generateClientKey } from '@watchword/sdk/client-keys.ts';
import type { Client } from '@watchword/sdk/client.ts';
import { admitOrganisation, listOrganisations, resumeOrganisation, suspendOrganisation, type Organisation } from '@watchword/api/organisations/operations.ts';
import { car, passport, startServer, unique } from '../start-server.ts';
import { isCode } from '../operation-calls.ts';

const house = await startServer();
after(() => house.close());
const all = { role: 'desk', permissions: PERMISSIONS } as const;
const [secretariat, bureau, owner] = await Promise.all([house.client('XPO', all), house.client('FRA', all), house.client('UTO', all)]);

const admit = (client: Client, body: object): Promise<Organisation> => client.call(admitOrganisation, { body: { name: 'Test', purposes: ['border-control'], databases: ['vehicles', 'travel-documents'], ...body } as never });
const clientOf = async (issuer: Client, organisation: string, permissions: readonly (typeof PERMISSIONS)[number][] = ['check'], role: 'system' | 'front-line' | 'desk' = 'system'): Promise<Client> =>
  house.clientOf((await issuer.tokens.issue({ name: unique('sys '), role, permissions: [...permissions], organisation })).secret ?? '');
const plate = async (client: Client, number: string, purpose: 'border-control' | 'investigation' | 'police-check' = 'border-control') =>
  client.checks.run({ purpose, subject: { vehicle: { plate: { number, country: 'UTO' } } }, databases: ['vehicles'] });

describe('an agency under a bureau', () => {
  let customs: Client;
  let number: string;
  before(async () => {
    assert.equal((await admit(bureau, { kind: 'agency', code: 'DOUANE' })).code, 'FRA-DOUANE');
    customs = await clientOf(bureau, 'FRA-DOUANE');
    number = unique('C');
    await owner.records.create({ database: 'vehicles', content: car({ plate: number, plateCountry: 'UTO', circumstances: 'At night' }) });
  });

  test('asks for what it was admitted for, and for nothing else', async () => {
    assert.equal((await plate(customs, number)).outcome, 'hit');
    await assert.rejects(plate(customs, number, 'investigation'), isCode('access.purpose'));
    await assert.rejects(customs.checks.run({ purpose: 'border-control', subject: { person: { name: 'Anna Eriksson' } }, databases: ['persons'] }), isCode('access.purpose'));
    const everywhere = await customs.checks.run({ purpose: 'border-control', subject: { document: { number: unique() } } });
    assert.deepEqual(everywhere.databases.map(({ database }) => database), ['travel-documents']);
  });

  test('stands in the log under its bureau, and shares its place in masks', async () => {
    const hidden = unique('C');
    await owner.records.create({ database: 'vehicles', content: car({ plate: hidden, plateCountry: 'UTO' }), hiddenFrom: ['FRA'] });
    const answer = await plate(customs, hidden);
    assert.equal(answer.outcome, 'none');
    assert.equal((await house.entries(answer.receipt.entry))[0]?.organisation, 'FRA');
  });

  test('keeps no records, whatever its token names', async () => {
    const wide = await clientOf(bureau, 'FRA-DOUANE', PERMISSIONS.filter((one) => one !== 'record:review'), 'desk').catch(async () => await clientOf(bureau, 'FRA-DOUANE', ['check', 'record:write', 'record:read', 'token:manage'], 'system'));
    await assert.rejects(wide.records.create({ database: 'vehicles', content: car({ plate: unique(), plateCountry: 'FRA' }) }), isCode('access.forbidden'));
    await assert.rejects(wide.tokens.list(), isCode('access.forbidden'));
    assert.deepEqual((await wide.me()).permissions.filter((one) => !['check', 'check:batch', 'act-for-officer', 'policy:read'].includes(one)), []);
  });

  test('has its tokens and systems listed and revoked by its bureau, and by no other', async () => {
    const issued = await bureau.tokens.issue({ name: 'Customs, port', role: 'system', permissions: ['check'], organisation: 'FRA-DOUANE' });
    const registered = (await bureau.call(registerClient, { body: { name: 'Customs, rail', role: 'system', permissions: ['check'], organisation: 'FRA-DOUANE', key: { jwk: (await generateClientKey({ kid: 'one' })).publicKey } } }));
    const [tokenIds, clientIds] = [async (of: Client) => (await of.tokens.list()).map(({ id }) => id), async (of: Client) => (await of.call(listClients, { query: {} })).items.map(({ id }) => id)];
    for (const [of, sees] of [[bureau, true], [secretariat, true], [owner, false]] as const) {
      assert.equal((await tokenIds(of)).includes(issued.token.id), sees);
      assert.equal((await clientIds(of)).includes(registered.id), sees);
    }
    await assert.rejects(owner.tokens.revoke(issued.token.id), isCode('access.token-not-found'));
    const [page, next] = [await bureau.call(listTokens, { query: { limit: 1 } }), await bureau.tokens.list()];
    assert.equal(page.items[0]?.id, next[0]?.id);
    await bureau.tokens.revoke(issued.token.id);
    assert.equal((await bureau.tokens.list()).find(({ id }) => id === issued.token.id)?.revokedAt !== undefined, true);
    assert.equal((await bureau.call(revokeClient, { params: { id: registered.id } })).revokedAt !== undefined, true);
  });

  test('is suspended with the next request, alone or with its bureau, and comes back', async () => {
    await bureau.call(suspendOrganisation, { params: { code: 'FRA-DOUANE' }, body: { reason: 'Under examination' } });
    await assert.rejects(plate(customs, number), isCode('access.suspended'));
    await bureau.call(resumeOrganisation, { params: { code: 'FRA-DOUANE' } });
    assert.equal((await plate(customs, number)).outcome, 'hit');
    await secretariat.call(suspendOrganisation, { params: { code: 'FRA' }, body: { reason: 'Fees' } });
    await assert.rejects(plate(customs, number), isCode('access.suspended'));
    await assert.rejects(plate(bureau, number), isCode('access.suspended'));
    await secretariat.call(resumeOrganisation, { params: { code: 'FRA' } });
    assert.equal((await plate(customs, number)).outcome, 'hit');
    const said = (await house.entries()).filter(({ event }) => event === 'organisation.changed').map(({ subject, reason }) => [subject, reason]);
    assert.deepEqual(said, [['FRA-DOUANE', 'suspended'], ['FRA-DOUANE', 'resumed'], ['FRA', 'suspended'], ['FRA', 'resumed']]);
  });

  test('is nobody else\'s to admit, suspend or see', async () => {
    await assert.rejects(owner.call(suspendOrganisation, { params: { code: 'FRA-DOUANE' }, body: { reason: 'Rivalry' } }), isCode('organisation.not-found'));
    await assert.rejects(admit(secretariat, { kind: 'agency', code: 'POLICE' }), isCode('access.forbidden'));
    await assert.rejects(admit(bureau, { kind: 'agency', code: 'DOUANE' }), isCode('organisation.taken'));
    await assert.rejects(owner.tokens.issue({ name: 'x', role: 'system', permissions: ['check'], organisation: 'FRA-DOUANE' }), isCode('access.forbidden'));
    // Which agencies a country has is its own matter: one that is not there is refused like one that is.
    await assert.rejects(owner.tokens.issue({ name: 'x', role: 'system', permissions: ['check'], organisation: 'FRA-NOSUCH' }), isCode('access.forbidden'));
    await assert.rejects(bureau.tokens.issue({ name: 'x', role: 'system', permissions: ['check'], organisation: 'FRA-NOSUCH' }), isCode('request.invalid'));
    const codes = async (client: Client) => (await client.call(listOrganisations, undefined)).items.map(({ code }) => code);
    assert.deepEqual([(await codes(bureau)).includes('FRA-DOUANE'), (await codes(owner)).includes('FRA-DOUANE'), (await codes(secretariat)).includes('FRA-DOUANE')], [true, false, true]);
  });
});

describe('an international partner', () => {
  test('is admitted by the secretariat, asks about things for investigations, and sees what identifies them', async () => {
    const made = await admit(secretariat, { kind: 'partner', name: 'Office on Drugs and Crime', purposes: ['investigation'], databases: ['firearms', 'vehicles'] });
    assert.equal(made.code, 'QPA');
    const partner = await clientOf(secretariat, made.code, ['check'], 'desk');
    const [open, restricted, excluded] = [unique('P'), unique('P'), unique('P')];
    const enter = async (number: string, more: object) => await owner.records.create({ database: 'vehicles', content: car({ plate: number, plateCountry: 'UTO', circumstances: 'At night' }), ...more });
    await Promise.all([enter(open, {}), enter(restricted, { confidentiality: 'restricted' }), enter(excluded, { hiddenFrom: ['QPA'] })]);
    const found = await plate(partner, open, 'investigation');
    assert.equal(found.outcome, 'hit');
    assert.equal(found.matches[0]?.content['circumstances'], undefined, 'whatever the role of its officer');
    for (const number of [restricted, excluded]) assert.equal((await plate(partner, number, 'investigation')).outcome, 'none');
    await assert.rejects(plate(partner, open, 'border-control'), isCode('access.purpose'));
    await assert.rejects(partner.checks.run({ purpose: 'investigation', subject: { person: { name: 'Anna Eriksson' } } }), isCode('access.purpose'));
    assert.equal((await house.entries(found.receipt.entry))[0]?.organisation, 'QPA');
  });

  test('is never admitted for persons or documents, nor by a bureau', async () => {
    for (const databases of [['persons'], ['travel-documents'], ['firearms', 'persons']]) {
      await assert.rejects(admit(secretariat, { kind: 'partner', purposes: ['investigation'], databases }), isCode('request.invalid'));
    }
    await assert.rejects(admit(secretariat, { kind: 'partner', purposes: ['border-control'], databases: ['firearms'] }), isCode('request.invalid'));
    await assert.rejects(admit(bureau, { kind: 'partner', purposes: ['investigation'], databases: ['firearms'] }), isCode('access.forbidden'));
  });
});

describe('what is classified', () => {
  test('is found by the front line with the fields that identify it, and says its level', async () => {
    const number = unique('K');
    await owner.records.create({ database: 'persons', content: { kind: 'wanted', status: 'accused', names: [{ full: 'Anna Karlsson', kind: 'primary' }], born: ['1974-08-12'], heightCm: 170, facts: 'Long', documents: [{ number, issuer: 'UTO' }] }, confidentiality: 'confidential' })
      .then(async ({ id, version }) => await secretariat.records.release({ id, version }));
    const seenBy = async (role: 'front-line' | 'desk') => {
      const { matches: [match] } = await (await house.client('DEU', { role })).checks.run({ purpose: 'border-control', subject: { document: { number } }, databases: ['persons'] });
      return [match?.confidentiality, match?.content['names'] !== undefined, match?.content['heightCm'], match?.content['facts']];
    };
    assert.deepEqual(await seenBy('front-line'), ['confidential', true, undefined, undefined]);
    assert.deepEqual(await seenBy('desk'), ['confidential', true, 170, 'Long']);
  });

  test('is not told of a document when it is for official use', async () => {
    const number = unique('D');
    await owner.records.create({ database: 'travel-documents', content: passport(number) });
    const { matches: [match] } = await bureau.checks.run({ purpose: 'border-control', subject: { document: { number } } });
    assert.ok(match !== undefined && !('confidentiality' in match));
  });
});
