import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import type { REQUEST_OUTCOMES, RequestAnswer, RequestStanding, RequestSummary } from '@watchword/api/requests.ts';
import type { Client } from '@watchword/sdk/client.ts';
import type { Invocation, Run } from '../command.ts';
import { connect } from '../connection.ts';
import { misuse } from '../failures.ts';
import { given, type Flags } from '../flags.ts';
import { confirm } from '../terminal/confirm.ts';
import { alignRows } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';

type Step = (client: Client, of: { id: string; version: number }, options: { signal: AbortSignal }) => Promise<RequestStanding>;
type Received = Parameters<Client['requests']['receive']>[0];

/** Receives a request that lies in a file. */
export const receiveRequest: Run = async (invocation) => {
  const { flags, signal } = invocation;
  const file = required(flags, 'file', 'the request as JSON, or - for stdin');
  const [text, identity] = [await readText(file), flags.text('identity')];
  const request = parse(text, file);
  const digest = identity === undefined ? undefined : createHash('sha256').update(await readFile(identity)).digest('hex');
  const body = { ...request, ...(digest !== undefined && { evidence: { ...request.evidence, digest } }) };
  const standing = await connect(invocation).client.requests.receive(body, { signal });
  await print(invocation.terminal, standing, () => [`Received: ${standing.id}. No bureau is told of it.`]);
};

/** A page of requests. */
export const listRequests: Run = async (invocation) => {
  const { flags, signal, terminal } = invocation;
  const query = given({ state: flags.text('state'), kind: flags.text('kind'), limit: flags.count('limit', { least: 1, most: 200 }), overdue: flags.is('overdue') ? true : undefined });
  const page = await connect(invocation).client.requests.list(query as never, { signal });
  await print(terminal, page, () => (page.items.length === 0 ? ['There are no such requests.'] : alignRows([['request', 'asks for', 'person', 'stands', 'clock'], ...page.items.map(lineOf)])));
};

function lineOf({ id, kind, person, state, clock }: RequestSummary): string[] {
  return [id, kind, person, state, clockText(clock)];
}

function clockText(clock: RequestStanding['clock']): string {
  if (clock === undefined) return '';
  return clock.overdue ? `OVERDUE by ${-clock.daysLeft} days (${clock.dueOn})` : `${clock.daysLeft} days left (${clock.dueOn}${clock.extended ? ', extended' : ''})`;
}

/** All of a request. */
export const showRequest: Run = async (invocation) => {
  const request = await connect(invocation).client.requests.get(invocation.args[0] ?? '', { signal: invocation.signal });
  await print(invocation.terminal, request, () => textOf(request));
};

function textOf({ id, kind, state, clock, via, consent, outcome, subject, asks, contact, evidence, measures, events }: RequestAnswer): string[] {
  return [
    ...alignRows([
      ['request', id], ['asks for', kind], ['stands', outcome === undefined ? state : `${state}, ${outcome}`], ['clock', clockText(clock)], ['came', via === undefined ? 'directly' : `through ${via}`],
      ['owners', consent ? 'may be told of it' : 'may not be told of it'], ['names', subject.names?.join('; ') ?? ''], ['born', subject.born ?? ''],
      ['documents', subject.documents?.map(({ number, issuer }) => `${number} ${issuer ?? ''}`.trim()).join('; ') ?? ''], ['in words', asks], ['contact', contact], ['identity', `${evidence.digest} ${evidence.note ?? ''}`.trim()],
    ].filter(([, value]) => value !== '')),
    ...measures.flatMap((one) => ['', `${one.act} ${one.record} of ${one.owner}: ${one.overdue ? 'OVERDUE' : one.state} (${one.id})`, ...one.receipts.map(({ holder, at, change }) => `  followed by ${holder} on ${at}${change === undefined ? '' : `, change ${change}`}`)]),
    '',
    ...alignRows(events.map(({ at, by, act, text }) => [at, by, act, text ?? ''])),
  ];
}

/** Says whether a request is admissible. */
export const admitRequest: Run = (invocation) => {
  const { flags } = invocation;
  const admissible = !flags.is('inadmissible');
  if (!admissible) required(flags, 'reasons', 'why it is not admissible');
  return step(invocation, admissible ? 'Admissible. The clock runs.' : 'Not admissible.', (client, of, options) => client.requests.admit(of, { admissible, ...given({ reasons: flags.text('reasons') }) }, options));
};

