/** The operations of networks, charts and money. */
import { fail } from '@watchword/api/errors.ts';
import { idBytes, type Id } from '@watchword/api/ids.ts';
import { createChart, getChart, listCharts, removeChart, saveChart, type ChartContent } from '@watchword/api/joint/charts.ts';
import { readMoney } from '@watchword/api/joint/money.ts';
import { expandEntity, findEntities, findPath, listFacilitators, measureNetwork, MOST_SHOWN, readNetwork } from '@watchword/api/joint/network.ts';
import { jointActed, jointRead } from '#audit/audit.ts';
import type { Asker } from '#door/calls.ts';
import { onRead, onWrite, type Implementation } from '#door/implement.ts';
import type { Ask, Read } from '#store/store.ts';
import { countsSeen, getMine, readsIncident, requireRole, type Mine } from '../access.ts';
import type { COUNTING_QUESTIONS } from '../counting.ts';
import { opensChart, presentChart, presentHead } from './chart-present.ts';
import { listChartRows, listChartVersions } from './queries.ts';
import type { NETWORK_QUESTIONS } from './questions.ts';

/** `ask`: builds graphs and counts beside the requests. */
export type NetworkParts = { readonly read: Read; readonly ask: Ask<typeof NETWORK_QUESTIONS & typeof COUNTING_QUESTIONS> };

/** All of them. Partners see no report, and so no network. */
export function networkRoutes(parts: NetworkParts): Implementation[] {
  return [...lookRoutes(parts), ...measureRoutes(parts), ...chartRoutes(parts), ...moneyRoutes(parts), onWrite(createChart), onWrite(saveChart), onWrite(removeChart)];
}

async function open(read: Read, asker: Asker, operation: string): Promise<{ mine: Mine; viewing: { operation: string; organisation: number } }> {
  const mine = await getMine(read, asker, operation);
  requireRole(mine, 'coordinator', 'participant');
  return { mine, viewing: { operation, organisation: mine.me.organisation } };
}

function lookRoutes({ read, ask }: NetworkParts): Implementation[] {
  return [
    onRead(readNetwork, async ({ asker, input: { params, body: { entities, filter, limit = MOST_SHOWN, taken } } }) => {
      const { viewing } = await open(read, asker, params.id);
      const answer = await ask('network.read', { ...viewing, entities, filter, limit });
      return { answer, entry: (response) => (taken === undefined ? jointRead(asker, { subject: params.id, what: 'network', count: answer.entities.length, response }) : jointActed(asker, { operation: params.id, act: `export network ${taken}`, count: answer.entities.length })) };
    }),
    onRead(findEntities, async ({ asker, input: { params, body: { text, kinds, limit = 20 } } }) => {
      const { viewing } = await open(read, asker, params.id);
      const answer = await ask('network.find', { ...viewing, text, limit, ...(kinds !== undefined && { filter: { kinds } }) });
      return { answer, entry: (response) => jointRead(asker, { subject: params.id, what: 'network search', count: answer.items.length, response }) };
    }),
    onRead(expandEntity, async ({ asker, input: { params, body: { entity, hops = 1, filter, known = [], limit = MOST_SHOWN } } }) => {
      const { viewing } = await open(read, asker, params.id);
      const answer = await ask('network.expand', { ...viewing, entity, hops, filter, known, limit });
      if (answer === undefined) throw fail('network.entity-not-found');
      return { answer, entry: (response) => jointRead(asker, { subject: params.id, what: 'network expansion', count: answer.entities.length, response }) };
    }),
    onRead(findPath, async ({ asker, input: { params, body: { from, to, filter } } }) => {
      const { viewing } = await open(read, asker, params.id);
      const answer = await ask('network.path', { ...viewing, from, to, filter });
      if (answer === undefined) throw fail('network.entity-not-found');
      return { answer, entry: (response) => jointRead(asker, { subject: params.id, what: 'network path', count: answer.entities.length, response }) };
    }),
  ];
}

