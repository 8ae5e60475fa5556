import type { BLOCK_SCOPES, RecordAnswer, WITHDRAWAL_REASONS } from '@watchword/api/records.ts';
import { CONFIDENTIALITY_LEVELS, type Confidentiality } from '@watchword/api/rights/kinds.ts';
import type { Client } from '@watchword/sdk/client.ts';
import type { Invocation, Run } from '../command.ts';
import { connect } from '../connection.ts';
import { misuse } from '../failures.ts';
import { given, type Flags } from '../flags.ts';
import { confirm } from '../terminal/confirm.ts';
import { print, write } from '../terminal/terminal.ts';
import { WITHDRAWAL_CHOICES } from './commands.ts';
import { readContent } from './fields.ts';
import { historyText, listText, recordText, summaryText } from './record-text.ts';

/** Enters a record. */
export const createRecord: Run = async (invocation) => {
  const { args: [database = '', ...fields], flags, signal } = invocation;
  const { client } = connect(invocation);
  const content = Object.fromEntries(Object.entries(await readContent(database, fields, flags)).filter(([, value]) => value !== null));
  const record = await client.records.create({ database, content, ...frameOf(flags) }, { signal });
  await done(invocation, record, record.review === 'pending' ? 'Entered. Other countries find it after the secretariat has released it.' : 'Entered. Every check finds it from now on.');
};

/** Amends a record with a merge patch. */
export const amendRecord: Run = async (invocation) => {
  const { args: [id = '', ...fields], flags, signal } = invocation;
  const { client } = connect(invocation);
  const record = await client.records.get(id, { signal });
  const content = await readContent(record.database, fields, flags);
  const patch = { ...frameOf(flags), ...(Object.keys(content).length > 0 && { content }), ...(flags.is('verified') && { verified: true as const }) };
  if (Object.keys(patch).length === 0) throw misuse('Say what to amend.', `watchword record amend ${id} name=value`);
  const amended = await client.records.amend({ id, version: flags.count('if-version') ?? record.version }, patch, { signal });
  await done(invocation, amended, amended.version === record.version ? 'Nothing to amend: it says so already.' : amendedText(amended));
};

function amendedText({ review, released }: RecordAnswer): string {
  if (review !== 'pending') return 'Amended.';
  const meanwhile = released === undefined ? 'do not find it' : `go on finding version ${released.version}, which was released`;
  return `Amended. It waits for release; until then other countries' checks ${meanwhile}.`;
}

/** Withdraws a record. */
export const withdrawRecord: Run = async (invocation) => {
  const reason = required(invocation.flags, 'reason', WITHDRAWAL_CHOICES) as (typeof WITHDRAWAL_REASONS)[number];
  await change(invocation, 'Withdraw', 'Withdrawn. It matches nothing from now on and stays in its history.', (client, record, signal) =>
    client.records.withdraw(record, { reason, ...given({ note: invocation.flags.text('note') }) }, { signal }));
};

/** Releases a record on a person. */
export const releaseRecord: Run = async (invocation) => {
  await change(invocation, undefined, "Released. Other countries' checks find it from now on.", (client, record, signal) =>
    client.records.release(record, given({ note: invocation.flags.text('note') }), { signal }));
};

/** Blocks a record on a person. */
export const blockRecord: Run = async (invocation) => {
  const reason = required(invocation.flags, 'reason', 'a sentence that its owner will read');
  const scope = invocation.flags.text('scope') as (typeof BLOCK_SCOPES)[number] | undefined;
  const said = scope === 'amendment' ? "Blocked. Other countries' checks go on finding the version that was released before." : "Blocked. No other country's check finds it.";
  await change(invocation, 'Block', said, (client, record, signal) => client.records.block(record, { reason, ...given({ scope }) }, { signal }));
};

/** Shows a record. */
export const showRecord: Run = async (invocation) => {
  const record = await connect(invocation).client.records.get(invocation.args[0] ?? '', { signal: invocation.signal });
  await print(invocation.terminal, record, () => recordText(record));
};

/** Shows the versions of a record. */
export const showHistory: Run = async (invocation) => {
  const items = await connect(invocation).client.records.history(invocation.args[0] ?? '', { signal: invocation.signal });
  await printEach(invocation, items, historyText);
};

