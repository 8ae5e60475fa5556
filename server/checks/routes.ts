/** The operations of the checks. */
import { runBatch, runCheck, streamChecks } from '@watchword/api/checks/checks.ts';
import { onItems, onRead, type Implementation } from '#door/implement.ts';
import { performance } from 'node:perf_hooks';
import { answerItems } from './batch.ts';
import type { Checks } from './checks.ts';
import { holdToStep } from './even-time.ts';

/** A single check, a batch and a stream of them. */
export function checkRoutes(checks: Checks): Implementation[] {
  return [
    onRead(runCheck, async ({ asker, at, input }) => {
      const began = performance.now();
      const reply = await checks.answer({ asker, at, input: input.body });
      await holdToStep(began);
      return reply;
    }),
    onItems(runBatch, (call) => inSteps(answerItems(checks, 'batch', call))),
    onItems(streamChecks, (call) => inSteps(answerItems(checks, 'stream', call))),
  ];
}

/** Portions of a list leave in steps as well: a list of one is a single check. */
async function* inSteps<Portion>(portions: AsyncIterable<Portion>): AsyncIterable<Portion> {
  let began = performance.now();
  for await (const portion of portions) {
    await holdToStep(began);
    yield portion;
    began = performance.now();
  }
}
