import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dayOfMs } from '@watchword/api/dates.ts';
import type { Hub } from '../app.ts';
import type { Clock } from '../clock.ts';
import { drawPortraits, isPortrayed, type Portraits } from './portraits/portraits.ts';
import type { WorldSlice } from './slices.ts';
import { makeWorld, WORLD } from './world.ts';
import type { WorldRecord } from './world-record.ts';

export type Filling = { readonly hub: Hub; readonly data: string; readonly clock: Clock; readonly progress: (progress: { what: string; done: number }) => void };

/** Large, because each commit writes every page of the key index that it touched; nobody else is waiting. */
const SLICE = 4000;
const IN_FLIGHT = 3;

/** Fills the demo world when it is not full: at the first start, or after one that was cut off. Says whether it did. */
export async function fillWorld({ hub, data, clock, progress }: Filling): Promise<boolean> {
  const mark = join(data, 'filled');
  if (await stat(mark).then(() => true, () => false)) return false;
  progress({ what: 'Filling the demo world', done: 0 });
  const at = clock.now();
  const again = (await hub.store.read.lastRow()) > 0;
  const total = Object.values(WORLD).reduce((sum, count) => sum + count, 0);
  await hub.filter.reserve(total * 3);
  let done = 0;
  const underWay = new Set<Promise<void>>();
  const portrayed: WorldRecord[] = [];
  for (const slice of slicesOf(makeWorld(dayOfMs(at)))) {
    const write = hub.writer.run('demo.fill', { ...slice, at, again } satisfies WorldSlice as never).then(async ({ changes }) => {
      if (changes !== undefined) await hub.filter.follow(changes.last);
      done += slice.records.length;
      progress({ what: 'Filling the demo world', done: Math.min(1, done / total) });
    });
    portrayed.push(...slice.records.filter(isPortrayed));
    underWay.add(write);
    void write.finally(() => underWay.delete(write)).catch(() => undefined);
    if (underWay.size >= IN_FLIGHT) await Promise.race(underWay);
  }
  await Promise.all(underWay);
  await portray({ hub, at, portrayed });
  await hub.filter.settled();
  await hub.filter.save();
  await writeFile(mark, '');
  return true;
}

/** Draws portraits and puts them on their records. */
async function portray({ hub, at, portrayed }: { hub: Hub; at: number; portrayed: readonly WorldRecord[] }): Promise<void> {
  const portraits: Portraits[] = [];
  for (const record of portrayed) portraits.push(await drawPortraits(record, dayOfMs(at)));
  const { changes } = await hub.writer.run('demo.portraits', { portraits, at } as never);
  if (changes !== undefined) await hub.filter.follow(changes.last);
}

type Portion = { database: string; records: WorldRecord[]; item: number };

/** Portions of one database each, numbered within it. */
function* slicesOf(world: Iterable<WorldRecord>): Generator<Portion> {
  const open = new Map<string, Portion>();
  for (const record of world) {
    const portion = open.get(record.database) ?? { database: record.database, records: [], item: 0 };
    open.set(record.database, portion);
    portion.records.push(record);
    if (portion.records.length < SLICE) continue;
    yield portion;
    open.set(record.database, { database: record.database, records: [], item: portion.item + 1 });
  }
  for (const portion of open.values()) if (portion.records.length > 0) yield portion;
}
