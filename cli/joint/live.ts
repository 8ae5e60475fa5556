import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { exportJoint, freezeResults, listFrozen, readResults, signOff } from '@watchword/api/joint/counting.ts';
import { getIncident, getJoint, listIncidents, listJoint, reportIncidents } from '@watchword/api/joint/operations.ts';
import type { JointOperation } from '@watchword/api/joint/plans.ts';
import { RESULT_STATES } from '@watchword/api/joint/words.ts';
import type { Client } from '@watchword/sdk/client.ts';
import type { Invocation, Run } from '../command.ts';
import { connect } from '../connection.ts';
import { EXIT } from '../exit-codes.ts';
import { CommandFailure, misuse } from '../failures.ts';
import { given } from '../flags.ts';
import { saveTo } from '../loads/save.ts';
import { confirm } from '../terminal/confirm.ts';
import { alignRows } from '../terminal/table.ts';
import { print, write } from '../terminal/terminal.ts';
import { totalsText } from './totals-text.ts';

/** Reports that are sent at once. */
const BATCH = 200;

/** The operations that you take part in. */
export const list: Run = async (invocation) => {
  const { items } = await connect(invocation).client.call(listJoint, undefined, { signal: invocation.signal });
  await print(invocation.terminal, { items }, () => (items.length === 0 ? ['You take part in none.'] : alignRows([['operation', 'name', 'days', 'stands', 'you', 'countries'], ...items.map(({ plan, state, you, members }) => [plan.code, plan.name, `${plan.from} to ${plan.to}`, state, `${you.role}, ${you.state}`, String(members.filter((member) => member.role !== 'partner' && member.state === 'accepted').length)])])));
};

/** One of them. */
export const show: Run = async (invocation) => {
  const { client, operation: { id } } = await findOperation(invocation);
  const operation = await client.call(getJoint, { params: { id } }, { signal: invocation.signal });
  const { plan, you, members, state } = operation;
  await print(invocation.terminal, operation, () => [
    ...alignRows([['operation', `${plan.code}, ${plan.name}`], ['id', id], ['days', `${plan.from} to ${plan.to}, ${plan.days}`], ['stands', state], ['coordinator', operation.coordinator], ['you', `${you.role}, ${you.state}`], ['you share', you.shares === undefined ? 'nothing' : `counts with ${you.shares.counts}, reports with ${you.shares.incidents}`]]),
    '', ...alignRows([['country', 'role', 'state', 'last report'], ...members.map((member) => [member.organisation, member.role, member.state, member.lastReportAt ?? ''])]),
  ]);
};

/** Live results, or those that are frozen. */
export const results: Run = async (invocation) => {
  const { client, operation: { id, plan } } = await findOperation(invocation);
  const { flags, signal, terminal } = invocation;
  if (flags.is('frozen')) {
    const { items } = await client.call(listFrozen, { params: { id } }, { signal });
    return await print(terminal, { items }, () => items.flatMap(({ edition, state, cutOff, hash, results: frozen }) => [`${plan.code}, edition ${edition}, ${state}, cut-off ${cutOff}, ${hash}`, ...totalsText(frozen), '']));
  }
  const answer = await client.call(readResults, { params: { id }, query: given({ cutOff: flags.text('cut-off') }) }, { signal });
  await print(terminal, answer, () => [`${plan.code}, preliminary, ${answer.results.cutOff}, counted: ${answer.countries.join(' ')}`, ...totalsText(answer.results), '', ...alignRows(answer.signatures.map(({ country, state, at }) => [country, state, at ?? '']))]);
};

/** Incidents, those behind a number, one with its history, or a file of them that is reported. */
export const incident: Run = async (invocation) => {
  const { args: [, one], flags, signal, terminal } = invocation;
  if (flags.is('columns')) return await (await import('./report-rows.ts')).listColumns(invocation);
  const { client, operation } = await findOperation(invocation);
  const { id } = operation;
  const file = flags.text('report');
  if (file !== undefined) return /\.csv$/iu.test(file) ? await (await import('./report-rows.ts')).reportCsv(invocation, client, { operation, file }) : await report(invocation, client, { id, file });
  if (one !== undefined) {
    const found = await client.call(getIncident, { params: { id, incident: one } }, { signal });
    return await print(terminal, found, () => [JSON.stringify(found, undefined, 2)]);
  }
  const query = given({ measure: flags.text('measure'), country: flags.text('country'), day: flags.text('day'), nationality: flags.text('nationality'), after: flags.text('after'), limit: flags.count('limit', { least: 1, most: 200 }) });
  const page = await client.call(listIncidents, { params: { id }, query: query as never }, { signal });
  await print(terminal, page, () => [
    ...alignRows(page.items.map(({ id: of, country, version, content: { kind, at, place, persons = [] } }) => [of, country, at, kind, place.name, `${persons.reduce((sum, { count = 1 }) => sum + count, 0)} persons`, version > 1 ? `version ${version}` : ''])),
    `${page.total} reports${page.withheld.length === 0 ? '' : `; not shown to you: ${page.withheld.map(({ country, reports }) => `${country} ${reports}`).join(', ')}`}`,
  ]);
};

