import { beginConfirm, confirmSession, type Session, startSession } from '@watchword/api/people/sessions.ts';
import { useSyncExternalStore } from 'react';
import { asAppError, client } from '../api.ts';
import { usePasskey } from './passkey.ts';
import { findPersona, onForget, setSession } from './session.ts';

/** Somebody is being asked to confirm that it is still he. */
export type Asking = { readonly confirmed: () => void; readonly given: (error: unknown) => void };

let asking: Asking | undefined;
const listeners = new Set<() => void>();

function ask(next: Asking | undefined): void {
  asking = next;
  for (const listener of listeners) listener();
}

/**
 * Does what may need a fresh confirmation: when the server asks for one, the person is asked, and it is done again.
 * Rejects with what the server said when the person would rather not.
 */
export async function confirming<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (asAppError(error).code !== 'access.step-up') throw error;
    await new Promise<void>((resolve, reject) => {
      ask({ confirmed: () => { ask(undefined); resolve(); }, given: () => { ask(undefined); reject(error instanceof Error ? error : new Error('not confirmed')); } });
    });
    return await work();
  }
}

/** What one person began is never confirmed by the next. */
onForget(() => asking?.given(undefined));

/** The question that waits, for the dialogue that puts it. */
export function useAsking(): Asking | undefined {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => asking);
}

/** Confirms or unlocks: with a passkey, in the demo world with a click. @throws NoPasskey, AppError */
export async function confirm(session: Session): Promise<void> {
  const persona = session.signedIn?.how === 'persona' ? findPersona(session) : undefined;
  if (persona !== undefined) return setSession(await client.call(startSession, { body: { persona: persona.id } }));
  const { ceremony, publicKey } = await client.call(beginConfirm);
  setSession(await client.call(confirmSession, { body: { ceremony, credential: await usePasskey(publicKey) } }));
}
