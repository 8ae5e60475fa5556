import { unreachable } from './problem.ts';
import { chunksOf, linesOf, parseNdjson, type OnBytes } from './streams.ts';

/** Text that the server makes as it goes. Read it once: as chunks, as lines, as NDJSON values or whole. */
export type Download = {
  /** Media type: `application/x-ndjson` or `text/csv`. */
  readonly type: string;
  /** The name that the server proposes for the file. */
  readonly name: string | undefined;
  chunks(): AsyncIterable<Uint8Array>;
  lines(): AsyncIterable<string>;
  values<Value = unknown>(): AsyncIterable<Value>;
  text(): Promise<string>;
};

/** The download that an answer carries. A line that breaks is an error, never a shorter file. */
export function downloadOf(response: Response, signal: AbortSignal | undefined, onBytes?: OnBytes): Download {
  const chunks = (): AsyncIterable<Uint8Array> => readBody(response, signal, onBytes);
  return {
    type: (response.headers.get('Content-Type') ?? '').split(';')[0]?.trim() ?? '',
    name: /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1],
    chunks,
    lines: () => linesOf(chunks()),
    values: () => parseNdjson(chunks()),
    async text() {
      const decoder = new TextDecoder();
      let text = '';
      for await (const chunk of chunks()) text += decoder.decode(chunk, { stream: true });
      return text + decoder.decode();
    },
  };
}

async function* readBody(response: Response, signal: AbortSignal | undefined, onBytes?: OnBytes): AsyncGenerator<Uint8Array> {
  if (response.body === null) return;
  let passed = 0;
  try {
    for await (const chunk of chunksOf(response.body)) {
      if (typeof chunk === 'string') continue;
      passed += chunk.byteLength;
      onBytes?.(passed);
      yield chunk;
    }
  } catch (cause) {
    throw unreachable(cause, signal, response.url);
  }
}
