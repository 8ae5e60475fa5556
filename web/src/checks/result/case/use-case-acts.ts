import { askOwner, type HitOutcome, type HitStanding, protectHit, reportOutcome, withdrawHit } from '@watchword/api/hits.ts';
import type { Urgency } from '@watchword/api/hits/policy.ts';
import type { AppError } from '@watchword/api/errors.ts';
import { useState } from 'react';
import { asAppError, client } from '../../../api.ts';
import type { OneCheck } from '../../shift-states.ts';
import { acknowledge } from '../../shift.ts';
import { showForm } from './asking.ts';
import { noteCase, waitForCase } from './use-cases.ts';

/** What an officer can do about a hit of a check of his. */
export type CaseActs = {
  readonly busy: boolean;
  readonly error: AppError | undefined;
  ask(asked: { urgency: Urgency; callback?: string; message?: string }): void;
  withdraw(reason: string): void;
  report(found: { finding: HitOutcome; note?: string }): void;
  protect(note: string): void;
};

/** The acts on the hit of one record. Each waits until the server has opened the hit, closes its form, and shows what came of it. */
export function useCaseActs(check: OneCheck, record: string): CaseActs {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError>();
  const act = (work: (id: string) => Promise<HitStanding>, then?: () => void): void => {
    setBusy(true);
    setError(undefined);
    waitForCase(check, record)
      .then(({ id }) => work(id))
      .then((standing) => {
        noteCase(check, standing);
        showForm(undefined);
        then?.();
      })
      .catch((cause: unknown) => setError(asAppError(cause)))
      .finally(() => setBusy(false));
  };
  return {
    busy, error,
    // Who asks has read the result: the case is with the desks now, and the booth is free for the next traveller.
    ask: (body) => act((id) => client.call(askOwner, { params: { id }, body }), check.acknowledged ? undefined : acknowledge),
    withdraw: (reason) => act((id) => client.call(withdrawHit, { params: { id }, body: { reason } })),
    report: (body) => act((id) => client.call(reportOutcome, { params: { id }, body })),
    protect: (note) => act((id) => client.call(protectHit, { params: { id }, body: note === '' ? {} : { note } })),
  };
}
