import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { CheckRequest } from '@watchword/api/checks/checks.ts';
import { fail } from '@watchword/api/errors.ts';
import type { ItemReply, Reply } from '#door/calls.ts';
import { answerItems } from './batch.ts';
import type { AnswerWithoutReceipt } from './checks.ts';
import { askerOf, NOW, openWorld } from './checks-under-test.ts';

const world = openWorld();
after(() => world.close());

const question = (number: string): CheckRequest => ({ purpose: 'border-control', subject: { document: { number } } });
const call = (items: unknown[]) => ({ asker: askerOf('FRA', 'system'), at: NOW, input: { items: (async function* () { yield items; })() } });
const NONE: Reply<AnswerWithoutReceipt> = { answer: { id: '', at: '', outcome: 'none', databases: [], matches: [] } };

/** Answers as if the store were asked for every number that begins with S; one that begins with X is refused. */
function slowChecks() {
  const seen = { asking: 0, most: 0 };
  const later = async (number: string): Promise<Reply<AnswerWithoutReceipt>> => {
    seen.most = Math.max(seen.most, (seen.asking += 1));
    await wait(number.length % 3);
    seen.asking -= 1;
    if (number.startsWith('SX')) throw fail('check.no-subject');
    return NONE;
  };
  return { seen, answer: ({ input: { subject } }: { input: CheckRequest }) => (subject.document?.number.startsWith('S') === true ? later(subject.document.number) : NONE) };
}

const problems = (replies: readonly ItemReply[]): (string | undefined)[] => replies.map(({ reply }) => ('problem' in reply ? reply.problem.code : undefined));

test('of a list only a few checks ask the store at once, and the order stays', async () => {
  const checks = slowChecks();
  const numbers = Array.from({ length: 200 }, (_, at) => (at % 3 === 0 ? `F${at}` : at % 7 === 0 ? `SX${'0'.repeat(at % 5)}` : `S${'0'.repeat((at % 4) + 1)}`));
  const portions = await Array.fromAsync(answerItems(checks, 'batch', call(numbers.map(question))));
  assert.deepEqual(portions.flat().map(({ index }) => index), numbers.map((_, at) => at));
  assert.deepEqual(problems(portions.flat()), numbers.map((number) => (number.startsWith('SX') ? 'check.no-subject' : undefined)));
  assert.ok(checks.seen.most > 1 && checks.seen.most <= 8, `${checks.seen.most} at once`);
});

test('what the filter decides leaves in one portion', async () => {
  const portions = await Array.fromAsync(answerItems(slowChecks(), 'stream', call(Array.from({ length: 500 }, (_, at) => question(`F${at}`)))));
  assert.deepEqual(portions.map((replies) => replies.length), [500]);
});

test('an answer shows as many large records as fit, at least one, and says that there are more', async () => {
  const document = { number: 'LARGE700', issuer: 'UTO' };
  const enter = (facts: number) => world.enter({ database: 'persons', content: { kind: 'wanted', status: 'accused', names: [{ full: 'A B', kind: 'primary' }], documents: [document], facts: 'x'.repeat(facts) } });
  const shown = async (): Promise<[number, boolean]> => {
    const { matches, more = false } = await world.ask({ document }, { organisation: 'DEU', role: 'desk', request: { databases: ['persons'] } });
    return [matches.length, more];
  };
  await enter(100_000);
  assert.deepEqual(await shown(), [1, false]);
  for (let at = 0; at < 4; at += 1) await enter(30_000);
  assert.deepEqual(await shown(), [3, true]);
});
