/** Many checks in one request. Each is a check of its own: its answer, its refusal and its audit entry. */
import { CheckRequest } from '@watchword/api/checks/checks.ts';
import { AppError, fail } from '@watchword/api/errors.ts';
import { newId } from '@watchword/api/ids.ts';
import type { Call, ItemReply, ItemsInput } from '#door/calls.ts';
import { compileValue } from '#door/parse.ts';
import type { Checks } from './checks.ts';
import type { Within } from './entry.ts';

const faultsOf = compileValue(CheckRequest);

/** Checks of one list that ask the store at once: each may hold many records in memory. */
const MOST_ASKING = 8;

/** Answers the items in their order, portion by portion as they arrive. Throws only what concerns all of them. */
export async function* answerItems(checks: Pick<Checks, 'answer'>, kind: Within['kind'], call: Call<ItemsInput>): AsyncGenerator<readonly ItemReply[]> {
  const id = newId('chk', call.at);
  let index = 0;
  for await (const items of call.input.items) {
    // Read once: the items of one portion have one moment.
    const now = { ...call };
    let replies: (ItemReply | Promise<ItemReply>)[] = [];
    let asking = 0;
    for (const item of items) {
      const reply = answerOne(checks, now, { item, within: { kind, id, item: index } });
      index += 1;
      replies.push(reply);
      if (reply instanceof Promise) asking += 1;
      if (asking < MOST_ASKING) continue;
      yield await Promise.all(replies);
      replies = [];
      asking = 0;
    }
    if (replies.length > 0) yield asking === 0 ? (replies as ItemReply[]) : await Promise.all(replies);
  }
}

function answerOne(checks: Pick<Checks, 'answer'>, { asker, at }: Call, { item, within }: { item: unknown; within: Within }): ItemReply | Promise<ItemReply> {
  const index = within.item;
  const faults = item === undefined ? [{ pointer: '', code: 'json', detail: 'This line is no JSON.' }] : faultsOf(item);
  if (faults.length > 0) return { index, reference: referenceOf(item), reply: { problem: fail('request.invalid', { errors: faults }) } };
  const { reference } = item as CheckRequest;
  try {
    const reply = checks.answer({ asker, at, input: item as CheckRequest }, within);
    return reply instanceof Promise
      ? reply.then((answered): ItemReply => ({ index, reference, reply: answered })).catch((error: unknown) => refused(error, index, reference))
      : { index, reference, reply };
  } catch (error) {
    return refused(error, index, reference);
  }
}

function refused(error: unknown, index: number, reference: string | undefined): ItemReply {
  if (error instanceof AppError && error.code !== 'server.internal') return { index, reference, reply: { problem: error } };
  throw error;
}

function referenceOf(item: unknown): string | undefined {
  const reference = typeof item === 'object' && item !== null && 'reference' in item ? item.reference : undefined;
  return typeof reference === 'string' && reference.length <= 80 ? reference : undefined;
}
