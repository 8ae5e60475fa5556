/**
 * The one door. Every call of every operation, whoever makes it, passes these steps in this order: authenticate, authorise,
 * parse, run, apply the viewer's rules (inside the handler's answer and the serialiser), record in the audit log, answer.
 * No answer leaves before its audit entry is durable.
 */
import { AppError, ERRORS, fail, type ErrorCode } from '@watchword/api/errors.ts';
import type { Operation } from '@watchword/api/operation.ts';
import { authorise, findRefused, type Access, type Credentials } from '#access/access.ts';
import { OF_ANSWER, type AuditLog, type Outbox, type RefusalEvent, type Refusals } from '#audit/audit.ts';
import type { Clock } from '../clock.ts';
import { classOf, type Limits, type Pauses, type RateHeaders } from '#limits/limits.ts';
import type { Handlers, Writer } from '#store/store.ts';
import { compileAnswer, withReceipt, type CompiledAnswer } from './answers.ts';
import type { Asker, Call, Reply, StreamCall } from './calls.ts';
import type { Implementation } from './implement.ts';
import { EVENT_STREAM_TYPE } from '#streaming/event-stream.ts';
import { nameToken } from './entries.ts';
import { countItems, type Counting } from './counting.ts';
import { itemsOf, settleItems } from './items.ts';
import { compileParser, type Parser, type RawInput } from './parse.ts';
import type { Signals } from '#streaming/channels.ts';
import { downloadText, whileAllowed } from './streams.ts';
import type { WritePayload, WriteResult } from './writes.ts';
import { createHash } from 'node:crypto';

/** What the door needs of the audit log. */
export type DoorLog = Pick<AuditLog, 'append' | 'appendMany' | 'failure'>;

/** What the door needs of the house. */
export type DoorParts = {
  readonly access: Pick<Access, 'authenticate'>;
  readonly audit: DoorLog;
  readonly outbox: Outbox;
  readonly refusals: Refusals;
  readonly writer: Pick<Writer<Handlers>, 'run'>;
  readonly clock: Clock;
  /** How much everybody may ask; without them as much as he likes. */
  readonly limits?: Limits;
  readonly pauses?: Pauses;
  /** Brings what follows the change log (filter, verdicts on tokens) up to this change, before its write is answered. */
  readonly follow: (upTo: number, operation: string) => Promise<void>;
};

/** A request that stands before the door. `body` is parsed JSON, or the stream where the operation takes one. */
export type Visit = RawInput & {
  readonly credentials: Credentials;
  readonly ifMatch: string | undefined;
  readonly idempotencyKey: string | undefined;
  readonly signal: AbortSignal;
};

/** What leaves: text, whole or as it is made, or bytes. */
export type Leave = { readonly status: number; readonly type: string; readonly version?: number; readonly tag?: string; /** The cursor of the next page of a list. */ readonly next?: string; readonly name?: string; readonly rate?: RateHeaders; readonly body: string | Uint8Array | AsyncIterable<string | Uint8Array>; /** Of events, in place of a body. */ readonly signals?: Signals };

/** One operation behind the door. */
export type Passage = (visit: Visit) => Promise<Leave>;

const JSON_TYPE = 'application/json; charset=utf-8';

/** Puts an operation behind the door. */
export function openPassage(implementation: Implementation, parts: DoorParts): Passage {
  const { operation } = implementation;
  // A booth waits for the first check after a start as for any other.
  const atOnce = operation.permission === 'check';
  const parse = compileParser(implementation.how === 'items' ? withoutItems(operation) : operation, atOnce);
  const run = runnerOf(implementation, { parts, parse, ...compileAnswer(operation, atOnce) });
  // Batches and streams are counted by their items, as these come.
  const kind = implementation.how === 'items' ? undefined : classOf(operation);
  return async (visit) => {
    let asker: Asker | undefined;
    try {
      const verdict = isForAnybody(operation, visit) ? NOBODY : parts.access.authenticate(visit.credentials);
      asker = verdict instanceof Promise ? await verdict : verdict;
      authorise(operation, asker);
      const rate = kind === undefined ? undefined : parts.limits?.take(asker, kind);
      const leaving = await run(visit, asker);
      return rate === undefined ? leaving : { ...leaving, rate };
    } catch (error) {
      noteRefusal(parts.refusals, { error, asker, operation });
      if (asker !== undefined && error instanceof AppError && error.code === 'request.rate-limited') await parts.pauses?.beforeRefusal(`${asker.organisation} ${asker.via ?? asker.actor}`);
      throw error;
    }
  };
}

