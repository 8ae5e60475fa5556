/** The single check at the door. Batches and streams are taken apart there and use `Checks.answer` too. */
import { runCheck } from '@watchword/api/checks/checks.ts';
import { onRead, type Implementation } from '#door/implement.ts';
import type { Checks } from './checks.ts';

/** The routes of the checks. */
export function checkRoutes(checks: Checks): Implementation[] {
  return [onRead(runCheck, ({ asker, at, input }) => checks.answer({ asker, at, input: input.body }))];
}
