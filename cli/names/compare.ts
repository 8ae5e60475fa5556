import { misuse } from '../failures.ts';
import type { Run } from '../command.ts';
import { write } from '../terminal/terminal.ts';

const HEADER = 'query\tcandidate';

/** `watchword names compare`: one row out for each row in, empty and odd ones too. Always exit 0: comparing is no check. */
export const comparePairs: Run = async ({ terminal: { format } }) => {
  if (process.stdin.isTTY) throw misuse('There are no rows on stdin.', 'watchword names compare < pairs.tsv');
  const { analyseName, BANDS, compareNames } = await import('@watchword/server/bin/names.ts');
  const isText = format === 'text';
  const compare = (row: string): string => {
    const [query = '', candidate = ''] = row.split('\t');
    const { score, rarity, parts } = compareNames(analyseName({ text: query }), analyseName({ text: candidate }));
    const rounded = Number(score.toFixed(3));
    const band = score >= BANDS.names.possible ? 'possible' : 'none';
    return isText ? `${query}\t${candidate}\t${rounded.toFixed(3)}\t${band}` : JSON.stringify({ query, candidate, score: rounded, band, rarity: Number(rarity.toFixed(1)), parts });
  };
  await eachRow(async (rows, isFirst) => {
    const header = isFirst && rows[0] === HEADER;
    const lines = rows.slice(header ? 1 : 0).map(compare);
    if (header && isText) lines.unshift(`${HEADER}\tscore\tband`);
    if (lines.length > 0) await write(`${lines.join('\n')}\n`);
  });
};

/** Rows are answered in the pieces in which they arrive, so that a pipe never waits for its end. The end of the last row is no row. */
async function eachRow(answer: (rows: readonly string[], isFirst: boolean) => Promise<void>): Promise<void> {
  let rest = '';
  let isFirst = true;
  const pass = async (rows: readonly string[]): Promise<void> => {
    if (rows.length === 0) return;
    await answer(rows.map((row) => (row.endsWith('\r') ? row.slice(0, -1) : row)), isFirst);
    isFirst = false;
  };
  process.stdin.setEncoding('utf8');
  for await (const chunk of process.stdin) {
    const rows = (rest + String(chunk)).split('\n');
    rest = rows.pop() ?? '';
    await pass(rows);
  }
  if (rest !== '') await pass([rest]);
}
