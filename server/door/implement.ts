/** Ties a handler to its operation of the contract, so that the compiler compares their types. */
import type { InputOf, Operation, OperationInput, OutputOf } from '@watchword/api/operation.ts';
import type { TSchema } from 'typebox';
import type { BytesHandler, Call, Download, DownloadHandler, ItemsHandler, ListenHandler, ReadHandler, StreamCall, UploadHandler, WriteHandler } from './calls.ts';

/** An operation with the code that does it. Writes are named here and run by the writer, which knows them by the operation's id. */
export type Implementation =
  | { readonly operation: Operation; readonly how: 'read'; readonly handler: ReadHandler }
  | { readonly operation: Operation; readonly how: 'upload'; readonly handler: UploadHandler }
  | { readonly operation: Operation; readonly how: 'download'; readonly handler: DownloadHandler }
  | { readonly operation: Operation; readonly how: 'items'; readonly handler: ItemsHandler }
  | { readonly operation: Operation; readonly how: 'bytes'; readonly handler: BytesHandler }
  | { readonly operation: Operation; readonly how: 'events'; readonly handler: ListenHandler }
  | { readonly operation: Operation; readonly how: 'write'; readonly prepare: Prepare | Gather | undefined };

/** What a write needs from outside the writer (another part's answer, a key) is put into its call here, before it is sent there. Nothing is written. */
export type Prepare = (call: Call) => Promise<Call>;

/** The same for a write whose body is a picture. `digest` is of the bytes as they came, so that a request which is repeated is known again. */
export type Gather<Input = never> = (call: StreamCall<Input>) => Promise<Call & { readonly digest: string }>;

type Any = Operation<OperationInput, TSchema>;

/** An operation that reads and answers with JSON. */
export function onRead<Op extends Any>(operation: Op, handler: ReadHandler<InputOf<Op>, Omit<OutputOf<Op>, 'receipt'>>): Implementation {
  return { operation: operation as unknown as Operation, how: 'read', handler: handler as ReadHandler };
}

/** An operation whose body is a stream. */
export function onUpload<Op extends Any>(operation: Op, handler: UploadHandler<InputOf<Op>, OutputOf<Op>>): Implementation {
  return { operation: operation as unknown as Operation, how: 'upload', handler: handler as UploadHandler };
}

/** An operation whose answer is a stream of text, or of bytes. */
export function onDownload<Op extends Any>(operation: Op, handler: (call: Call<InputOf<Op>>) => Promise<Download<string | Uint8Array>>): Implementation {
  return { operation: operation as unknown as Operation, how: 'download', handler: handler as DownloadHandler };
}

/** An operation whose answer is bytes. */
export function onBytes<Op extends Any>(operation: Op, handler: BytesHandler<InputOf<Op>>): Implementation {
  return { operation: operation as unknown as Operation, how: 'bytes', handler: handler as BytesHandler };
}

/** An operation that answers with events for as long as somebody listens. */
export function onListen<Op extends Any>(operation: Op, handler: ListenHandler<InputOf<Op>>): Implementation {
  return { operation: operation as unknown as Operation, how: 'events', handler: handler as ListenHandler };
}

/** An operation that answers many checks, each with an audit entry of its own. */
export function onItems(operation: Any, handler: ItemsHandler): Implementation {
  return { operation: operation as unknown as Operation, how: 'items', handler };
}

/** A write: its handler is in the writer, in a `writes.ts` (`writeOf`). */
export function onWrite(operation: Any, prepare?: Prepare): Implementation {
  return { operation: operation as unknown as Operation, how: 'write', prepare };
}

/** A write whose body is a picture: `gather` reads it as it arrives and puts into the call what the writer needs of it. */
export function onPictureWrite<Op extends Any>(operation: Op, gather: Gather<InputOf<Op>>): Implementation {
  return { operation: operation as unknown as Operation, how: 'write', prepare: gather as Gather };
}

/** The handlers of the writes of a domain, by the id of the operation. */
export type WriteHandlers = Readonly<Record<string, WriteHandler>>;

/** One entry of `WriteHandlers`, typed by its operation. */
export function writeOf<Op extends Any>(operation: Op, handler: WriteHandler<InputOf<Op>, OutputOf<Op>>): WriteHandlers {
  return { [operation.id]: handler as WriteHandler };
}
