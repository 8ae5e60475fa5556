import { createCalls } from '@watchword/sdk/calls.ts';
import type { ClientOptions } from '@watchword/sdk/client.ts';
import { QueryClient } from '@tanstack/react-query';
import { AppError } from '@watchword/api/errors.ts';
import { noteAnswer, noteSilence } from './ui/connection.ts';
import { nowMs } from './clock.ts';

/** How this origin's server is called. The session travels in a cookie that no script can read. */
export const CALLING: ClientOptions = { url: window.location.origin, fetch: watchedFetch, retries: 1, timeout: 15_000 };

/** The calls of the first page: of any operation by its object. Pages that come later may use the whole client (`whole-client.ts`). */
export const client = createCalls(CALLING);

/** What the server said, for as long as the page is open. Never written to the disk: it holds personal data. */
export const queries: QueryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false, staleTime: 15_000 }, mutations: { retry: false } },
});

/** What came of a request: for whoever shows what the page does. */
export type Answered = { readonly method: string; readonly url: string; readonly status: number; readonly ms: number };
const noting = new Set<(answered: Answered) => void>();

/** Calls back with every request that was answered, from now on. */
export function onAnswered(note: (answered: Answered) => void): void {
  noting.add(note);
}

/** Makes any failure an AppError, so that pages speak of codes only. */
export function asAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('server.internal', {}, error);
}

/** A session that has ended, or was locked in another window, shows at whatever is asked next: then the page asks who is signed in. */
const NOT_OPEN: ReadonlySet<number> = new Set([401, 423]);

/** Whoever has used neither key nor pointer for so long, in ms, is not taken to be there: what the page asks by itself keeps no session alive. */
const UNATTENDED_MS = 180_000;
let actedAt = nowMs();
for (const act of ['keydown', 'pointerdown', 'pointermove'] as const) window.addEventListener(act, () => void (actedAt = nowMs()), { passive: true });
let isAttended = (): boolean => false;

/** Says when a window counts as attended although nobody touches it: a desk on shift, which must not fall silent at night. */
export function setAttended(attended: () => boolean): void {
  isAttended = attended;
}

async function watchedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const started = nowMs();
  try {
    const response = await fetch(input, nowMs() - actedAt < UNATTENDED_MS || isAttended() ? init : unattended(init));
    noteAnswer(nowMs() - started);
    for (const note of noting) note({ method: init?.method ?? 'GET', url: input instanceof Request ? input.url : String(input), status: response.status, ms: nowMs() - started });
    if (NOT_OPEN.has(response.status)) void queries.invalidateQueries({ queryKey: ['session'] });
    return response;
  } catch (error) {
    if (init?.signal?.reason?.name !== 'AbortError') noteSilence();
    throw error;
  }
}

function unattended(init: RequestInit = {}): RequestInit {
  const headers = new Headers(init.headers);
  headers.set('Watchword-Unattended', '1');
  return { ...init, headers };
}
