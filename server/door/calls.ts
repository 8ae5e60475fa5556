/** What handlers receive from the door and give back to it. Types only. */
import type { AppError } from '@watchword/api/errors.ts';
import type { BureauPermission, Permission } from '@watchword/api/operation.ts';
import type { Role } from '@watchword/api/organisations.ts';
import type { Unit } from '@watchword/api/rights/rights.ts';
import type { AuditEntry } from '#audit/audit.ts';
import type { Read, Write } from '#store/store.ts';
import type { Signals } from '#streaming/channels.ts';

/** Who asks, authenticated. Plain data: it travels to the writer thread. */
export type Asker = {
  /** Code of the organisation, and its number in masks and records. */
  readonly organisation: string;
  readonly number: number;
  readonly role: Role;
  /** What stands in the audit log: the officer's pseudonym, or the id of the token. */
  readonly actor: string;
  readonly name: string;
  readonly officer?: string;
  /** Id of the token through which an officer acts. */
  readonly via?: string;
  readonly permissions: readonly (Permission | BureauPermission)[];
  /** The agency under a bureau, or the partner, that asks; absent for a bureau and the secretariat themselves. */
  readonly unit?: Unit;
};

/** One call that was authenticated, authorised and parsed. `at`: ms since 1970, from the server's clock. */
export type Call<Input = unknown> = {
  readonly asker: Asker;
  readonly input: Input;
  readonly at: number;
  /** The version in If-Match, for operations that need one. */
  readonly version?: number;
};

/** An answer on its way out, and the entry that must be durable before it leaves; `response` says that it keeps the hash of the answer. */
export type Reply<Answer = unknown> = {
  readonly answer: Answer;
  /** The answer as the serialiser would write it, from whoever has it already. */
  readonly text?: string;
  /** Absent only for operations that the contract calls quiet. */
  readonly entry?: (response: string) => AuditEntry;
};

/** Reads. May answer at once: a check that the filter decides waits for nothing but its audit entry. */
export type ReadHandler<Input = never, Answer = unknown> = (call: Call<Input>) => Reply<Answer> | Promise<Reply<Answer>>;

/** What a write has done: its answer and the entry for the audit log; the outbox gives the entry its id. */
export type WriteReply<Answer = unknown> = { readonly answer: Answer; readonly entry: AuditEntry };

/**
 * Writes, inside one transaction, in the writer's thread. It waits for nothing but the store and appends at least one change.
 * The door has checked the Idempotency-Key before, and stores answer and audit entry in the same transaction.
 */
export type WriteHandler<Input = never, Answer = unknown> = (tx: Write, call: Call<Input>) => Promise<WriteReply<Answer>> | WriteReply<Answer>;

/** One item of a batch or stream: the answer of its check, or why there is none. */
export type ItemReply = { readonly index: number; readonly reference: string | undefined; readonly reply: Reply | ItemProblem };
export type ItemProblem = { readonly problem: AppError };
/** Answers many checks of one request, each with an entry of its own. Items come in portions that become durable together. */
export type ItemsHandler = (call: Call<ItemsInput>) => AsyncIterable<readonly ItemReply[]>;
/** The items as they were sent, none of them parsed yet. */
export type ItemsInput = { readonly items: AsyncIterable<readonly unknown[]> };

/** A body that is read as it arrives. */
export type StreamCall<Input = unknown> = Call<Input> & { readonly body: AsyncIterable<Uint8Array>; readonly signal: AbortSignal };
/** Takes a stream and answers once, when all of it is done. */
export type UploadHandler<Input = never, Answer = unknown> = (call: StreamCall<Input>) => Promise<Reply<Answer>>;
/** Answers with text as it is made. `type` is the media type, `name` of the file to be saved. `entry` tells what was made so far: it is asked before the first byte leaves and before the last. */
export type Download<Piece = string> = { readonly type: string; readonly name?: string; readonly text: AsyncIterable<Piece>; readonly entry?: () => AuditEntry };
export type DownloadHandler<Input = never> = (call: Call<Input>) => Promise<Download>;

/** Answers with bytes that are there as a whole. `type` is the media type, `tag` goes into the ETag, `entry` must be durable before they leave. */
export type Bytes = { readonly type: string; readonly bytes: Uint8Array; readonly tag: string; readonly entry: AuditEntry };
export type BytesHandler<Input = never> = (call: Call<Input>) => Promise<Bytes>;

/** Somebody who wants to hear of events. `stillAllowed` asks once more who it is, and throws when he may hear no more. */
export type ListenCall<Input = unknown> = Call<Input> & { readonly stillAllowed: () => Promise<Asker> };
/** Answers with signals for as long as somebody listens; `return` of them is called when he leaves. */
export type ListenHandler<Input = never> = (call: ListenCall<Input>) => Promise<Signals>;

/** What every handler that only reads needs. */
export type Reading = { readonly read: Read };
