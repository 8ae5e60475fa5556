/** Keeping charts. */
import { fail } from '@watchword/api/errors.ts';
import { idBytes, newId, type Id } from '@watchword/api/ids.ts';
import { createChart, removeChart, saveChart, type ChartContent } from '@watchword/api/joint/charts.ts';
import { jointActed } from '#audit/audit.ts';
import type { Asker } from '#door/calls.ts';
import { writeOf, type WriteHandlers } from '#door/implement.ts';
import type { JointChartTable } from '#store/joint-tables.ts';
import type { Write } from '#store/store.ts';
import { getMine, requireRole, type Mine } from '../access.ts';
import { presentChart } from './chart-present.ts';
import { deleteChart, insertChart, listChartVersions } from './queries.ts';

export const CHART_WRITES: WriteHandlers = {
  ...writeOf(createChart, async (tx, { asker, at, input: { params, body: { title, share = 'nobody', content } } }) => {
    const mine = await openFor(tx, asker, params.id);
    requireWhole(content);
    const id = newId('cht', at);
    const row: JointChartTable = { operation: mine.operation.id, id: idBytes(id), version: 1, organisation: mine.me.organisation, actor: asker.actor, at, share, title, content: JSON.stringify(content) };
    await insertChart(tx, row);
    await tx.appendChange({ at, kind: 'joint.charted' });
    return { answer: presentChart({ row, versions: [row], content, viewer: asker.number }), entry: jointActed(asker, { operation: params.id, subject: id, act: `chart ${share}`, count: content.nodes.length }) };
  }),
  ...writeOf(saveChart, async (tx, { asker, at, version, input: { params, body: { title, share, content } } }) => {
    const mine = await openFor(tx, asker, params.id);
    requireWhole(content);
    const versions = await ownChart(tx, mine, params.chart);
    const [last] = versions;
    if (last.version !== version) throw fail('chart.version-conflict', { currentVersion: last.version });
    const row: JointChartTable = { ...last, version: last.version + 1, actor: asker.actor, at, share: share ?? last.share, title, content: JSON.stringify(content) };
    await insertChart(tx, row);
    await tx.appendChange({ at, kind: 'joint.charted' });
    return { answer: presentChart({ row, versions: [row, ...versions], content, viewer: asker.number }), entry: jointActed(asker, { operation: params.id, subject: params.chart, act: `chart ${row.share}`, count: content.nodes.length }) };
  }),
  ...writeOf(removeChart, async (tx, { asker, at, input: { params } }) => {
    const mine = await openFor(tx, asker, params.id);
    const [last] = await ownChart(tx, mine, params.chart);
    await deleteChart(tx, mine.operation.id, last.id);
    await tx.appendChange({ at, kind: 'joint.charted' });
    return { answer: { removed: true }, entry: jointActed(asker, { operation: params.id, subject: params.chart, act: 'chart remove' }) };
  }),
};

async function openFor(tx: Write, asker: Asker, id: string): Promise<Mine> {
  const mine = await getMine(tx, asker, id);
  requireRole(mine, 'coordinator', 'participant');
  return mine;
}

/** Every version, the last first. @throws `chart.not-found` for those of others */
async function ownChart(tx: Write, { operation, me }: Mine, id: string): Promise<[JointChartTable, ...JointChartTable[]]> {
  const [last, ...others] = await listChartVersions(tx, operation.id, idBytes(id as Id<'cht'>));
  if (last === undefined || last.organisation !== me.organisation) throw fail('chart.not-found');
  return [last, ...others];
}

/** What a chart adds by itself is on it once, and its links are between what is on it. @throws `request.invalid` */
function requireWhole({ nodes, added = [], links = [], merges = [] }: ChartContent): void {
  const own = new Set(added.map(({ id }) => id));
  const there = new Set([...nodes.map(({ id }) => id), ...own, ...merges.flatMap(({ members }) => members)]);
  const wrong = links.findIndex(({ from, to }) => !there.has(from) || !there.has(to));
  if (own.size !== added.length) throw fail('request.invalid', { errors: [{ pointer: '/content/added', code: 'once', detail: 'Two of them have the same id.' }] });
  if (wrong >= 0) throw fail('request.invalid', { errors: [{ pointer: `/content/links/${wrong}`, code: 'ends', detail: 'One of its ends is not on the chart.' }] });
}
