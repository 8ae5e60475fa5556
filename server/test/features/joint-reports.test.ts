/** Reports on a joint operation, attachments of incidents, and a case that is opened to a prosecutor: who sees what, and what is kept. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { inflateSync } from 'node:zlib';
import { after, describe, test } from 'node:test';
import { getAuditKeys } from '@watchword/api/audit.ts';
import { addAttachment, getAttachment, listAttachments, removeAttachment } from '@watchword/api/joint/attachments.ts';
import { freezeResults, signOff } from '@watchword/api/joint/counting.ts';
import { endEvidence, listEvidence, listGrants, readEvidence, takeEvidence } from '@watchword/api/joint/evidence.ts';
import { answerJoint, correctIncident, getJoint, inviteToJoint, listJoint } from '@watchword/api/joint/operations.ts';
import { getReport, listReports, makeReport, printReport, setReportSchedule, tabulateReport, writeReportText, type Report } from '@watchword/api/joint/reports.ts';
import { verifyEvidence, type EvidenceEntry, type EvidenceVerified } from '@watchword/sdk/joint/evidence-file.ts';
import { decodeEntry } from '#audit/audit.ts';
import { saidBy } from '#joint/evidence/file.ts';
import { hashOf } from '#joint/reports/compose.ts';
import { joined } from '#photos/picture/files-under-test.ts';
import { arrestOf, of, openJoint, report } from '../joint-calls.ts';
import { pictureOf } from '../operation-calls.ts';
import { attached, opened, pdfOf } from '../report-calls.ts';
import { startServer } from '../start-server.ts';

const house = await startServer();
after(() => house.close());
const ALL = { counts: 'all', incidents: 'nobody' } as const;
const HIDDEN = { counts: 'coordinator', incidents: 'nobody' } as const;
const make = async (organisation: string, id: string, body: Partial<Parameters<typeof bodyOf>[0]> = {}): Promise<Report> => {
  const client = await of(house, organisation);
  const { id: made } = await client.call(makeReport, { params: { id }, body: bodyOf(body) });
  return await client.call(getReport, { params: { id, report: made } });
};
const bodyOf = (more: { kind?: 'situation' | 'final'; circle?: 'all' | 'own'; cutOff?: string }): { kind: 'situation' | 'final'; circle: 'all' | 'own'; cutOff?: string } => ({ kind: 'situation', circle: 'all', ...more });
const bytesOf = async (download: { chunks(): AsyncIterable<Uint8Array> }): Promise<Uint8Array> => Buffer.concat(await Array.fromAsync(download.chunks()));
const now = (): string => new Date(house.clock.now()).toISOString();

describe('what a report is counted from', () => {
  test('for all from what all may count, for a country from what it may count, with an annex that nobody else sees', async () => {
    const { id } = await openJoint(house, { FRA: ALL, ESP: HIDDEN }, { hotspots: [{ code: 'H1', name: 'Puente Viejo', country: 'UTO', latitude: 8.1, longitude: -77.55 }] });
    for (const organisation of ['UTO', 'FRA', 'ESP']) await report(house, { id, organisation });
    const all = await make('UTO', id);
    assert.deepEqual([all.content.counted, all.totals['arrests'], all.content.annex], [['FRA', 'UTO'], 2, undefined]);
    assert.ok(!JSON.stringify(all).includes('ESP'));
    const [uto, fra, esp] = [await make('UTO', id, { circle: 'own' }), await make('FRA', id, { circle: 'own' }), await make('ESP', id, { circle: 'own' })];
    assert.deepEqual([uto, fra, esp].map(({ totals }) => totals['arrests']), [3, 2, 3]);
    assert.deepEqual([esp.content.annex?.country, esp.content.annex?.results.totals['arrests'], esp.content.annex?.incidents.length], ['ESP', 1, 1]);
    const seen = (await (await of(house, 'FRA')).call(listReports, { params: { id } })).items.map((one) => one.id);
    assert.deepEqual(seen, [fra.id, all.id]);
    await assert.rejects((await of(house, 'FRA')).call(getReport, { params: { id, report: esp.id } }), { code: 'joint.report-not-found' });
    await assert.rejects(make('FRA', id), { code: 'joint.role' });
  });

  test('a partner has none, and whoever takes no part knows of none', async () => {
    const { id } = await openJoint(house);
    const { id: made } = await make('UTO', id);
    await (await of(house, 'UTO')).call(inviteToJoint, { params: { id }, body: { organisations: ['BRA'], role: 'partner' } });
    await assert.rejects((await of(house, 'BRA')).call(getReport, { params: { id, report: made } }), { code: 'joint.role' });
    await assert.rejects((await of(house, 'BRA')).call(listReports, { params: { id } }), { code: 'joint.role' });
    await assert.rejects((await of(house, 'ESP')).call(getReport, { params: { id, report: made } }), { code: 'joint.not-found' });
  });

  test('it keeps what it said, under its hash, and says what came since the one before', async () => {
    const { id } = await openJoint(house);
    const first = await report(house, { id, organisation: 'UTO' });
    const before = await make('UTO', id);
    house.clock.moveMs(1000);
    await (await of(house, 'UTO')).call(correctIncident, { params: { id, incident: first.id }, body: { content: arrestOf({ persons: [1, 2, 3].map(() => ({ role: 'suspect', arrested: true })) }), reason: 'Two more.' } }, { version: 1 });
    const second = await make('UTO', id);
    assert.deepEqual([second.number, second.content.before?.number, second.content.before?.totals['arrests'], second.totals['arrests']], [2, 1, 1, 3]);
    const again = await (await of(house, 'UTO')).call(getReport, { params: { id, report: before.id } });
    assert.deepEqual([again.totals['arrests'], again.hash, hashOf(again.content)], [1, before.hash, before.hash]);
    // As it was known before the correction.
    assert.equal((await make('UTO', id, { cutOff: before.cutOff })).totals['arrests'], 1);
  });

  test('a final one stands on frozen results, of every country that signed, whatever it shares otherwise', async () => {
    const { id } = await openJoint(house, { ESP: HIDDEN });
    for (const organisation of ['UTO', 'ESP']) await report(house, { id, organisation });
    await assert.rejects(make('UTO', id, { kind: 'final' }), { code: 'joint.results-not-found' });
    const cutOff = now();
    for (const organisation of ['UTO', 'ESP']) await (await of(house, organisation)).call(signOff, { params: { id }, body: { cutOff } });
    const { hash } = await (await of(house, 'UTO')).call(freezeResults, { params: { id }, body: { state: 'final', cutOff } });
    const final = await make('UTO', id, { kind: 'final' });
    assert.deepEqual([final.edition, final.content.frozen?.hash, final.content.frozen?.signed, final.totals['arrests']], [1, hash, ['ESP', 'UTO'], 2]);
  });
});

describe('texts and hours', () => {
  test('a text stands in the next report, in its version, and no one writes over what he has not read', async () => {
    const { id } = await openJoint(house);
    const uto = await of(house, 'UTO');
    const write = async (text: string, after_: number): Promise<number> => (await uto.call(writeReportText, { params: { id }, body: { circle: 'all', language: 'en', section: 'summary', text, after: after_ } })).version;
    assert.equal(await write('First.', 0), 1);
    const before = await make('UTO', id);
    assert.equal(await write('Second.', 1), 2);
    await assert.rejects(write('Third.', 1), { code: 'joint.version-conflict' });
    assert.deepEqual([before, await make('UTO', id)].map(({ content }) => content.texts.map(({ text, version }) => [text, version])), [[['First.', 1]], [['Second.', 2]]]);
    await assert.rejects((await of(house, 'FRA')).call(writeReportText, { params: { id }, body: { circle: 'all', language: 'en', section: 'summary', text: 'Mine.', after: 2 } }), { code: 'joint.role' });
  });

  test('one is made each day at its hour, as known then, once, and also when the server was away', async () => {
    const { id } = await openJoint(house);
    await (await of(house, 'UTO')).call(setReportSchedule, { params: { id }, body: { circle: 'all', hour: 18 } });
    const due = async (): Promise<string[]> => {
      await house.serving().hub.reports.makeDue();
      return (await (await of(house, 'FRA')).call(listReports, { params: { id } })).items.map(({ cutOff, scheduled }) => `${cutOff.slice(0, 13)} ${scheduled}`);
    };
    assert.deepEqual(await due(), []);
    house.clock.moveMs(6 * 3_600_000 + 60_000);
    const first = now().slice(0, 10);
    assert.deepEqual(await due(), [`${first}T18 true`]);
    assert.deepEqual(await due(), [`${first}T18 true`]);
    house.clock.moveMs(30 * 3_600_000);
    assert.equal((await due()).length, 2);
    assert.ok((await house.entries()).some(({ event, reason }) => event === 'joint.acted' && reason === 'report scheduled all'));
  });
});

describe('how a report is read', () => {
  test('as PDF/A in each language, the same bytes each time, and nothing of a text is run', async () => {
    const { id } = await openJoint(house);
    await report(house, { id, organisation: 'FRA' });
    const uto = await of(house, 'UTO');
    for (const [language, text] of [['en', 'HOSTILE #read("/etc/hostname") #panic("x")'], ['ar', 'جرى تفكيك الشبكة.']] as const) await uto.call(writeReportText, { params: { id }, body: { circle: 'all', language, section: 'summary', text, after: 0 } });
    const { id: made, hash } = await make('UTO', id);
    const print = async (language: 'en' | 'ar'): Promise<Uint8Array> => await bytesOf(await (await of(house, 'FRA')).download(printReport, { params: { id, report: made }, query: { language } }));
    const pdf = await print('en');
    assert.deepEqual(Buffer.from(await print('en')).equals(pdf), true);
    for (const [one, language] of [[pdf, 'en'], [await print('ar'), 'ar']] as const) {
      const streams = streamsOf(one);
      assert.match(streams, /pdfaid:part/);
      assert.match(streams, new RegExp(`/Lang ?\\(${language}`));
    }
    const text = await textOf(pdf);
    if (text === undefined) return;
    for (const words of ['Situation report No. 1', 'For all who take part', 'Arrests', 'France', 'HOSTILE #read("/etc/hostname") #panic("x")', hash, made]) assert.ok(text.includes(words), words);
  });

  test('as lines of CSV whose sums are the totals', async () => {
    const { id } = await openJoint(house);
    for (const organisation of ['UTO', 'FRA', 'FRA']) await report(house, { id, organisation });
    const { id: made } = await make('UTO', id);
    const lines = (await (await (await of(house, 'FRA')).download(tabulateReport, { params: { id, report: made } })).text()).trim().split('\n').map((line) => line.split(','));
    assert.deepEqual(lines[0], ['table', 'country', 'day', 'nationality', 'measure', 'value']);
    assert.equal(lines.filter(([table, , , , measure]) => table === 'country' && measure === 'arrests').reduce((sum, line) => sum + Number(line[5]), 0), 3);
    assert.deepEqual(lines.find(([table, , , , measure]) => table === 'totals' && measure === 'arrests')?.[5], '3');
  });
});

describe('attachments', () => {
  test('a picture is drawn anew, a file kept as it is, the same one once, and whoever reads the incident reads them', async () => {
    const { id } = await openJoint(house, { FRA: ALL });
    const { id: incident } = await report(house, { id, organisation: 'FRA' });
    const fra = await of(house, 'FRA');
    const params = { id, incident };
    const secret = 'GPS 12.3456';
    const photo = await fra.upload(addAttachment, { params }, joined(pictureOf(), new TextEncoder().encode(secret)), { type: 'image/png' });
    assert.deepEqual([photo.type, (photo.width ?? 0) > 0], ['image/jpeg', true]);
    assert.notEqual(photo.sha256, photo.received);
    assert.ok(!Buffer.from(await bytesOf(await fra.download(getAttachment, { params: { ...params, attachment: photo.id } }))).includes(secret));
    const file = await fra.upload(addAttachment, { params }, pdfOf('once'), { type: 'application/pdf' });
    assert.deepEqual([file.type, file.sha256], ['application/pdf', file.received]);
    assert.equal((await fra.upload(addAttachment, { params }, pdfOf('once'), { type: 'text/plain' })).id, file.id);
    assert.equal((await fra.call(listAttachments, { params })).items.length, 2);
    // UTO counts the incident and does not read it.
    const uto = await of(house, 'UTO');
    await assert.rejects(uto.call(listAttachments, { params }), { code: 'incident.not-found' });
    await assert.rejects(uto.download(getAttachment, { params: { ...params, attachment: file.id } }), { code: 'incident.not-found' });
    await assert.rejects(uto.upload(addAttachment, { params }, pdfOf(), { type: 'application/pdf' }), { code: 'incident.not-found' });
    await fra.call(answerJoint, { params: { id }, body: { answer: 'accept', shares: { counts: 'all', incidents: 'all' } } });
    assert.deepEqual((await uto.call(listAttachments, { params })).items.map(({ officer }) => officer), [undefined, undefined]);
    assert.deepEqual((await fra.call(removeAttachment, { params: { ...params, attachment: file.id } })).items.map((one) => one.id), [photo.id]);
    await assert.rejects(fra.download(getAttachment, { params: { ...params, attachment: file.id } }), { code: 'attachment.not-found' });
  });

  test('what is neither a picture, a PDF nor plain text is refused, whatever it is called', async () => {
    const { id, incident } = await attached(house);
    const uto = await of(house, 'UTO');
    for (const text of ['MZ\u0000\u0001', '<html><script>1</script>', '#!/bin/sh\nls', '']) await assert.rejects(uto.upload(addAttachment, { params: { id, incident } }, new TextEncoder().encode(text), { type: 'text/plain' }), { code: 'attachment.type' });
  });
});

describe('a case for a prosecutor', () => {
  const trust = async (): Promise<{ keys: string[]; readEntry: (bytes: Uint8Array) => EvidenceEntry }> => {
    const { keys } = await (await of(house, 'UTO')).call(getAuditKeys);
    return { keys: keys.flatMap(({ ed25519, mlDsa44 }) => [ed25519, mlDsa44]), readEntry: (bytes) => saidBy(decodeEntry(Buffer.concat([Buffer.of(0), bytes]))) };
  };
  const verified = async (text: string): Promise<EvidenceVerified | string> => await verifyEvidence(linesOf(text), await trust());

  test('is read by whoever is named and by nobody else, until its last day or its end, and each look is told', async () => {
    const { id, incident, operation } = await opened(house);
    const esp = await of(house, 'ESP');
    await assert.rejects(esp.call(getJoint, { params: { id: operation } }), { code: 'joint.not-found' });
    const read = await esp.call(readEvidence, { params: { case: id } });
    assert.deepEqual([read.items.map((one) => one.id), read.items[0]?.versions.length, read.items[0]?.attachments.length], [[incident], 1, 1]);
    for (const other of ['FRA', 'UTO']) await assert.rejects((await of(house, other)).call(readEvidence, { params: { case: id } }), { code: 'evidence.not-found' });
    const uto = await of(house, 'UTO');
    assert.deepEqual((await uto.call(listGrants, { params: { id: operation } })).items.map(({ uses }) => uses?.map(({ what }) => what)), [['read']]);
    assert.deepEqual((await (await of(house, 'FRA')).call(listGrants, { params: { id: operation } })).items, []);
    await uto.call(endEvidence, { params: { id: operation, case: id }, body: { reason: 'Dropped.' } });
    await assert.rejects(esp.call(readEvidence, { params: { case: id } }), { code: 'evidence.not-found' });
    const late = await opened(house, { until: '2026-12-01' });
    house.clock.moveDays(20);
    await assert.rejects(esp.call(readEvidence, { params: { case: late.id } }), { code: 'evidence.not-found' });
    assert.ok(!(await esp.call(listEvidence)).items.some((one) => one.id === late.id));
    const named = await opened(house, { officer: 'ofc_somebody-else', until: '2027-01-10' });
    await assert.rejects(esp.call(readEvidence, { params: { case: named.id } }), { code: 'evidence.not-found' });
  });

  test('a person with the role of a partner at a bureau sees the cases that he is named for, and no operation', async () => {
    const { id, operation } = await opened(house, { to: 'UTO', until: '2027-01-10' });
    const prosecutor = await house.client('UTO', { role: 'partner' });
    assert.equal((await prosecutor.call(readEvidence, { params: { case: id } })).id, id);
    await assert.rejects(prosecutor.call(getJoint, { params: { id: operation } }), { code: 'joint.not-found' });
    assert.deepEqual((await prosecutor.call(listJoint)).items, []);
  });

  test('is taken as a file that proves itself without a server, and no line of it can be changed, added or dropped', async () => {
    const { id, operation, incident } = await opened(house, { until: '2027-01-10' });
    await (await of(house, 'UTO')).call(correctIncident, { params: { id: operation, incident }, body: { content: arrestOf({ place: { name: 'Puente Nuevo' } }), reason: 'Another bridge.' } }, { version: 1 });
    const text = await (await (await of(house, 'ESP')).download(takeEvidence, { params: { case: id } })).text();
    const found = await verified(text);
    if (typeof found === 'string') assert.fail(found);
    assert.deepEqual([found.incidents, found.versions, found.entries, found.attachments, found.unproven, found.signed], [[incident], 2, 3, 1, [], 'both']);
    const lines = text.trimEnd().split('\n');
    const forged: Record<string, string> = {
      place: text.replace('Puente Nuevo', 'Puente Falso'), dropped: lines.filter((line) => !line.includes('"version":2')).join('\n'), cut: lines.slice(0, -1).join('\n'), added: [...lines, lines[1]].join('\n'),
      actor: text.replace('"event":"joint.acted","seq"', '"event":"joint.read","seq"'), attachment: text.replace(/"data":"JVBE/, '"data":"JVBF'),
    };
    for (const [what, changed] of Object.entries(forged)) {
      assert.notEqual(changed, text, what);
      assert.equal(typeof (await verified(changed)), 'string', what);
    }
    const other = await verifyEvidence(linesOf(text), { ...(await trust()), keys: [] });
    assert.match(typeof other === 'string' ? other : '', /not signed by the keys that you trust|forged/);
  });
});

async function* linesOf(text: string): AsyncGenerator<string> {
  yield* text.split('\n');
}

/** What of a PDF is readable: its streams, opened. */
function streamsOf(pdf: Uint8Array): string {
  const text = Buffer.from(pdf).toString('latin1');
  return text + [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body = '']) => {
    try {
      return inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  }).join('\n');
}

/** The text of a PDF, where the machine has a program that reads it. */
function textOf(pdf: Uint8Array): Promise<string | undefined> {
  return new Promise((resolve) => {
    const reading = execFile('pdftotext', ['-layout', '-', '-'], { encoding: 'utf8' }, (error, text) => resolve(error === null ? text : undefined));
    reading.stdin?.on('error', () => undefined);
    reading.stdin?.end(pdf);
  });
}
