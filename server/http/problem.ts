/** Errors as RFC 9457 problems. The only place that turns a code into a status. */
import { AppError, ERRORS, fail, type ErrorCode } from '@watchword/api/errors.ts';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

export type Problem = { readonly status: number; readonly body: string; /** Seconds after which it is worth to ask again. */ readonly retryAfter: number | undefined; readonly busy: boolean };

/** The problem of an error. What is not ours is `server.internal`; its text reaches the log only. */
export function problemOf(error: unknown, requestId: string): Problem {
  const { code, details } = error instanceof AppError ? error : foreign(error);
  const { status, title, retryable } = ERRORS[code];
  const body = JSON.stringify({
    type: `urn:watchword:problem:${code}`,
    title,
    status,
    ...(details.detail !== undefined && { detail: details.detail }),
    instance: `urn:watchword:request:${requestId}`,
    code,
    requestId,
    retryable,
    ...(details.errors !== undefined && { errors: details.errors }),
    ...(details.retryAfter !== undefined && { retryAfter: details.retryAfter }),
    ...(details.currentVersion !== undefined && { currentVersion: details.currentVersion }),
  });
  return { status, body, retryAfter: details.retryAfter ?? (retryable && status !== 408 ? 1 : undefined), busy: code === 'server.busy' };
}

/** Refusals of Fastify and of Node's HTTP parser, by their codes. */
const FOREIGN: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.media-type',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request.malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request.malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request.malformed',
  FST_ERR_BAD_URL: 'request.malformed',
  FST_ERR_ROUTE_MISSING_HANDLER: 'request.not-found',
  FST_ERR_MAX_PARAM_LENGTH: 'request.not-found',
  FST_STATIC_FORBIDDEN_PATH: 'request.not-found',
  HPE_HEADER_OVERFLOW: 'request.too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request.too-slow',
  ECONNRESET: 'request.malformed',
  ERR_STREAM_PREMATURE_CLOSE: 'request.malformed',
};

/** What of those refusals the sender can mend, without a word of what was sent. */
const SAID: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is no JSON.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty.',
};

function foreign(error: unknown): AppError {
  const detail = error instanceof Error && 'code' in error && typeof error.code === 'string' ? SAID[error.code] : undefined;
  return fail(ownCode(error), detail === undefined ? {} : { detail });
}

function ownCode(error: unknown): ErrorCode {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    const known = FOREIGN[error.code];
    if (known !== undefined) return known;
    if (error.code.startsWith('HPE_')) return 'request.malformed';
  }
  // Fastify and what serves files lay it on the request, for a reason that is not listed above: a key that would reach the prototype, a condition that does not hold.
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode >= 400 && error.statusCode < 500) return 'request.malformed';
  return 'server.internal';
}