/** Whoever comes without a token to what the hub publishes. */
const NOBODY: Asker = { organisation: '', number: -1, role: 'front-line', actor: 'anybody', name: '', permissions: [] };

function isForAnybody({ side, permission }: Operation, { credentials }: Visit): boolean {
  return side === 'hub' && permission === 'public' && credentials.authorization === undefined;
}

type Running = CompiledAnswer & { readonly parts: DoorParts; /** Of a batch or stream it parses all but the items. */ readonly parse: Parser };
type Runner = (visit: Visit, asker: Asker) => Promise<Leave>;

function runnerOf(implementation: Implementation, running: Running): Runner {
  switch (implementation.how) {
    case 'read':
      return (visit, asker) => runRead(implementation, { running, visit, asker });
    case 'write':
      return (visit, asker) => runWrite(implementation, { running, visit, asker });
    case 'bytes':
      return async (visit, asker) => {
        const { type, bytes, tag, entry } = await implementation.handler(callOf({ running, visit, asker }) as never);
        await running.parts.audit.append(nameToken(entry, asker));
        return { status: implementation.operation.status, type, tag, body: bytes };
      };
    case 'events':
      return async (visit, asker) => {
        requireQuiet(implementation.operation);
        const passing = { running, visit, asker };
        const signals = await implementation.handler({ ...callOf(passing), stillAllowed: stillAllowed(implementation.operation, passing) } as never);
        return { status: implementation.operation.status, type: EVENT_STREAM_TYPE, body: '', signals };
      };
    case 'items':
      return (visit, asker) => runItems(implementation, { running, visit, asker });
    case 'upload':
      return async (visit, asker) => {
        requireLog(running.parts);
        const { answer } = await implementation.handler(streamCallOf(implementation.operation, { running, visit, asker }) as never);
        // What an upload wrote has its entries from the writer, one a batch.
        await running.parts.outbox.settled();
        return leave(implementation.operation, answer, running.serialise(answer));
      };
    case 'download':
      return async (visit, asker) => {
        const download = await implementation.handler(callOf({ running, visit, asker }) as never);
        const { entry } = download;
        if (entry === undefined) requireQuiet(implementation.operation);
        const name = download.name === undefined ? {} : { name: download.name };
        return { status: implementation.operation.status, type: download.type, ...name, body: downloadText({ text: whileAllowed(download.text, stillAllowed(implementation.operation, { running, visit, asker })), ...(entry !== undefined && { entry: () => nameToken(entry(), asker) }) }, running.parts.audit) };
      };
  }
}

/** Items are parsed one by one, so that a bad one costs only itself. */
function withoutItems({ input }: Operation): Pick<Operation, 'input' | 'body'> {
  const { body: _, ...rest } = input;
  return { input: rest, body: 'stream' };
}

type Passing = { readonly running: Running; readonly visit: Visit; readonly asker: Asker };

function callOf({ running, visit, asker }: Passing): Call<Record<string, unknown>> {
  return { asker, input: running.parse(visit), at: running.parts.clock.now() };
}

function streamCallOf(operation: Operation, passing: Passing): StreamCall<Record<string, unknown>> {
  return { ...callOf(passing), body: bodyOf(operation, passing), signal: passing.visit.signal };
}

async function runRead(implementation: Extract<Implementation, { how: 'read' }>, passing: Passing): Promise<Leave> {
  const { operation, handler } = implementation;
  const reply = handler(callOf(passing) as never);
  return settle(operation, reply instanceof Promise ? await reply : reply, passing);
}