/** Lists one's own records. */
export const listRecords: Run = async (invocation) => {
  const { flags, signal } = invocation;
  const { client } = connect(invocation);
  const query = given({
    database: flags.text('database'), state: flags.text('state') as RecordAnswer['state'] | undefined, reference: flags.text('reference'),
    expiringWithinDays: flags.count('expiring', { least: 1, most: 366 }), limit: pageSize(flags),
  });
  await printList(invocation, client.records.list(query, { signal }));
};

/** Lists records by their review. */
export const listReviews: Run = async (invocation) => {
  const { flags, signal } = invocation;
  const review = flags.text('review') as 'pending' | 'released' | 'blocked' | undefined;
  await printList(invocation, connect(invocation).client.records.reviews({ ...given({ review, limit: pageSize(flags) }) }, { signal }));
};

/** Prints a file to fill in. */
export const printTemplate: Run = async (invocation) => {
  const format = invocation.flags.text('format') === 'ndjson' ? 'ndjson' : 'csv';
  const template = await connect(invocation).client.databases.template(invocation.args[0] ?? '', { format }, { signal: invocation.signal });
  await write(await template.text());
};

function frameOf(flags: Flags): { reference?: string; expiresOn?: string; hiddenFrom?: string[]; hiddenFromFrontLine?: boolean; hidingAuthority?: string; confidentiality?: Confidentiality } {
  const codes = flags.list('hidden-from').map((code) => code.toUpperCase());
  const hiddenFrom = codes.filter((code) => code !== 'NOBODY');
  if (hiddenFrom.length > 0 && hiddenFrom.length < codes.length) throw misuse('--hidden-from takes countries, or nobody, and not both.');
  return {
    ...given({ reference: flags.text('reference'), expiresOn: flags.text('expires') }),
    ...(codes.length > 0 && { hiddenFrom }),
    ...(flags.is('shown-to-front-line') ? { hiddenFromFrontLine: false } : flags.is('hidden-from-front-line') && { hiddenFromFrontLine: true }),
    ...given({ hidingAuthority: flags.text('authority'), confidentiality: CONFIDENTIALITY_LEVELS.find((level) => level === flags.text('confidentiality')) }),
  };
}

type Change = (client: Client, record: { id: string; version: number }, signal: AbortSignal) => Promise<RecordAnswer>;

/** Reads the record, asks the person at the terminal when the step cannot be taken back, and takes it. */
async function change(invocation: Invocation, verb: string | undefined, said: string, step: Change): Promise<void> {
  const { args: [id = ''], flags, signal } = invocation;
  const { client } = connect(invocation);
  const record = await client.records.get(id, { signal });
  if (verb !== undefined) await confirm(invocation, `${verb} ${summaryText(record)} (${record.database}, ${record.reference ?? record.id})?`);
  await done(invocation, await step(client, { id, version: flags.count('if-version') ?? record.version }, signal), said);
}

async function done({ terminal }: Invocation, record: RecordAnswer, said: string): Promise<void> {
  await print(terminal, record, () => recordText(record));
  terminal.say(said);
}

/** As many as one page gives at once, when fewer are wanted. */
function pageSize(flags: Flags): number {
  return flags.is('all') ? 200 : Math.min(wanted(flags), 200);
}

function wanted(flags: Flags): number {
  return flags.is('all') ? Number.POSITIVE_INFINITY : (flags.count('limit', { least: 1 }) ?? 50);
}

async function printList(invocation: Invocation, records: AsyncIterable<RecordAnswer>): Promise<void> {
  const { terminal, flags } = invocation;
  const most = wanted(flags);
  const items: RecordAnswer[] = [];
  let count = 0;
  let more = false;
  for await (const record of records) {
    more = count === most;
    if (more) break;
    count++;
    if (terminal.format === 'ndjson') await terminal.out(JSON.stringify(record));
    else items.push(record);
  }
  if (terminal.format === 'json') await terminal.out(JSON.stringify({ items }, null, 2));
  if (terminal.format === 'text') for (const line of listText(items)) await terminal.out(line);
  terminal.say(`${count} ${count === 1 ? 'record' : 'records'}${more ? '; there are more: --all, or --limit COUNT' : ''}`);
}

async function printEach<Item>({ terminal }: Invocation, items: readonly Item[], text: (items: readonly Item[]) => string[]): Promise<void> {
  if (terminal.format === 'ndjson') for (const item of items) await terminal.out(JSON.stringify(item));
  else await print(terminal, { items }, () => text(items));
}

function required(flags: Flags, name: string, choices: string): string {
  const value = flags.text(name);
  if (value === undefined) throw misuse(`--${name} is missing.`, `add --${name} with ${choices}`);
  return value;
}
