/** A joint operation on two servers over one PostgreSQL: what is reported at one is counted at the other. */
import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { exportJoint, freezeResults, linkPersons, readResults, signOff } from '@watchword/api/joint/counting.ts';
import { addAttachment, listAttachments } from '@watchword/api/joint/attachments.ts';
import { grantEvidence, readEvidence } from '@watchword/api/joint/evidence.ts';
import { correctIncident, listIncidents } from '@watchword/api/joint/operations.ts';
import { listDuplicates, listLinks } from '@watchword/api/joint/cross.ts';
import { getReport, listReports, makeReport, setReportSchedule } from '@watchword/api/joint/reports.ts';
import { parseFile } from '@watchword/sdk/joint/file.ts';
import { verify } from '@watchword/sdk/joint/recount.ts';
import { hashOf } from '#joint/reports/compose.ts';
import { foundOf, reportAs, settle } from '../cross-calls.ts';
import { arrestOf, of, openJoint, report } from '../joint-calls.ts';
import { pdfOf } from '../report-calls.ts';
import { startPostgres } from '../start-postgres.ts';
import { startServer } from '../start-server.ts';
import { underPostgres } from '../under-postgres.ts';

underPostgres(() => {
  const closing: (() => Promise<unknown>)[] = [];
  after(async () => {
    for (const close of closing.reverse()) await close();
  });

  it('an incident is reported on one server, corrected and counted on the other, and the frozen file recounts', async () => {
    const postgres = await startPostgres();
    closing.push(() => postgres.stop());
    process.env['WATCHWORD_DATABASE_URL'] = await postgres.createDatabase();
    process.env['WATCHWORD_REQUESTS_KEY'] = 'ab'.repeat(32);
    const one = await startServer({ settings: { store: 'postgres', server: 'one' } });
    closing.push(() => one.close());
    const two = await startServer({ settings: { store: 'postgres', server: 'two' } });
    closing.push(() => two.close());
    const { id } = await openJoint(one);
    const groupOf = (count: number): ReturnType<typeof arrestOf> => arrestOf({ persons: [{ role: 'migrant', count, nationality: 'VEN' }] });
    const [a, b] = [await report(one, { id, organisation: 'UTO', content: groupOf(12) }), await report(two, { id, organisation: 'FRA', content: groupOf(9) })];
    const uto = await of(two, 'UTO');
    const fra = await of(one, 'FRA');
    await uto.call(correctIncident, { params: { id, incident: a.id }, body: { content: groupOf(11), reason: 'Counted again.' } }, { version: 1 });
    const body = { one: { incident: a.id, person: 0 }, other: { incident: b.id, person: 0 } };
    await fra.call(linkPersons, { params: { id }, body });
    assert.equal((await uto.call(linkPersons, { params: { id }, body })).agreed, true);
    for (const client of [uto, fra]) assert.equal((await client.call(readResults, { params: { id }, query: {} })).results.totals['migrants'], 11);
    assert.equal((await uto.call(listIncidents, { params: { id }, query: { measure: 'migrants' } })).total, 2);
    // What both have is a link at either server; checks under the code are counted over both.
    const both = foundOf({ phones: ['+57 300 123 4567'], persons: [{ role: 'suspect', identity: { name: 'Bruno Test' } }] });
    await reportAs(one, { id, organisation: 'UTO', content: both });
    await reportAs(two, { id, organisation: 'FRA', content: both });
    for (const [house, organisation] of [[one, 'FRA'], [two, 'UTO']] as const) await (await of(house, organisation)).checks.run({ purpose: 'investigation', operation: id, subject: { document: { number: 'ZZ 1' } } });
    for (const house of [one, two]) await settle(house);
    assert.deepEqual((await uto.call(listLinks, { params: { id }, query: {} })).items.map(({ kind, with: { country } }) => [kind, country]).filter(([kind]) => kind === 'phone'), [['phone', 'FRA']]);
    assert.ok((await uto.call(listDuplicates, { params: { id }, query: {} })).items.length <= 1);
    assert.equal((await fra.call(readResults, { params: { id }, query: {} })).results.totals['checks'], 4);
    const cutOff = new Date(one.clock.now()).toISOString();
    for (const client of [uto, fra]) await client.call(signOff, { params: { id }, body: { cutOff } });
    const { hash } = await uto.call(freezeResults, { params: { id }, body: { state: 'final', cutOff } });
    const { chunks } = await fra.download(exportJoint, { params: { id }, query: { edition: 1 } });
    const [verdict] = verify(parseFile(await new Response(ReadableStream.from(chunks()) as ReadableStream).text()));
    assert.deepEqual([verdict?.hash, verdict?.isIntact, verdict?.isRecounted], [hash, true, true]);

    // Reports, attachments and cases of one server are those of the other, and what is due is made once.
    await uto.call(setReportSchedule, { params: { id }, body: { circle: 'all', hour: 13 } });
    const made = await uto.call(makeReport, { params: { id }, body: { kind: 'final', circle: 'all' } });
    const read = await fra.call(getReport, { params: { id, report: made.id } });
    assert.deepEqual([read.content.frozen?.hash, hashOf(read.content), read.totals['migrants']], [hash, made.hash, 11]);
    for (const house of [one, two]) house.clock.moveMs(2 * 3_600_000);
    await Promise.allSettled([one, two].map((house) => house.serving().hub.reports.makeDue()));
    await one.serving().hub.reports.makeDue();
    assert.deepEqual((await fra.call(listReports, { params: { id } })).items.map(({ number, scheduled }) => [number, scheduled]), [[2, true], [1, false]]);
    const params = { id, incident: a.id };
    const added = await uto.upload(addAttachment, { params }, pdfOf(), { type: 'application/pdf' });
    assert.deepEqual((await (await of(one, 'UTO')).call(listAttachments, { params })).items, [added]);
    const granted = await uto.call(grantEvidence, { params: { id }, body: { to: 'ESP', reference: 'JS 1/26', incidents: [a.id], until: '2026-12-24', reason: 'Asked for.' } });
    assert.deepEqual((await (await of(one, 'ESP')).call(readEvidence, { params: { case: granted.id } })).items.map(({ versions }) => versions.map(({ version }) => version)), [[1, 2]]);
  });
});