/** Records, then answers. */
async function settle(operation: Operation, reply: Reply, { running: { parts, serialise, hasReceipt }, asker }: Passing): Promise<Leave> {
  const text = reply.text ?? serialise(reply.answer);
  if (reply.entry === undefined) {
    requireQuiet(operation);
    return leave(operation, reply.answer, text);
  }
  const receipt = await parts.audit.append(nameToken(reply.entry(OF_ANSWER), asker), text);
  return leave(operation, reply.answer, hasReceipt ? withReceipt(text, receipt) : text);
}

function requireQuiet(operation: Operation): void {
  if (operation.quiet !== true) throw fail('server.internal', {}, new Error(`${operation.id} left no audit entry`));
}

function leave(operation: Operation, answer: unknown, body: string): Leave {
  if (typeof answer !== 'object' || answer === null) return { status: operation.status, type: JSON_TYPE, body };
  const version = 'version' in answer ? answer.version : undefined;
  const next = 'nextCursor' in answer ? answer.nextCursor : undefined;
  return { status: operation.status, type: JSON_TYPE, body, ...(typeof version === 'number' && { version }), ...(typeof next === 'string' && { next }) };
}

/** Writes that are under way, by organisation and key: a second one must not wait for the first in the writer. */
const underWay = new Set<string>();

async function runWrite(implementation: Extract<Implementation, { how: 'write' }>, passing: Passing): Promise<Leave> {
  const { operation } = implementation;
  const { running, visit, asker } = passing;
  const { parts } = running;
  requireLog(parts);
  const call = { ...callOf(passing), ...versionOf(operation, visit) };
  const key = keyOf(visit);
  const name = key === undefined ? undefined : `${asker.organisation} ${key}`;
  if (name !== undefined && underWay.has(name)) throw fail('request.in-flight');
  if (name !== undefined) underWay.add(name);
  try {
    const { digest, ...prepared } = await prepareCall(implementation, call, passing);
    const payload: WritePayload = { call: prepared as Call<never>, repeat: key === undefined ? undefined : { key, digest: digestOfRequest(operation, call, digest), unkept: operation.unkept ?? [] } };
    const { result, changes } = await parts.writer.run(operation.id, payload as never);
    const { answer, outbox, after } = result as WriteResult;
    const reached = changes?.last ?? after;
    await Promise.all([outbox === undefined ? parts.outbox.settled() : parts.outbox.durable(outbox), reached === undefined ? undefined : parts.follow(reached, operation.id)]);
    return leave(operation, answer, running.serialise(answer));
  } finally {
    if (name !== undefined) underWay.delete(name);
  }
}

/** While the log cannot be written no write is begun, for it would be done and not be answered. */
function requireLog({ audit }: DoorParts): void {
  if (audit.failure !== undefined) throw fail('audit.unavailable');
}

function versionOf(operation: Operation, visit: Visit): { version: number } | undefined {
  if (operation.version !== true) return undefined;
  const found = /^(?:W\/)?"(\d{1,9})(?:\.[\w-]{1,40})?"$/.exec(visit.ifMatch ?? '');
  if (found === null) throw fail('request.version-needed');
  return { version: Number(found[1]) };
}

/** What a write needs from outside the writer is put into its call; of a picture that comes with it, the digest as well. */
async function prepareCall({ operation, prepare }: Extract<Implementation, { how: 'write' }>, call: Call, passing: Passing): Promise<Call & { digest?: string }> {
  if (prepare === undefined) return call;
  return await prepare((operation.body === 'image' || operation.body === 'file' ? { ...streamCallOf(operation, passing), at: call.at } : call) as never);
}

/** The Idempotency-Key. @throws `request.invalid` */
function keyOf({ idempotencyKey: key }: Visit): string | undefined {
  if (key !== undefined && !/^[\x21-\x7e]{1,128}$/.test(key)) {
    throw fail('request.invalid', { errors: [{ pointer: '/headers/Idempotency-Key', code: 'pattern', detail: 'Up to 128 printable characters without spaces.' }] });
  }
  return key;
}

