import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '@watchword/api/errors.ts';
import { openReportQueue, type Keeping, type QueuedReport, type ReportQueue, type Send } from './report-queue.ts';

const CONTENT = { kind: 'transport', at: '2026-11-24T06:20:00-03:00', place: { name: 'Puente Viejo' }, persons: [{ role: 'migrant', count: 12 }, { role: 'facilitator', benefit: '300 USD each' }] } as const;
const OPERATION = 'opn_0197a1b2c3d47e5f8a9b0c1d2e3f4a5b';

function phone(send: Send): { disk: Map<string, QueuedReport>; open: () => Promise<ReportQueue>; pass: (ms: number) => void } {
  const disk = new Map<string, QueuedReport>();
  let now = Date.parse('2026-11-24T10:00:00Z');
  const keeping: Keeping = { all: async () => [...disk.values()], put: async (report) => void disk.set(report.id, report), remove: async (id) => void disk.delete(id) };
  return { disk, open: () => openReportQueue({ keeping, send, now: () => now }), pass: (ms) => void (now += ms) };
}

describe('reports that wait on a device', () => {
  it('are kept before they are sent, and what was sent keeps a line and no content', async () => {
    const sent: string[] = [];
    const { disk, open } = phone(async ({ id }) => sent.push(id));
    const queue = await open();
    const { id } = await queue.add({ operation: OPERATION, content: { ...CONTENT, persons: [...CONTENT.persons] } });
    assert.equal(disk.get(id)?.content?.place.name, 'Puente Viejo');
    assert.equal(await queue.send(), 0);
    assert.deepEqual([sent, disk.get(id)?.state, disk.get(id)?.content, disk.get(id)?.summary.count], [[id], 'sent', undefined, 13]);
  });

  it('wait while the line is gone or nobody is signed in, and are sent in their order', async () => {
    const answers: (AppError | undefined)[] = [new AppError('server.unreachable'), new AppError('access.unauthenticated'), undefined, undefined];
    const sent: string[] = [];
    const { open } = phone(async ({ id }) => {
      const answer = answers.shift();
      if (answer !== undefined) throw answer;
      sent.push(id);
    });
    const queue = await open();
    const [one, other] = [await queue.add({ operation: OPERATION, content: { ...CONTENT, persons: [] } }), await queue.add({ operation: OPERATION, content: { ...CONTENT, persons: [] } })];
    assert.deepEqual([await queue.send(), await queue.send(), await queue.send()], [2, 2, 0]);
    assert.deepEqual(sent, [one.id, other.id]);
  });

  it('keep why they were refused, hold up no other, and go again under their id when they were mended', async () => {
    const { open, disk } = phone(async ({ content }) => {
      if (content.note === undefined) throw new AppError('request.invalid', { errors: [{ pointer: '/content/persons/1/benefit', code: 'required', detail: 'A facilitator needs an alleged material benefit.' }] });
    });
    const queue = await open();
    const bad = await queue.add({ operation: OPERATION, content: { ...CONTENT, persons: [] } });
    await queue.add({ operation: OPERATION, content: { ...CONTENT, persons: [], note: 'good' } });
    assert.equal(await queue.send(), 0);
    assert.deepEqual(queue.list().map(({ state }) => state), ['sent', 'refused']);
    assert.equal(disk.get(bad.id)?.refusal?.errors[0]?.code, 'required');
    await queue.add({ id: bad.id, operation: OPERATION, content: { ...CONTENT, persons: [], note: 'mended' } });
    await queue.send();
    assert.deepEqual([disk.get(bad.id)?.state, disk.get(bad.id)?.refusal, disk.size], ['sent', undefined, 2]);
  });

  it('survive that the device is switched off; what was sent is forgotten after a day', async () => {
    let isDead = true;
    const { open, pass, disk } = phone(async () => {
      if (isDead) throw new AppError('server.unreachable');
    });
    await (await open()).add({ operation: OPERATION, content: { ...CONTENT, persons: [] } });
    const again = await open();
    assert.equal(await again.send(), 1);
    isDead = false;
    assert.equal(await again.send(), 0);
    pass(25 * 3_600_000);
    assert.deepEqual([(await open()).list().length, disk.size], [0, 0]);
  });
});