/** NDJSON, one incident a line: its content, or `{ id, content }`. */
async function report({ signal, terminal }: Invocation, client: Client, { id, file }: { id: string; file: string }): Promise<number> {
  const sum = { taken: 0, known: 0, rejected: [] as { line: number; errors: readonly { pointer: string; code: string; detail: string }[] }[] };
  let batch: { line: number; item: { id?: string; content: unknown } }[] = [];
  const send = async (): Promise<void> => {
    if (batch.length === 0) return;
    const { taken, known, rejected } = await client.call(reportIncidents, { params: { id }, body: { items: batch.map(({ item }) => item) } }, { signal });
    sum.taken += taken;
    sum.known += known;
    sum.rejected.push(...rejected.map(({ item, errors }) => ({ line: batch[item]?.line ?? 0, errors })));
    batch = [];
  };
  let line = 0;
  for await (const text of createInterface({ input: file === '-' ? process.stdin : createReadStream(file), crlfDelay: Infinity })) {
    line += 1;
    if (text.trim() === '') continue;
    const read = parse(text);
    if (read === undefined) sum.rejected.push({ line, errors: [{ pointer: '', code: 'json', detail: 'This is no JSON object.' }] });
    else batch.push({ line, item: 'content' in read ? { ...(typeof read['id'] === 'string' && { id: read['id'] }), content: read['content'] } : { content: read } });
    if (batch.length === BATCH) await send();
  }
  await send();
  await print(terminal, sum, () => [`${sum.taken} taken, ${sum.known} known already, ${sum.rejected.length} rejected`, ...sum.rejected.flatMap((one) => one.errors.map(({ pointer, detail }) => `line ${one.line} ${pointer}: ${detail}`))]);
  return sum.rejected.length > 0 ? EXIT.partial : EXIT.ok;
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Signs the figures of your country. */
export const sign: Run = async (invocation) => {
  const { client, operation: { id, plan } } = await findOperation(invocation);
  const cutOff = cutOffOf(invocation);
  await confirm(invocation, `Sign the figures of your country in ${plan.code} as known at ${cutOff}? All who take part will see them.`);
  const signed = await client.call(signOff, { params: { id }, body: { cutOff } }, { signal: invocation.signal });
  await print(invocation.terminal, signed, () => [`Signed: ${signed.figures}`, ...alignRows(Object.entries(signed.counts).map(([measure, value]) => [measure, String(value)]))]);
};

/** Freezes results. */
export const freeze: Run = async (invocation) => {
  const { client, operation: { id, plan } } = await findOperation(invocation);
  const state = RESULT_STATES.find((one) => one === (invocation.flags.text('state') ?? 'preliminary')) ?? 'preliminary';
  const cutOff = cutOffOf(invocation);
  await confirm(invocation, `Freeze ${state} results of ${plan.code} as known at ${cutOff}?`);
  const frozen = await client.call(freezeResults, { params: { id }, body: { state, cutOff } }, { signal: invocation.signal });
  await print(invocation.terminal, frozen, () => [`Edition ${frozen.edition}, ${frozen.state}: ${frozen.hash}`, ...totalsText(frozen.results)]);
};

/** Saves the file of frozen results. */
export const save: Run = async (invocation) => {
  const { client, operation: { id } } = await findOperation(invocation);
  const { flags, terminal } = invocation;
  const { chunks } = await client.download(exportJoint, { params: { id }, query: { edition: flags.count('edition', { least: 1 }) ?? 1 } });
  const file = flags.text('out');
  if (file !== undefined && file !== '-') {
    await saveTo(file, chunks());
    terminal.say('Saved. Count it again: watchword operation recount FILE');
    return;
  }
  for await (const chunk of chunks()) await write(chunk);
};

function cutOffOf({ flags }: Invocation): string {
  const text = flags.text('cut-off');
  if (text === undefined || Number.isNaN(Date.parse(text))) throw misuse('Give --cut-off: a moment in UTC, such as 2026-11-18T18:00:00Z.');
  return new Date(Date.parse(text)).toISOString();
}

/** The operation that is named by its code or its id. */
export async function findOperation(invocation: Invocation): Promise<{ client: Client; operation: JointOperation }> {
  const { client } = connect(invocation);
  const named = invocation.args[0] ?? '';
  const { items } = await client.call(listJoint, undefined, { signal: invocation.signal });
  const operation = items.find(({ id, plan }) => id === named || plan.code === named.toUpperCase());
  if (operation === undefined) throw new CommandFailure(EXIT.notFound, 'You take part in no joint operation of this code.');
  return { client, operation };
}
