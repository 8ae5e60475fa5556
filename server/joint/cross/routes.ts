/** What is asked of the cross-check. */
import { fail } from '@watchword/api/errors.ts';
import { idBytes, idFromBytes, type Id } from '@watchword/api/ids.ts';
import { decideDuplicate, getLink, listDuplicates, listJointHits, listLinks, readCrossCheck, releaseLink, runCrossCheck, type CrossLink, type Duplicate } from '@watchword/api/joint/cross.ts';
import { jointRead } from '#audit/audit.ts';
import type { Asker } from '#door/calls.ts';
import { onRead, onWrite, type Implementation } from '#door/implement.ts';
import { findHit, listByCheck, listSides } from '#hits/hits.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { Read } from '#store/store.ts';
import { countsSeen, getMine, requireRole, type Mine } from '../access.ts';
import { listVersions } from '../queries.ts';
import { presentCrossCheck } from './checked.ts';
import { presentDuplicate, presentLink, sideOf } from './present.ts';
import { findDuplicate, findLinked, listDuplicatesOf, listLinkedOf } from './queries.ts';
import { listFound, listTallies } from './tally-queries.ts';

/** All of them. */
export function crossRoutes(read: Read): Implementation[] {
  return [
    onRead(listLinks, async ({ asker, input: { params, query } }) => {
      const mine = await getReporter(read, asker, params.id);
      const answer = await listSome(query, async (before, limit) => {
        const rows = await listLinkedOf(read, { operation: mine.operation.id, organisation: mine.me.organisation, before, limit });
        return await Promise.all(rows.map(async (linked) => ({ id: linked.link.id, item: await presentLink(read, linked, mine) })));
      }, { cursor: idBytesOf('lnk', query.after), isWanted: (item: CrossLink) => (query.awaits === undefined || item.awaits === query.awaits) && (query.incident === undefined || item.mine.some(({ incident }) => incident === query.incident)) });
      const page = { items: answer.items, ...(answer.next !== undefined && { next: idFromBytes('lnk', answer.next) }) };
      return { answer: page, entry: (response) => jointRead(asker, { subject: params.id, what: 'links', count: page.items.length, response }) };
    }),
    onRead(getLink, async ({ asker, input: { params } }) => {
      const mine = await getReporter(read, asker, params.id);
      const linked = await findLinked(read, idBytes(params.link as Id<'lnk'>));
      if (linked === undefined || sideOf(linked, mine) === undefined) throw fail('joint.link-not-found');
      return { answer: await presentLink(read, linked, mine), entry: (response) => jointRead(asker, { subject: params.link, what: 'link', count: 1, response }) };
    }),
    onRead(listDuplicates, async ({ asker, input: { params, query } }) => {
      const mine = await getReporter(read, asker, params.id);
      if (query.after !== undefined && (await findDuplicate(read, idBytes(query.after as Id<'dup'>))) === undefined) throw fail('request.cursor');
      const answer = await listSome(query, async (before, limit) => {
        const rows = await listDuplicatesOf(read, { operation: mine.operation.id, organisation: mine.me.organisation, before, limit });
        return await Promise.all(rows.map(async (row) => ({ id: row.id, item: await presentDuplicate(read, row, mine) })));
      }, { cursor: idBytesOf('dup', query.after), isWanted: (item: Duplicate) => query.state === undefined || item.state === query.state });
      const page = { items: answer.items, ...(answer.next !== undefined && { next: idFromBytes('dup', answer.next) }) };
      return { answer: page, entry: (response) => jointRead(asker, { subject: params.id, what: 'duplicates', count: page.items.length, response }) };
    }),
    onRead(readCrossCheck, async ({ asker, input: { params } }) => {
      const mine = await getReporter(read, asker, params.id);
      const [row] = await listVersions(read, mine.operation.id, idBytes(params.incident as Id<'inc'>));
      if (row === undefined || row.organisation !== asker.number) throw fail('incident.not-found');
      const answer = await presentCrossCheck(read, mine, row);
      return { answer, entry: (response) => jointRead(asker, { subject: params.incident, what: 'cross-check', count: answer.entities.length, response }) };
    }),
    onRead(listJointHits, async ({ asker, at, input: { params, query: { limit = 50 } } }) => {
      const mine = await getReporter(read, asker, params.id);
      const seen = new Set(countsSeen(mine.members, mine.me));
      const counts = new Map<string, { country: string; checks: number; hits: number }>();
      for (const { country, checks, hits } of await listTallies(read, mine.operation.id, { until: at, isLive: true })) {
        if (!seen.has(country)) continue;
        const one = counts.get(country) ?? { country, checks: 0, hits: 0 };
        counts.set(country, { country, checks: one.checks + checks, hits: one.hits + hits });
      }
      const items = await hitsOf(read, mine, limit);
      return { answer: { items, counts: [...counts.values()] }, entry: (response) => jointRead(asker, { subject: params.id, what: 'hits', count: items.length, response }) };
    }),
    ...[releaseLink, decideDuplicate, runCrossCheck].map((operation) => onWrite(operation)),
  ];
}

