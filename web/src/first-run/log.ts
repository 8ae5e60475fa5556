import { useSyncExternalStore } from 'react';
import { type Answered, onAnswered } from '../api.ts';
import { nowMs } from '../clock.ts';
import { onForget } from '../session/session.ts';

/** One request of this window: what was asked, without anything that was in it. */
export type Call = { readonly id: number; readonly method: string; readonly path: string; readonly status: number; readonly ms: number; readonly at: number };
/** Something that the hub has stored and cannot read, as it lies there. */
export type Stored = { readonly id: string; readonly what: string; readonly text: string };

export type Happened = { readonly calls: readonly Call[]; readonly stored: readonly Stored[] };

/** What is asked again and again, and would hide the rest. */
const QUIET = /^(?:GET \/v1\/session$|POST \/v1\/presence|GET \/livez|GET \/assets\/)/;
const MOST_CALLS = 40;
const MOST_STORED = 10;

let happened: Happened = { calls: [], stored: [] };
let lastId = 0;
const listeners = new Set<() => void>();

/** What happened in this window, newest first. In memory alone, and gone with the page. */
export function useHappened(): Happened {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => happened);
}

/** Notes a request that was answered. The same one repeated is shown once, with its newest answer. */
function noteCall({ method, url, status, ms }: Answered): void {
  const path = new URL(url, window.location.origin).pathname;
  if (QUIET.test(`${method} ${path}`)) return;
  lastId += 1;
  const [newest, ...rest] = happened.calls;
  const before = newest?.method === method && newest.path === path && method === 'GET' ? rest : happened.calls;
  change({ ...happened, calls: [{ id: lastId, method, path, status, ms: Math.round(ms), at: nowMs() }, ...before].slice(0, MOST_CALLS) });
}

/** Notes what the hub has stored of something that was sent. */
export function noteStored(stored: Stored): void {
  change({ ...happened, stored: [stored, ...happened.stored.filter(({ id }) => id !== stored.id)].slice(0, MOST_STORED) });
}

function change(next: Happened): void {
  happened = next;
  for (const listener of listeners) listener();
}

onAnswered(noteCall);
onForget(() => change({ calls: [], stored: [] }));
