import { fail, isErrorCode, type AppError, type ErrorCode, type ErrorDetails, type FieldError } from '@watchword/api/errors.ts';

/** What a status means when the answer carries no code that this client knows: a proxy, or a newer server. */
const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'request.invalid', 401: 'access.unauthenticated', 403: 'access.forbidden', 404: 'request.not-found', 405: 'request.method',
  408: 'request.too-slow', 413: 'request.too-large', 415: 'request.media-type', 428: 'request.version-needed', 429: 'server.busy',
  502: 'server.unreachable', 503: 'server.busy', 504: 'server.unreachable',
};

/** The error that an answer of 400 and above stands for. Reads RFC 9457 problems; anything else becomes the code of its status. */
export async function errorOf(response: Response): Promise<AppError> {
  const problem = asObject(await response.json().catch(() => undefined));
  const code = codeOf(problem) ?? BY_STATUS[response.status] ?? (response.status < 500 ? 'request.invalid' : 'server.internal');
  return fail(code, detailsOf(problem, response.headers.get('X-Request-Id')));
}

/** Makes what `fetch` throws an AppError: `server.unreachable`, unless the caller has aborted (then his own reason). */
export function unreachable(cause: unknown, signal: AbortSignal | undefined, url: string): unknown {
  if (signal?.aborted === true) return signal.reason;
  const where = URL.canParse(url) ? new URL(url).origin : 'The server';
  const detail = isTimeout(cause) ? `${where} did not answer in time.` : `${where}: ${reasonOf(cause)}.`;
  return fail('server.unreachable', { detail }, cause);
}

/** How long the server asks to wait, in ms, or undefined when it does not say. Reads seconds only. */
export function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

function codeOf(problem: Record<string, unknown>): ErrorCode | undefined {
  const type = typeof problem['type'] === 'string' ? problem['type'] : '';
  return [problem['code'], type.split(/[/#:]/).at(-1)].find(isErrorCode);
}

function detailsOf(problem: Record<string, unknown>, header: string | null): ErrorDetails {
  const { detail, errors, requestId = header, currentVersion } = problem;
  return {
    ...(Array.isArray(errors) && { errors: errors.filter(isFieldError) }),
    ...(typeof detail === 'string' && { detail }),
    ...(typeof currentVersion === 'number' && { currentVersion }),
    ...(typeof requestId === 'string' && { requestId }),
  };
}

function isFieldError(value: unknown): value is FieldError {
  const { pointer, code, detail } = asObject(value);
  return typeof pointer === 'string' && typeof code === 'string' && typeof detail === 'string';
}

function isTimeout(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'TimeoutError';
}

function reasonOf(cause: unknown): string {
  const code = asObject(cause instanceof Error ? cause.cause : undefined)['code'];
  if (code === 'ECONNREFUSED') return 'nothing listens there';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'no such host is known';
  return typeof code === 'string' ? `the connection failed (${code})` : 'the connection failed';
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
