/** Travel documents for measuring: fictional, repeatable, of one owner. Number `n` is `X` and nine digits. */
import { Readable } from 'node:stream';

/** The number of the document `n`, from 0. */
export function documentNumber(n: number): string {
  return `X${String(100_000_000 + n).slice(1)}7`;
}

/** `count` lines of NDJSON from document `from` on, in pieces of about a MiB. `reference`: whether each carries one. */
export function documentLines({ from, count, reference }: { from: number; count: number; reference: boolean }): Readable {
  function* pieces(): Generator<Buffer> {
    for (let at = from; at < from + count; at += 8192) {
      let text = '';
      for (let n = at; n < Math.min(at + 8192, from + count); n += 1) {
        const day = 1 + (n % 28);
        const head = reference ? `{"reference":"R-${n}","content":` : '{"content":';
        text += `${head}{"number":"${documentNumber(n)}","issuer":"FRA","type":"passport","fraud":"stolen","occurredOn":"2025-0${1 + (n % 9)}-${day < 10 ? '0' : ''}${day}","occurredIn":"FRA"}}\n`;
      }
      yield Buffer.from(text);
    }
  }
  return Readable.from(pieces(), { objectMode: false, highWaterMark: 4 * 1024 * 1024 });
}
