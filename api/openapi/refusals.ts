import { ERRORS, type ErrorCode } from '../errors.ts';
import type { Json } from './schemas.ts';

/** The form of every refusal: a problem of RFC 9457 with a code of ours. */
export function problemSchema(): Json {
  const text = (description: string): Json => ({ type: 'string', description });
  return {
    type: 'object',
    description: 'What was refused or failed (RFC 9457)',
    required: ['type', 'title', 'status', 'code', 'retryable', 'requestId'],
    properties: {
      type: text('`urn:watchword:problem:` and the code'),
      title: text('One sentence, the same for every problem of this code'),
      status: { type: 'integer', description: 'The HTTP status' },
      code: { type: 'string', enum: Object.keys(ERRORS), description: 'Stable code; docs/errors.md has them all' },
      detail: text('More about this one; never repeats what was sent'),
      instance: text('`urn:watchword:request:` and the id of the request'),
      requestId: text('Id of the request, for questions to the operator'),
      retryable: { type: 'boolean', description: 'Whether the same request may succeed later' },
      currentVersion: { type: 'integer', description: 'The version of the record now, when If-Match named another' },
      errors: {
        type: 'array',
        description: 'The fields at fault',
        items: {
          type: 'object',
          required: ['pointer', 'code', 'detail'],
          properties: { pointer: text('JSON Pointer into the request, or a column'), code: text('Stable code of the fault'), detail: text('One sentence') },
        },
      },
    },
  };
}

/** The refusals of an operation by status; each says which codes it may carry. */
export function refusalsOf(codes: readonly ErrorCode[]): Json {
  const byStatus = Map.groupBy(codes, (code) => ERRORS[code].status);
  return Object.fromEntries([...byStatus].map(([status, some]) => [status, refusal(status, some)]));
}

function refusal(status: number, codes: readonly ErrorCode[]): Json {
  const retry = codes.some((code) => ERRORS[code].retryable) && status === 503;
  return {
    description: codes.map((code) => `\`${code}\`: ${ERRORS[code].title}`).join('\n\n'),
    ...(retry && { headers: { 'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' } } } }),
    content: {
      'application/problem+json': {
        schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, { type: 'object', properties: { code: { enum: codes } } }] },
      },
    },
  };
}
