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

/** What comes of a stream for as long as it is allowed: `requireAllowed` is asked before each piece, and throws when it is no more. */
export async function* whileAllowed<Piece>(pieces: AsyncIterable<Piece>, requireAllowed: () => Promise<unknown>): AsyncGenerator<Piece> {
  for await (const piece of pieces) {
    await requireAllowed();
    yield piece;
  }
}

/**
 * The text of a download. Its audit entry is durable before the first piece leaves, and once more before the last does, or when
 * whoever reads it leaves early: the later entry counts what was made since.
 */
export async function* downloadText<Piece extends string | Uint8Array>({ text, entry }: Pick<Download<Piece>, 'text' | 'entry'>, audit: Pick<AuditLog, 'append'>): AsyncGenerator<Piece> {
  let held: Piece | undefined;
  let made = 0;
  let recorded = -1;
  const record = async (): Promise<void> => {
    if (entry === undefined || recorded === made) return;
    recorded = made;
    await audit.append(entry());
  };
  try {
    for await (const piece of text) {
      made += 1;
      if (held !== undefined) {
        if (recorded < 0) await record();
        yield held;
      }
      held = piece;
    }
    await record();
    if (held !== undefined) yield held;
  } finally {
    // Nobody is there any more who could be refused.
    await record().catch(() => undefined);
  }
}
