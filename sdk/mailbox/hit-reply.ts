/** An answer to a hit that goes by message is told to the hub in the same act: it cannot read it, and the clock of the hit runs there. */
import { answerHit, getHit, noteAnswer } from '@watchword/api/hits.ts';
import { AppError, fail } from '@watchword/api/errors.ts';
import { parseId } from '@watchword/api/ids.ts';
import type { HitReply } from '@watchword/api/message-format.ts';
import type { Calls } from '../calls.ts';

/** A message that carries an answer. */
export type AnsweringMessage = { readonly hit?: string | undefined; readonly answer?: HitReply | undefined };

/**
 * Answers the hit at the hub, before the message is sent: what the hub refuses (a person is confirmed whose record nobody has opened) is not sent either. Sent
 * again after a line was cut, it finds its own answer and goes on. `despite`: although a colleague has taken the hit.
 * @throws AppError as `hits.answer`; `message.malformed` when it is not said which hit
 */
export async function answerFirst(calls: Calls, { hit, answer }: AnsweringMessage, { despite = false }: { despite?: boolean } = {}): Promise<void> {
  if (answer === undefined) return;
  const id = parseId('hit', hit ?? '');
  if (id === undefined) throw fail('message.malformed', { detail: 'An answer needs the id of its hit.' });
  const { valid, same } = answer;
  try {
    await calls.call(answerHit, { params: { id }, body: { valid, same, ...(despite && { despite: true as const }) } });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'hit.state') throw error;
    const there = (await calls.call(getHit, { params: { id } })).answer;
    if (there === undefined || there.valid !== valid || there.same !== same) throw error;
  }
}

/**
 * Tells the hub of an answer that a message has brought to the finder. When the sender told it already, or the hit is not one of the finder's, nothing happens:
 * answers whether this stopped the clock. The hub hears of the two answers and of no word of the message.
 * @throws AppError when the hub could not be asked
 */
export async function noteReply(calls: Calls, { hit, answer, from, message }: { readonly hit: string | undefined; readonly answer: HitReply | undefined; readonly from: string; readonly message: string }): Promise<boolean> {
  const id = parseId('hit', hit ?? '');
  if (answer === undefined || id === undefined) return false;
  try {
    await calls.call(noteAnswer, { params: { id }, body: { way: 'message', ...answer, from, message } });
    return true;
  } catch (error) {
    if (error instanceof AppError && !/^(?:server|store|audit)[.]/.test(error.code)) return false;
    throw error;
  }
}
