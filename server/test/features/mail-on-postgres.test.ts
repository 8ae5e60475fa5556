import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import { startMail } from '../start-mail.ts';
import { startPostgres } from '../start-postgres.ts';
import { startServer } from '../start-server.ts';
import { underPostgres } from '../under-postgres.ts';

underPostgres(() => {
  const closing: (() => Promise<unknown>)[] = [];
  after(async () => {
    for (const close of closing.reverse()) await close();
  });

  it('what one server tells or takes is heard and read at the other, within a second and in order', async () => {
    const postgres = await startPostgres();
    closing.push(() => postgres.stop());
    process.env['WATCHWORD_DATABASE_URL'] = await postgres.createDatabase();
    const one = await startServer({ settings: { store: 'postgres', server: 'one' } });
    closing.push(() => one.close());
    const two = await startServer({ settings: { store: 'postgres', server: 'two' } });
    closing.push(() => two.close());
    const mail = startMail(one);
    const [fra, deu] = [await mail.mailbox('FRA'), await mail.mailbox('DEU')];
    const elsewhere = await two.client('DEU');
    const heard: string[] = [];
    const hearing = (async () => {
      for await (const event of elsewhere.events({ after: 0 })) {
        if (event.type === 'event' && event.kind !== 'keys.changed') heard.push(event.subject);
        if (heard.length === 4) return;
      }
    })();
    const began = performance.now();
    const sent = [await mail.send(fra, [deu], 'One'), await mail.send(fra, [deu], 'Two'), await mail.send(fra, [deu], 'Three')];
    await one.serving().hub.writer.run('live.tell', [{ organisation: findOrganisationNumber('DEU') ?? 0, kind: 'hit.opened', subject: 'hit_1', at: one.clock.now() }] as never);
    await hearing;
    assert.ok(performance.now() - began < 5000);
    assert.deepEqual(heard, [...sent.map(({ id }) => id), 'hit_1']);
    assert.deepEqual((await elsewhere.messages.list()).items.map(({ id, sequence }) => [id, sequence]), sent.map(({ id }, at) => [id, at + 1]));
    assert.equal(await mail.open(deu, sent[1]?.id ?? ''), 'Two');
    one.clock.moveDays(200);
    await one.serving().hub.messages.sweep();
    await assert.rejects(elsewhere.messages.get(sent[0]?.id ?? ''), { code: 'message.destroyed' });
  });
});
