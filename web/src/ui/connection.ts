import { useSyncExternalStore } from 'react';
import { nowMs } from '../clock.ts';

/** How the server was last reached. `since`: when it fell silent, in ms since 1970. */
export type Connection = { readonly state: 'online' | 'slow' } | { readonly state: 'offline'; readonly since: number };

/** An answer that takes longer than this, in ms, is called slow. */
const SLOW = 1500;
/** Pause between two looks whether a silent server is back, in ms. */
const LOOK_AGAIN = 5000;

let connection: Connection = { state: 'online' };
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();
const returns = new Set<() => void>();

/** The state of the connection, for a component. */
export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => connection);
}

/** Notes that the server has answered after so many ms. */
export function noteAnswer(ms: number): void {
  const wasOffline = connection.state === 'offline';
  change(ms > SLOW ? { state: 'slow' } : { state: 'online' });
  if (wasOffline) for (const back of returns) back();
}

/** Notes that the server did not answer; from now on it is asked again until it does. */
export function noteSilence(): void {
  if (connection.state !== 'offline') change({ state: 'offline', since: nowMs() });
  lookAgain();
}

/** Calls back whenever a silent server is there again. Returns the function that ends it. */
export function onReturn(back: () => void): () => void {
  returns.add(back);
  return () => returns.delete(back);
}

function change(next: Connection): void {
  if (next.state === connection.state) return;
  connection = next;
  for (const listener of listeners) listener();
}

function lookAgain(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const started = nowMs();
    fetch('/livez', { cache: 'no-store' }).then(() => noteAnswer(nowMs() - started), noteSilence);
  }, LOOK_AGAIN);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

window.addEventListener('offline', noteSilence);
window.addEventListener('online', () => {
  if (connection.state === 'offline') fetch('/livez', { cache: 'no-store' }).then(() => noteAnswer(0), noteSilence);
});