/** The operation, for whoever reports in it: a partner sees no link, no report and no hit. @throws `joint.role` */
async function getReporter(read: Read, asker: Asker, id: string): Promise<Mine> {
  const mine = await getMine(read, asker, id);
  requireRole(mine, 'coordinator', 'participant');
  return mine;
}

function idBytesOf(prefix: 'lnk' | 'dup', id: string | undefined): Uint8Array | undefined {
  return id === undefined ? undefined : idBytes(id as Id<typeof prefix>);
}

type Page<Item> = { readonly items: Item[]; readonly next?: Uint8Array };

/** As many as are wanted, page by page. */
async function listSome<Item>({ limit = 50 }: { limit?: number }, list: (before: Uint8Array | undefined, limit: number) => Promise<{ id: Uint8Array; item: Item | undefined }[]>, { cursor, isWanted }: { cursor: Uint8Array | undefined; isWanted: (item: Item) => boolean }): Promise<Page<Item>> {
  const items: Item[] = [];
  let before = cursor;
  for (;;) {
    const rows = await list(before, limit);
    for (const { id, item } of rows) {
      if (item === undefined || !isWanted(item)) {
        before = id;
        continue;
      }
      // One more is there: the page ends before it.
      if (items.length === limit) return { items, ...(before !== undefined && { next: before }) };
      items.push(item);
      before = id;
    }
    if (rows.length < limit) return { items };
  }
}

type HitItem = { hit: string; at: string; side: 'own' | 'finder' | 'owner'; with?: string; kind: string; state: string };

/** How many checks are looked at for one page: most are of others. */
const MOST_FOUND = 2000;

/** Hits of checks under the code of which the viewer has a side; of all others nothing is there. */
async function hitsOf(read: Read, { operation, me }: Mine, limit: number): Promise<HitItem[]> {
  const found = new Map<string, HitItem>();
  for (const { check_id: check } of await listFound(read, operation.id, MOST_FOUND)) {
    if (found.size >= limit) break;
    for (const { hit: id, at, discreet } of await listByCheck(read, check)) {
      const name = idFromBytes('hit', id);
      const side = (await listSides(read, id)).find(({ organisation }) => organisation === me.organisation)?.side as HitItem['side'] | undefined;
      const hit = side === undefined || discreet === 1 || found.has(name) ? undefined : await findHit(read, id);
      if (side === undefined || hit === undefined || !['own', 'finder', 'owner'].includes(side)) continue;
      found.set(name, { hit: name, at: new Date(Number(at)).toISOString(), side, kind: hit.kind, state: hit.state, ...(side !== 'own' && { with: organisationCode(side === 'finder' ? hit.owner : hit.finder) }) });
    }
  }
  return [...found.values()];
}
