/** Phones in the field whose line is cut off half of the time, against a real server: does every report arrive, and once? */
import { reportIncident } from '@watchword/api/joint/operations.ts';
import { searchIncidents } from '@watchword/api/joint/field.ts';
import { readResults } from '@watchword/api/joint/counting.ts';
import { createCalls } from '@watchword/sdk/calls.ts';
import { openReportQueue, type Keeping, type QueuedReport, type ReportQueue } from '@watchword/sdk/joint/report-queue.ts';
import { arrestOf, of, openJoint } from './joint-calls.ts';
import type { House } from './start-server.ts';

/** What came of it. `cut`: how often a line was cut, before the server heard or before its answer came; `restarts`: how often a phone was switched off and on. */
export type PhonesWeathered = { readonly made: number; readonly arrived: number; readonly counted: number; readonly twice: number; readonly lost: number; readonly refused: number; readonly cut: { readonly before: number; readonly after: number }; readonly rounds: number; readonly restarts: number };

/** Every phone makes so many reports, one a round, while its line comes and goes; rounds go on until nothing waits. `random`: of 0 to 1. */
export async function fieldPhones(house: House, { phones, reports, random }: { readonly phones: number; readonly reports: number; readonly random: () => number }): Promise<PhonesWeathered> {
  const { id: operation } = await openJoint(house);
  const token = await house.token('FRA', { permissions: ['operation:report'] });
  const cut = { before: 0, after: 0 };
  const badLine: typeof fetch = async (input, init) => {
    const luck = random();
    if (luck < 0.25) {
      cut.before += 1;
      throw new TypeError('cut off');
    }
    const answer = await fetch(input, init);
    if (luck >= 0.5) return answer;
    // The server has heard, and the phone does not know.
    await answer.arrayBuffer();
    cut.after += 1;
    throw new TypeError('cut off');
  };
  const calls = createCalls({ url: house.url(), token, fetch: badLine, retries: 0 });
  const open = (keeping: Keeping): Promise<ReportQueue> =>
    openReportQueue({ keeping, now: house.clock.now, send: ({ id, operation: of_, content, share }) => calls.call(reportIncident, { params: { id: of_ }, body: { id, content, ...(share !== undefined && { share }) } }) });
  const field = await Promise.all(Array.from({ length: phones }, async () => {
    const keeping = onDisk();
    return { keeping, queue: await open(keeping) };
  }));
  const made: string[] = [];
  let [rounds, waiting, restarts] = [0, 1, 0];
  while (rounds < reports || waiting > 0) {
    const left = await Promise.all(field.map(async (phone, at) => {
      if (rounds < reports) made.push((await phone.queue.add({ operation, content: arrestOf({ note: `phone ${at}, report ${rounds}` }) })).id);
      // Switched off in the middle of sending now and then: what was kept is all there is.
      const sending = phone.queue.send();
      if (random() < 0.1) {
        restarts += 1;
        phone.queue = await open(phone.keeping);
      }
      return await sending;
    }));
    waiting = left.reduce((sum, one) => sum + one, 0);
    rounds += 1;
    if (rounds > reports + 200) break;
  }
  return { ...(await countArrived(house, operation, made)), refused: field.flatMap(({ queue }) => queue.list()).filter(({ state }) => state === 'refused').length, cut, rounds, restarts };
}

async function countArrived(house: House, operation: string, made: readonly string[]): Promise<Pick<PhonesWeathered, 'made' | 'arrived' | 'counted' | 'twice' | 'lost'>> {
  const desk = await of(house, 'FRA');
  const arrived: string[] = [];
  for (let after: string | undefined, isMore = true; isMore; isMore = after !== undefined) {
    const page = await desk.call(searchIncidents, { params: { id: operation }, body: { limit: 100, ...(after !== undefined && { after }) } });
    arrived.push(...page.items.map(({ id }) => id));
    after = page.next;
  }
  const { results: { totals } } = await desk.call(readResults, { params: { id: operation }, query: {} });
  const there = new Set(arrived);
  return { made: made.length, arrived: arrived.length, counted: totals['incidents'] ?? 0, twice: arrived.length - there.size, lost: made.filter((id) => !there.has(id)).length };
}

/** What a phone keeps when it is switched off: copies, as a disk has them. */
function onDisk(): Keeping {
  const disk = new Map<string, string>();
  return {
    all: async () => [...disk.values()].map((text) => JSON.parse(text) as QueuedReport),
    put: async (report) => void disk.set(report.id, JSON.stringify(report)),
    remove: async (id) => void disk.delete(id),
  };
}
