/** The operations of the checks. */
import { runBatch, runCheck, streamChecks } from '@watchword/api/checks/checks.ts';
import { onItems, onRead, type Implementation } from '#door/implement.ts';
import { answerItems } from './batch.ts';
import type { Checks } from './checks.ts';

/** A single check, a batch and a stream of them. */
export function checkRoutes(checks: Checks): Implementation[] {
  return [
    onRead(runCheck, ({ asker, at, input }) => checks.answer({ asker, at, input: input.body })),
    onItems(runBatch, (call) => answerItems(checks, 'batch', call)),
    onItems(streamChecks, (call) => answerItems(checks, 'stream', call)),
  ];
}
