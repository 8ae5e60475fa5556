/** Checks under the code of a joint operation: the code is looked up first, and the entry in the audit log names the operation by its id. */
import type { Asker } from '#door/calls.ts';
import type { Checks } from './checks.ts';

/** The id of an operation that somebody takes part in, by its code or id. @throws `joint.not-found`, `joint.state` */
export type FindOperation = (asker: Asker, named: string, at: number) => Promise<string>;

/** The same checks, for those that name an operation too. Whatever names none goes its way without a detour. */
export function underOperation(checks: Checks, find: FindOperation): Checks {
  return {
    answer(call, within) {
      const { operation } = call.input;
      if (operation === undefined) return checks.answer(call, within);
      return find(call.asker, operation, call.at).then((id) => checks.answer({ ...call, input: { ...call.input, operation: id } }, within));
    },
  };
}
