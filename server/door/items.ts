/** Many checks in one request: each has its own answer and its own entry in the audit log. */
import { BATCH_LIMIT } from '@watchword/api/checks/checks.ts';
import { CheckAnswer } from '@watchword/api/checks/answers.ts';
import { ERRORS, fail, type AppError } from '@watchword/api/errors.ts';
import { Type } from 'typebox';
import { OF_ANSWER, type AuditEntry, type AuditLog, type Receipt } from '#audit/audit.ts';
import { compileSerialiser, withReceipt } from './answers.ts';
import type { Asker, ItemReply } from './calls.ts';
import { nameToken } from './entries.ts';
import { inOrder } from './in-order.ts';
import { MOST_FAULTS } from './parse.ts';
import { linesOf } from './streams.ts';

const serialise = compileSerialiser(Type.Omit(CheckAnswer, ['receipt']));

/** The items of a batch, or of a stream as its lines arrive. A line that is no JSON becomes undefined. */
export function itemsOf(body: unknown, streamed: boolean): AsyncIterable<readonly unknown[]> {
  return streamed ? parsedLines(body as AsyncIterable<Uint8Array>) : oneBatch(body);
}

async function* parsedLines(body: AsyncIterable<Uint8Array>): AsyncIterable<readonly unknown[]> {
  for await (const lines of linesOf(body)) {
    for (let from = 0; from < lines.length; from += BATCH_LIMIT) yield lines.slice(from, from + BATCH_LIMIT).map(parseJson);
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** A batch is a list of checks, or an object that holds it as `checks`. */
async function* oneBatch(body: unknown): AsyncIterable<readonly unknown[]> {
  const isList = Array.isArray(body);
  const checks: unknown = isList ? body : typeof body === 'object' && body !== null && 'checks' in body ? body.checks : undefined;
  const others = isList ? [] : Object.keys((body ?? {}) as object).filter((name) => name !== 'checks');
  const errors = others.map((name) => ({ pointer: `/${name}`, code: 'unknown', detail: 'There is no such field here.' }));
  if (!Array.isArray(checks) || checks.length < 1 || checks.length > BATCH_LIMIT) {
    errors.push({ pointer: isList ? '' : '/checks', code: Array.isArray(checks) ? 'length' : 'required', detail: `A list of 1 to ${BATCH_LIMIT} checks.` });
  }
  if (errors.length > 0) throw fail('request.invalid', { errors: errors.slice(0, MOST_FAULTS) });
  yield checks as unknown[];
}

/** Portions that become durable together while more lines arrive: one write to the disk serves them all. */
const MOST_PORTIONS = 64;

/** `asker`: whose items they are; `refused` is told of each that has no answer. */
type SettleItems = { readonly audit: Pick<AuditLog, 'appendMany'>; readonly asker: Asker; readonly refused: (error: AppError) => void };

/** Makes each portion durable, then gives its items as JSON; with a line break behind each when `asLines`. */
export function settleItems(portions: AsyncIterable<readonly ItemReply[]>, by: SettleItems): (asLines: boolean) => AsyncIterable<string> {
  return async function* (asLines) {
    const join = asLines ? '\n' : ',';
    for await (const texts of inOrder(portions, async (portion) => finish(begin(portion, by)), MOST_PORTIONS)) {
      if (texts.length > 0) yield asLines ? `${texts.join(join)}\n` : texts.join(join);
    }
  };
}

/** A portion while its entries are on their way to the disk: texts only, so that nothing else of it waits in memory. */
type Begun = { readonly heads: string[]; readonly texts: (string | undefined)[]; readonly receipts: Promise<readonly Receipt[]> };

function begin(portion: readonly ItemReply[], { audit, asker, refused }: SettleItems): Begun {
  const heads: string[] = [];
  const texts: (string | undefined)[] = [];
  const answers: string[] = [];
  const entries: AuditEntry[] = [];
  for (const { index, reference, reply } of portion) {
    const head = `{"index":${index}${reference === undefined ? '' : `,"reference":${JSON.stringify(reference)}`}`;
    if ('problem' in reply) {
      refused(reply.problem);
      heads.push(`${head},"problem":${JSON.stringify(problemOf(reply.problem))}}`);
      texts.push(undefined);
      continue;
    }
    const text = reply.text ?? serialise(reply.answer);
    if (reply.entry === undefined) throw fail('server.internal', {}, new Error('a check left no audit entry'));
    heads.push(`${head},"answer":`);
    texts.push(text);
    answers.push(text);
    entries.push(nameToken(reply.entry(OF_ANSWER), asker));
  }
  return { heads, texts, receipts: audit.appendMany(entries, answers) };
}

async function finish(begun: Begun): Promise<string[]> {
  const { heads, texts } = begun;
  const receipts = await begun.receipts;
  let next = 0;
  return heads.map((head, at) => {
    const text = texts[at];
    if (text === undefined) return head;
    const receipt = receipts[next];
    next += 1;
    if (receipt === undefined) throw fail('server.internal', {}, new Error('an entry lost its receipt'));
    return `${head}${withReceipt(text, receipt)}}`;
  });
}

function problemOf(error: AppError): { code: string; title: string; errors?: unknown } {
  const { errors } = error.details;
  return { code: error.code, title: ERRORS[error.code].title, ...(errors !== undefined && { errors }) };
}
