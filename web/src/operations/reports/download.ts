import type { AnyOperation } from '@watchword/sdk/calls.ts';
import type { InputOf } from '@watchword/api/operation.ts';
import { client } from '../../api.ts';

/** A file that the server gives, as a whole. `type`: of what is kept; what the server calls it where left out. */
export async function fetchFile<Op extends AnyOperation>(operation: Op, input: InputOf<Op>, { type, timeout = 60_000 }: { type?: string; timeout?: number } = {}): Promise<Blob> {
  const download = await client.download(operation, input, { timeout });
  const pieces = await Array.fromAsync(download.chunks(), (piece) => piece as Uint8Array<ArrayBuffer>);
  return new Blob(pieces, { type: type ?? download.type });
}