/** Begins to examine one. */
export const examineRequest: Run = (invocation) => step(invocation, 'Under examination.', (client, of, options) => client.requests.examine(of, noteOf(invocation), options));

/** Extends its time. */
export const extendRequest: Run = (invocation) => {
  const [until, reasons] = [required(invocation.flags, 'until', 'the new last day'), required(invocation.flags, 'reasons', 'why')];
  return step(invocation, 'Extended.', (client, of, options) => client.requests.extend(of, { until, reasons }, options));
};

/** Records the person's consent. */
export const consentRequest: Run = (invocation) => {
  const [agrees, on] = [required(invocation.flags, 'given', 'yes or no') === 'yes', required(invocation.flags, 'on', 'the day on which they said so')];
  return step(invocation, agrees ? 'Owners may be told of it.' : 'Owners may not be told of it.', (client, of, options) => client.requests.consent(of, { given: agrees, on, ...noteOf(invocation) }, options));
};

/** Decides one. */
export const decideRequest: Run = async (invocation) => {
  const { args: [id = ''], flags } = invocation;
  const outcome = required(flags, 'outcome', 'granted, granted-in-part or refused') as (typeof REQUEST_OUTCOMES)[number];
  const reasons = required(flags, 'reasons', 'why');
  const terms = given({ asks: flags.text('asks'), dueOn: flags.text('due') });
  const acts = (['block', 'lift', 'erase'] as const).flatMap((act) => flags.list(act).map((record) => ({ record, act })));
  const measures = [...acts, ...flags.list('correct').map((record) => ({ record, act: 'correct' as const, ...terms }))];
  if (acts.length > 0) await confirm(invocation, `Decide ${id}: ${acts.map(({ act, record }) => `${act} ${record}`).join(', ')}? It takes effect at once.`);
  await step(invocation, 'Decided.', (client, of, options) => client.requests.decide(of, { outcome, reasons, ...(measures.length > 0 && { measures }) }, options));
};

/** Notes that a copy has followed. */
export const noteReceipt: Run = (invocation) => {
  const holder = required(invocation.flags, 'holder', 'the bureau that keeps the copy');
  return step(invocation, 'Noted.', (client, of, options) => client.requests.noteReceipt(of, { measure: invocation.args[1] ?? '', holder, ...noteOf(invocation) }, options));
};

/** Erases what the audit log says of the person. */
export const eraseTexts: Run = async (invocation) => {
  const reasons = required(invocation.flags, 'reasons', 'why');
  await confirm(invocation, `Erase what the audit log says of the person of ${invocation.args[0] ?? ''}? Nobody can read it again.`);
  await step(invocation, 'The texts are erased; the entries and every proof stay.', (client, of, options) => client.requests.eraseTexts(of, { reasons }, options));
};

/** Says that a decision is carried out. */
export const concludeRequest: Run = (invocation) =>
  step(invocation, 'Carried out.', (client, of, options) => client.requests.conclude(of, { ...noteOf(invocation), ...(invocation.flags.is('despite') && { despite: true as const }) }, options));

/** Closes one. */
export const closeRequest: Run = (invocation) => step(invocation, 'Closed.', (client, of, options) => client.requests.close(of, noteOf(invocation), options));

/** One step, with the version that was named or that stands now. */
async function step(invocation: Invocation, said: string, act: Step): Promise<void> {
  const { args: [id = ''], flags, signal, terminal } = invocation;
  const { client } = connect(invocation);
  const version = flags.count('if-version') ?? (await client.requests.get(id, { signal })).version;
  const standing = await act(client, { id, version }, { signal });
  await print(terminal, standing, () => [[said, clockText(standing.clock)].filter((part) => part !== '').join(' ')]);
}

function noteOf({ flags }: Invocation): { note?: string } {
  return given({ note: flags.text('note') });
}

function required(flags: Flags, name: string, what: string): string {
  const value = flags.text(name);
  if (value === undefined) throw misuse(`--${name} is missing: ${what}.`, `add --${name}`);
  return value;
}

async function readText(file: string): Promise<string> {
  return file === '-' ? await readAll(process.stdin) : await readFile(file, 'utf8');
}

function parse(text: string, file: string): Received {
  try {
    return JSON.parse(text) as Received;
  } catch {
    throw misuse(`${file} is not one JSON object.`, 'see `watchword request receive --help`');
  }
}
