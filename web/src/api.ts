import { createCalls } from '@watchword/sdk/calls.ts';
import type { ClientOptions } from '@watchword/sdk/client.ts';
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { AppError } from '@watchword/api/errors.ts';
import { noteAnswer, noteSilence } from './ui/connection.ts';
import { nowMs } from './clock.ts';

/** How this origin's server is called. The session travels in a cookie that no script can read. */
export const CALLING: ClientOptions = { url: window.location.origin, fetch: watchedFetch, retries: 1, timeout: 15_000 };

/** The calls of the first page: of any operation by its object. Pages that come later may use the whole client (`whole-client.ts`). */
export const client = createCalls(CALLING);

/** What the server said, for as long as the page is open. Never written to the disk: it holds personal data. */
export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noteRefusal }),
  defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false, staleTime: 15_000 }, mutations: { retry: false } },
});

/** Makes any failure an AppError, so that pages speak of codes only. */
export function asAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('server.internal', {}, error);
}

/** A session that has ended shows at the next question: then the page asks who is signed in. */
function noteRefusal(error: unknown): void {
  if (asAppError(error).code === 'access.unauthenticated') void queries.invalidateQueries({ queryKey: ['session'] });
}

async function watchedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const started = nowMs();
  try {
    const response = await fetch(input, init);
    noteAnswer(nowMs() - started);
    return response;
  } catch (error) {
    if (init?.signal?.reason?.name !== 'AbortError') noteSilence();
    throw error;
  }
}