/** What tells one request from another under the same key. `picture`: digest of the picture that came with it. */
function digestOfRequest(operation: Operation, { input, version, asker }: Call, picture: string | undefined): Uint8Array {
  const parts = [operation.id, input, version ?? null, asker.actor, ...(picture === undefined ? [] : [picture])];
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}

/** Characters of the answer to a batch, which is in memory as a whole. */
const MOST_BATCH_ANSWER = 64 * 1024 * 1024;

async function runItems(implementation: Extract<Implementation, { how: 'items' }>, passing: Passing): Promise<Leave> {
  const { operation, handler } = implementation;
  const { running, visit, asker } = passing;
  const streamed = operation.body === 'stream';
  running.parse(visit);
  const counting: Counting = { limits: running.parts.limits, asker, streamed, signal: streamed ? visit.signal : undefined, rate: undefined };
  const input = { items: countItems(itemsOf(streamed ? bodyOf(operation, passing) : visit.body, streamed), counting) };
  const { clock } = running.parts;
  // Each item at its own moment: a list may arrive for hours, and records end meanwhile.
  const call = { asker, input, get at() { return clock.now(); } };
  const portions = handler(call);
  const lines = settleItems(portions, { audit: running.parts.audit, asker, refused: (error) => noteRefusal(running.parts.refusals, { error, asker, operation }) });
  if (streamed) return { status: operation.status, type: 'application/x-ndjson; charset=utf-8', body: lines(true) };
  let all = '';
  for await (const text of lines(false)) {
    if (all.length + text.length > MOST_BATCH_ANSWER) throw fail('request.too-large', { detail: 'The answers are larger than 64 MiB. Send fewer checks at once, or a stream.' });
    all += all === '' ? text : `,${text}`;
  }
  const { rate } = counting;
  return { status: operation.status, type: JSON_TYPE, ...(rate !== undefined && { rate }), body: `{"items":[${all}]}` };
}

/** The pieces of a body, for as long as whoever sends it may. */
function bodyOf(operation: Operation, passing: Passing): AsyncIterable<Uint8Array> {
  return whileAllowed(passing.visit.body as AsyncIterable<Uint8Array>, stillAllowed(operation, passing));
}

/** Asks once more who it is and what he may: a stream can last for hours, and a token be revoked meanwhile. */
function stillAllowed(operation: Operation, { running: { parts }, visit, asker }: Passing): () => Promise<Asker> {
  return async () => {
    try {
      const found = await parts.access.authenticate(visit.credentials);
      authorise(operation, found);
      return found;
    } catch (error) {
      noteRefusal(parts.refusals, { error, asker, operation });
      throw error;
    }
  };
}

function noteRefusal(refusals: Refusals, { error, asker, operation }: { error: unknown; asker: Asker | undefined; operation: Operation }): void {
  if (!(error instanceof AppError)) return;
  const who = asker ?? findRefused(error) ?? { organisation: '', actor: 'unknown' };
  const event = eventOf(error, operation);
  if (event !== undefined) refusals.note(event, { organisation: who.organisation, actor: who.actor }, error.code);
}

/** What is not there for somebody may be there for others, so it is noted as well; databases are there for everybody. */
const NOT_THERE = (Object.keys(ERRORS) as ErrorCode[]).filter((code) => code.endsWith('not-found') && code !== 'request.not-found' && code !== 'database.not-found');

const NOT_ALLOWED: ReadonlySet<ErrorCode> = new Set<ErrorCode>([...NOT_THERE, 'access.forbidden', 'access.suspended', 'access.own-proposal', 'record.not-owner']);

/** Who is there was not believed. */
const NOT_BELIEVED: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['access.unauthenticated', 'access.passkey-refused', 'access.code-refused', 'access.provider-refused', 'access.too-many-tries']);

function eventOf(error: AppError, operation: Operation): RefusalEvent | undefined {
  if (error.code === 'request.rate-limited' && !operation.id.startsWith('checks.')) return 'permission.refused';
  if (NOT_BELIEVED.has(error.code)) return 'sign-in.refused';
  if (NOT_ALLOWED.has(error.code)) return 'permission.refused';
  return operation.id.startsWith('checks.') ? 'check.refused' : undefined;
}
