/** Bodies and answers that are read and written as they come. */
import { StringDecoder } from 'node:string_decoder';
import { fail } from '@watchword/api/errors.ts';
import type { AuditLog } from '#audit/audit.ts';
import type { Download } from './calls.ts';

const MOST_LINE = 64 * 1024;

/** The lines of a text that arrives in pieces, in portions as they came; empty lines are left out. @throws `request.too-large` for a line over 64 KiB */
export async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncIterable<readonly string[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const piece of body) {
    const lines = (rest + decoder.write(piece)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MOST_LINE || lines.some((line) => line.length > MOST_LINE)) throw fail('request.too-large', { detail: 'A line is longer than 64 KiB.' });
    const filled = lines.filter((line) => line.trim() !== '');
    if (filled.length > 0) yield filled;
  }
  rest += decoder.end();
  if (rest.trim() !== '') yield [rest];
}

/** The text of a download. The last piece is held back until the audit entry is durable. */
export async function* downloadText({ text, entry }: Download, audit: AuditLog): AsyncIterable<string> {
  let held: string | undefined;
  for await (const piece of text) {
    if (held !== undefined) yield held;
    held = piece;
  }
  if (entry !== undefined) await audit.append(entry());
  if (held !== undefined) yield held;
}