function measureRoutes({ read, ask }: NetworkParts): Implementation[] {
  return [
    onRead(measureNetwork, async ({ asker, input: { params, body: { entities, filter } } }) => {
      const { viewing } = await open(read, asker, params.id);
      const answer = await ask('network.measures', { ...viewing, entities, filter });
      return { answer, entry: (response) => jointRead(asker, { subject: params.id, what: 'network measures', count: answer.items.length, response }) };
    }),
    onRead(listFacilitators, async ({ asker, input: { params } }) => {
      const { viewing } = await open(read, asker, params.id);
      const answer = await ask('network.facilitators', viewing);
      return { answer, entry: (response) => jointRead(asker, { subject: params.id, what: 'facilitators', count: answer.items.length, response }) };
    }),
  ];
}

function chartRoutes({ read, ask }: NetworkParts): Implementation[] {
  return [
    onRead(listCharts, async ({ asker, input: { params } }) => {
      const { mine } = await open(read, asker, params.id);
      const rows = await listChartRows(read, mine.operation.id);
      const last = rows.filter(({ id }, at) => at === 0 || !isSame(rows[at - 1]?.id, id));
      const items = last.filter((row) => opensChart(mine, row)).map((row) => presentHead(row, asker.number));
      return { answer: { items }, entry: (response) => jointRead(asker, { subject: params.id, what: 'charts', count: items.length, response }) };
    }),
    onRead(getChart, async ({ asker, input: { params, query } }) => {
      const { mine, viewing } = await open(read, asker, params.id);
      const versions = await listChartVersions(read, mine.operation.id, idBytes(params.chart as Id<'cht'>));
      const [last] = versions;
      const row = query.version === undefined ? last : versions.find(({ version }) => version === query.version);
      // Others open what stands; how it came to stand is its organisation's own.
      if (last === undefined || row === undefined || !opensChart(mine, last) || (row !== last && row.organisation !== asker.number)) throw fail('chart.not-found');
      const content = JSON.parse(row.content) as ChartContent;
      const shown = row.organisation === asker.number ? content : await ask('network.chart', { ...viewing, content });
      return { answer: presentChart({ row, versions, content: shown, viewer: asker.number }), entry: (response) => jointRead(asker, { subject: params.chart, what: 'chart', count: shown.nodes.length, response }) };
    }),
  ];
}

function moneyRoutes({ read, ask }: NetworkParts): Implementation[] {
  return [
    onRead(readMoney, async ({ asker, at, input: { params, query: { taken } } }) => {
      const { mine, viewing } = await open(read, asker, params.id);
      const asked = { operation: params.id, countries: countsSeen(mine.members, mine.me), cutOff: new Date(at).toISOString(), isLive: true };
      const [seen, { results: { totals } }, ...behind] = await Promise.all([
        ask('network.money', viewing), ask('joint.results', asked),
        ...(['accounts-frozen', 'accounts-asked', 'usd'] as const).map((measure) => ask('joint.behind', { ...asked, measure })),
      ]);
      const reports = new Map(behind.flat().map((one) => [one.incident, one]));
      const withheld = Map.groupBy([...reports.values()].filter((one) => !readsIncident(mine, one)), ({ country }) => country);
      const { handlingCode } = JSON.parse(mine.operation.plan) as { handlingCode?: string };
      const answer = {
        ...seen, results: { 'accounts-frozen': totals['accounts-frozen'] ?? 0, 'accounts-asked': totals['accounts-asked'] ?? 0, transactions: totals['transactions'] ?? 0, usd: totals['usd'] ?? 0 },
        withheld: [...withheld].map(([country, of]) => ({ country, reports: of.length })).toSorted((one, other) => (one.country < other.country ? -1 : 1)), ...(handlingCode !== undefined && { handling: handlingCode }),
      };
      const count = answer.transactions.length;
      return { answer, entry: (response) => (taken === true ? jointActed(asker, { operation: params.id, act: 'export money', count }) : jointRead(asker, { subject: params.id, what: 'money', count, response })) };
    }),
  ];
}

function isSame(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one !== undefined && Buffer.compare(one, other) === 0;
}
