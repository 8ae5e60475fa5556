/** A file of the log that stands by itself: what it holds, and that nothing in it can be changed unseen. */
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { getAuditKeys } from '@watchword/api/audit.ts';
import { exportLog, massExportLog } from '@watchword/api/audit/search.ts';
import { createClient, type Client } from '@watchword/sdk/client.ts';
import { verifyExport, type ExportLine, type ExportVerified } from '@watchword/sdk/proofs/export-file.ts';
import type { InputOf } from '@watchword/api/operation.ts';
import { readExportedLeaf } from '../../bin/admin.ts';
import { isCode } from '../operation-calls.ts';
import { car, startServer, unique, type House } from '../start-server.ts';

describe('a signed export', () => {
  let house: House;
  let token: string;
  let uto: string;
  let keys: string[];
  const entries: number[] = [];
  const permissions = ['check', 'check:batch', 'record:write', 'record:read', 'audit:read', 'act-for-officer'] as const;
  const officer = (role = 'desk', of = token): Client => createClient({ url: house.url(), token: of, officer: 'ofc_dpo00001', role: role as never, retries: 0 });
  const take = async (query: InputOf<typeof exportLog>['query'], of = token): Promise<string[]> => (await (await officer('data-protection', of).download(exportLog, { query })).text()).trimEnd().split('\n');
  const verify = (lines: readonly string[], trusted = keys): Promise<ExportVerified | string> =>
    verifyExport((async function* () { yield* lines; })(), { keys: trusted, readLeaf: readExportedLeaf });
  const good = async (lines: readonly string[]): Promise<ExportVerified> => {
    const found = await verify(lines);
    assert.ok(typeof found === 'object', typeof found === 'string' ? found : '');
    return found;
  };

  before(async () => {
    house = await startServer();
    token = await house.token('FRA', { role: 'system', permissions });
    uto = await house.token('UTO', { role: 'system', permissions });
    keys = (await officer('data-protection').call(getAuditKeys)).keys.flatMap(({ ed25519, mlDsa44 }) => [ed25519, mlDsa44]);
    for (let at = 0; at < 7; at += 1) {
      entries.push((await officer().checks.run({ purpose: 'police-check', subject: { document: { number: `EXP${at}${unique()}` } } })).receipt.entry);
      await officer('desk', uto).checks.run({ purpose: 'police-check', subject: { document: { number: unique() } } });
    }
  });
  after(() => house.close());

  it('of a period holds every entry of it, one after the other, under one checkpoint', async () => {
    const lines = await take({ from: '2026-11-24', to: '2026-11-24' });
    const { header, complete, signed, texts } = await good(lines);
    assert.deepEqual([header.organisation, header.log, header.by, header.count, complete, signed, texts], ['FRA', 'requester', 'ofc_dpo00001', lines.length - 2, true, 'both', 0]);
    const said = lines.slice(1, -1).map((line) => JSON.parse(line) as ExportLine);
    assert.ok(entries.every((entry) => said.some((one) => one.entry?.['seq'] === entry)));
    assert.ok(said.every((one) => one.entry?.['organisation'] === 'FRA'));
    await assert.rejects(take({ from: '2026-11-25', to: '2026-11-26' }), isCode('audit.not-found'));
  });

  it('of some entries holds these, with what was asked and the salt that proves it', async () => {
    const wanted = [entries[5], entries[0], entries[2]].map(Number);
    const lines = await take({ entries: wanted.join(','), texts: true });
    const { header, complete, texts } = await good(lines);
    assert.deepEqual([header.count, complete, texts], [3, false, 3]);
    assert.deepEqual(lines.slice(1, -1).map((line) => (JSON.parse(line) as ExportLine).entry?.['seq']), wanted.toSorted((a, b) => a - b));
    assert.match((JSON.parse(lines[1] ?? '') as ExportLine).text ?? '', /EXP0/);
    const all = (await house.entries()).filter(({ organisation }) => organisation === 'FRA').map(({ seq }) => seq);
    for (let count = 1; count <= all.length; count += 1) await good(await take({ entries: all.filter((_, at) => (at * 7 + count) % 3 !== 0).slice(0, count).join(',') }));
  });

  it('of the log of the owner holds who was shown its records', async () => {
    const vin = '1M8GDM9AXKP042788';
    await officer('desk', uto).records.create({ database: 'vehicles', content: car({ vin }) });
    const { receipt } = await officer().checks.run({ purpose: 'police-check', subject: { vehicle: { vin } } });
    const lines = await take({ log: 'owner', entries: String(receipt.entry) }, uto);
    const { header, texts } = await good(lines);
    assert.deepEqual([header.organisation, header.log, header.count, texts], ['UTO', 'owner', 1, 1]);
    assert.match((JSON.parse(lines[1] ?? '') as ExportLine).detail ?? '', /vehicles/);
  });

  it('leaves an entry with the digest of the whole file', async () => {
    const lines = await take({ entries: String(entries[1]) });
    const entry = (await house.entries()).findLast(({ event }) => event === 'audit.exported');
    assert.deepEqual([entry?.organisation, entry?.actor, entry?.reason, entry?.count, entry?.digest], ['FRA', 'ofc_dpo00001', 'requester', 1, hash('sha256', `${lines.join('\n')}\n`)]);
    assert.deepEqual(JSON.parse(entry?.sealed ?? ''), { entries: String(entries[1]) });
  });

  it('is refused when anything in it was changed', async () => {
    const lines = await take({ entries: entries.slice(0, 4).join(','), texts: true });
    const at = (line: number, change: (one: Record<string, unknown>) => void): string[] => lines.map((text, place) => {
      if (place !== line) return text;
      const one = JSON.parse(text) as Record<string, unknown>;
      change(one);
      return JSON.stringify(one);
    });
    const longer = at(2, (one) => { one['bytes'] = Buffer.concat([Buffer.from(String(one['bytes']), 'base64'), Buffer.of(0)]).toString('base64'); });
    const unread = await verifyExport((async function* () { yield* longer; })(), { keys });
    assert.ok(typeof unread === 'string' && unread.includes('was changed, dropped or added'));
    const faults: [string, string[]][] = [
      ['does not say what is written beside it', longer],
      ['does not say what is written beside it', at(2, (one) => { one['entry'] = { ...(one['entry'] as object), actor: 'ofc_somebody' }; })],
      ['does not say what is written beside it', at(2, (one) => { one['entry'] = { ...(one['entry'] as object), time: 1 }; })],
      ['is not what was logged', at(1, (one) => { one['text'] = String(one['text']).replace('EXP0', 'EXP9'); })],
      ['changed after it was signed', at(1, (one) => { delete one['text']; })],
      ['changed after it was signed', at(0, (one) => { one['by'] = 'ofc_other'; })],
      ['changed after it was signed', at(0, (one) => { one['made'] = '2026-11-25T00:00:00.000Z'; })],
      ['missing from the file', lines.toSpliced(2, 1)],
      ['missing from the file', [lines[0], lines[2], lines[1], ...lines.slice(3)].map(String)],
      ['cut off', lines.slice(0, -1)],
      ['cut off', [...lines, lines[1] ?? '']],
      ['another head', at(0, (one) => { one['organisation'] = 'DEU'; })],
      ['another head', at(0, (one) => { one['log'] = 'owner'; })],
      ['cannot be read', at(0, (one) => { one['checkpoint'] = ''; })],
      ['no export', ['{}', ...lines.slice(1)]],
      ['holds 9', at(0, (one) => { one['count'] = 9; })],
      ['damaged', at(0, (one) => { one['runs'] = [[3, 1]]; })],
      ['too long', at(0, (one) => { one['proof'] = [...(one['proof'] as string[]), (one['proof'] as string[])[0]]; })],
    ];
    for (const [why, changed] of faults) {
      const found = await verify(changed);
      assert.ok(typeof found === 'string' && found.includes(why), `${why}: ${JSON.stringify(found).slice(0, 200)}`);
    }
    const other = await startServer();
    try {
      const foreign = (await (await other.client('FRA', { role: 'system', permissions })).call(getAuditKeys)).keys.flatMap(({ ed25519, mlDsa44 }) => [ed25519, mlDsa44]);
      const found = await verify(lines, foreign);
      assert.ok(typeof found === 'string' && found.includes('forged'));
    } finally {
      await other.close();
    }
  });

  it('takes no entry of others, nothing that is not there, and no more than a thousand without a second person', async () => {
    const foreign = (await house.entries()).find(({ organisation }) => organisation === 'UTO')?.seq ?? assert.fail();
    await assert.rejects(take({ entries: String(foreign) }), isCode('audit.not-found'));
    await assert.rejects(take({ entries: `${entries[0]},${foreign}` }), isCode('audit.not-found'));
    await assert.rejects(take({ entries: '99999999' }), isCode('audit.not-found'));
    await assert.rejects(take({ entries: '0' }), isCode('audit.not-found'));
    await assert.rejects(take({}), isCode('request.invalid'));
    await assert.rejects(take({ entries: '1', from: '2026-11-24' }), isCode('request.invalid'));
    await assert.rejects(take({ from: '2026-13-41' }), isCode('request.invalid'));
    const items = Array.from({ length: 1000 }, () => ({ purpose: 'police-check' as const, subject: { document: { number: unique() } } }));
    await officer().checks.batch(items);
    await assert.rejects(take({ from: '2026-11-24', to: '2026-11-24' }), isCode('audit.too-many'));
    const download = await officer('data-protection').download(massExportLog, { query: { from: '2026-11-24', to: '2026-11-24' } });
    const lines = (await download.text()).trimEnd().split('\n');
    assert.ok((await good(lines)).header.count > 1000);
    await assert.rejects(officer('front-line').download(exportLog, { query: { entries: '1' } }), isCode('access.forbidden'));
  });
});
