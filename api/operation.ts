import type { Static, TSchema } from 'typebox';
import type { ErrorCode } from './errors.ts';

/**
 * What a token or a role may do. Each operation names exactly one; `public` needs no sign-in.
 * A token carries a set of these; a role of a person is a named set (see organisations.ts).
 */
export const PERMISSIONS = [
  'check',
  'check:batch',
  'record:read',
  'record:write',
  'record:load',
  'record:export',
  'record:review',
  'token:manage',
  'act-for-officer',
  'audit:read',
  'audit:witness',
  'use:review',
  'people:manage',
  'key:manage',
  'export:approve',
  'case:manage',
  'hit:ask',
  'hit:read',
  'hit:answer',
  'message:read',
  'message:send',
  'webhook:manage',
  'organisation:manage',
  'operation:read',
  'operation:report',
  'operation:manage',
  'policy:read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/**
 * What people may do at their own bureau, and no token: `session` is whatever anybody who is signed in may do for himself, which at the hub is to ask who he is. Beside
 * these, administrators need `people:manage`.
 */
export const BUREAU_PERMISSIONS = ['session', 'people:read', 'people:approve'] as const;
export type BureauPermission = (typeof BUREAU_PERMISSIONS)[number];

/** The parts of a request, each a JSON Schema. A part that is absent is not accepted. */
export type OperationInput = { params?: TSchema; query?: TSchema; body?: TSchema };

/**
 * One operation of the contract, as data. Server, client, CLI, OpenAPI and the tests over all operations read it.
 * - `side`: `hub` holds databases, checks and the audit log; `bureau` holds people and sign-in.
 * - `effect`: `write` runs in the writer and takes an Idempotency-Key; `read` does not.
 * - `body`: how the request body travels; `stream` is NDJSON or CSV, read as it arrives; `image` is the bytes of a picture, `file` those of a file; `form` is a form,
 *   as OAuth wants it.
 * - `version`: the operation needs If-Match with the version of the record.
 * - `quiet`: the answer shows nothing of a record, a person or a question, so it leaves no entry in the audit log. Writes are
 *   never quiet.
 * - `unkept`: fields of the answer that are shown once: they are not kept for a request that is repeated with the same Idempotency-Key.
 * - `answer`: how the answer travels; `stream` is text as it is made, `events` server-sent events for as long as somebody listens, `bytes` bytes as they are read, `image` the bytes of a JPEG file, `pdf` those of a PDF.
 * - `stepUp`: a person must have confirmed with a passkey in the last five minutes that it is him. The bureau sees to it, also for
 *   operations of the hub.
 * - `locked`: a session that is locked may do it all the same.
 * - `approval`: an operation of the hub that a person does only after another approved a proposal of this kind; the bureau sees to it.
 */
export type Operation<I extends OperationInput = OperationInput, O extends TSchema = TSchema> = {
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: `/${string}`;
  side: 'hub' | 'bureau';
  permission: Permission | BureauPermission | 'public';
  purpose: 'required' | 'none';
  effect: 'read' | 'write';
  status: 200 | 201 | 202 | 204;
  version?: true;
  quiet?: true;
  unkept?: readonly string[];
  body?: 'json' | 'merge-patch' | 'stream' | 'image' | 'file' | 'form';
  answer?: 'json' | 'stream' | 'events' | 'bytes' | 'image' | 'pdf';
  stepUp?: true;
  locked?: true;
  approval?: 'mass-export';
  input: I;
  output: O;
  errors: readonly ErrorCode[];
  summary: string;
  description: string;
  examples?: readonly { name: string; body?: unknown; answer?: unknown }[];
};

/** Declares an operation, keeping the exact types of its schemas for server and client. */
export function defineOperation<const I extends OperationInput, O extends TSchema>(operation: Operation<I, O>): Operation<I, O> {
  return operation;
}

type Part<I extends OperationInput, K extends keyof OperationInput> = I[K] extends TSchema ? { [P in K]: Static<I[K]> } : unknown;

/** What a handler receives and a client sends: the parsed parts that the operation declares. */
export type InputOf<Op> = Op extends Operation<infer I, TSchema> ? Part<I, 'params'> & Part<I, 'query'> & Part<I, 'body'> : never;

/** What the operation answers. */
export type OutputOf<Op> = Op extends Operation<OperationInput, infer O> ? Static<O> : never;
