import type { InputOf, Operation, OperationInput, OutputOf } from '@watchword/api/operation.ts';
import type { TSchema } from 'typebox';
import { downloadOf, type Download } from './downloads.ts';
import { unreachable } from './problem.ts';
import type { CallOptions, Parts } from './request.ts';
import { parseNdjson, sourceFailure, streamOf, type Bytes, type OnBytes } from './streams.ts';
import { createTransport, type ClientOptions, type Transport } from './transport.ts';

/** Any operation of the contract. */
export type AnyOperation = Operation<OperationInput, TSchema>;

/** The input of an operation, left out when it takes none. */
type CallArgs<Op> = unknown extends InputOf<Op> ? [input?: undefined, options?: CallOptions] : [input: InputOf<Op>, options?: CallOptions];
/** Options of a call whose bytes are counted on their way. */
export type StreamOptions = CallOptions & { onBytes?: OnBytes | undefined };

/** The four ways in which an operation can be called. All throw AppError, or the reason of the caller's own signal. */
export type Calls = {
  /** Calls an operation that answers with JSON. */
  call<Op extends AnyOperation>(operation: Op, ...args: CallArgs<Op>): Promise<OutputOf<Op>>;
  /** Sends bytes as they come and gives the one answer at the end. Never repeated by itself: the bytes are gone. */
  upload<Op extends AnyOperation>(operation: Op, input: InputOf<Op>, body: Bytes, options?: StreamOptions & { type?: string | undefined }): Promise<OutputOf<Op>>;
  /** Starts a download. */
  download<Op extends AnyOperation>(operation: Op, input: InputOf<Op>, options?: StreamOptions): Promise<Download>;
  /** NDJSON both ways: values are sent as they come and answered as they are done. */
  exchange<Op extends AnyOperation>(operation: Op, values: Bytes, options?: StreamOptions): AsyncIterable<OutputOf<Op>>;
};

/** The calls of one client. */
export function createCalls(client: ClientOptions): Calls {
  const transport = createTransport(client);
  return {
    async call(operation, ...args) {
      const [input, options]: readonly [unknown?, CallOptions?] = args;
      const response = await transport(asOperation(operation), partsOf(input), options);
      return await readJson(response, options) as OutputOf<typeof operation>;
    },
    async upload(operation, input, body, options) {
      const response = await transport(asOperation(operation), partsOf(input), options, { stream: streamOf(body, options?.onBytes), type: options?.type ?? NDJSON });
      return await readJson(response, options) as OutputOf<typeof operation>;
    },
    async download(operation, input, options) {
      const response = await transport(asOperation(operation), partsOf(input), options);
      return downloadOf(response, options?.signal, options?.onBytes);
    },
    exchange: (operation, values, options) => exchange(transport, operation, values, options),
  };
}

async function* exchange<Op extends AnyOperation>(transport: Transport, operation: Op, values: Bytes, options: StreamOptions = {}): AsyncGenerator<OutputOf<Op>> {
  const stream = streamOf(values, options.onBytes);
  const response = await transport(asOperation(operation), {}, options, { stream, type: NDJSON });
  try {
    yield* parseNdjson<OutputOf<Op>>(downloadOf(response, options.signal).chunks());
  } catch (error) {
    // Server and client break off together when the values cannot be made: that is the reason to tell.
    throw sourceFailure(stream)?.error ?? error;
  }
}

async function readJson(response: Response, options: CallOptions | undefined): Promise<unknown> {
  if (response.status === 204) return undefined;
  try {
    return await response.json();
  } catch (cause) {
    throw unreachable(cause, options?.signal, response.url);
  }
}

const NDJSON = 'application/x-ndjson';
const asOperation = (operation: AnyOperation): Operation => operation as unknown as Operation;
const partsOf = (input: unknown): Parts => (typeof input === 'object' && input !== null ? input : {});
