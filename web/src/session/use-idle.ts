import { listDatabases } from '@watchword/api/databases/operations.ts';
import { getSession, lockSession, type Session } from '@watchword/api/people/sessions.ts';
import { useEffect } from 'react';
import { client } from '../api.ts';
import { nowMs } from '../clock.ts';
import { idleAt } from './gate.ts';
import { refreshSession, setSession } from './session.ts';

const LOOK_EVERY_MS = 10_000;

/** Locks the session. What is on the pages stays beneath the cover. */
export async function lock(): Promise<void> {
  setSession(await client.call(lockSession));
}

/** Tells the server of somebody who types for long without asking anything, and locks before an idle session ends. */
export function useIdle({ signedIn }: Session): void {
  const isOpen = signedIn !== undefined && !signedIn.locked;
  useEffect(() => {
    if (!isOpen) return undefined;
    let acted = nowMs();
    let told = nowMs();
    let idleUntil = Date.parse(signedIn.idleUntil);
    const act = (): void => void (acted = nowMs());
    const look = async (): Promise<void> => {
      const now = nowMs();
      const doing = idleAt(now, { idleUntil, acted, told });
      if (doing === 'sign-of-life') {
        told = now;
        await client.call(listDatabases);
      } else if (doing === 'lock') {
        // It may have been heard of through another question or window meanwhile.
        const { signedIn: still } = await client.call(getSession);
        if (still === undefined || still.locked) return refreshSession();
        idleUntil = Date.parse(still.idleUntil);
        if (idleAt(nowMs(), { idleUntil, acted, told }) === 'lock') await lock();
      }
    };
    const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS);
    const acts = ['keydown', 'pointerdown', 'pointermove'] as const;
    for (const one of acts) window.addEventListener(one, act, { passive: true });
    return () => {
      clearInterval(timer);
      for (const one of acts) window.removeEventListener(one, act);
    };
  }, [isOpen, signedIn?.idleUntil]);
}
