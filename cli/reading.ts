import { parseMrz, printableMrz } from '@watchword/api/mrz/mrz.ts';
import { parseVin } from '@watchword/api/vin.ts';
import type { Invocation } from './command.ts';
import { write } from './terminal/terminal.ts';

/** `watchword mrz`: one JSON object for each zone given, or for each line of stdin. Always exit 0: reading is no check. */
export async function readZones({ args }: Pick<Invocation, 'args'>): Promise<void> {
  await eachRow(args, (row) => ({ ...printableMrz(parseMrz(row)), ...emptyMark(row) }));
}

/** `watchword vin`: the same for VINs. */
export async function readVins({ args }: Pick<Invocation, 'args'>): Promise<void> {
  await eachRow(args, (row) => ({ ...parseVin(row), ...emptyMark(row) }));
}

/** An empty row is answered too, so that the n-th line out belongs to the n-th row in. */
function emptyMark(row: string): { empty?: true } {
  return row.trim() === '' ? { empty: true } : {};
}

/** Rows are answered in the pieces in which they arrive, so that a pipe never waits for its end. */
async function eachRow(args: readonly string[], read: (row: string) => object): Promise<void> {
  const printRows = async (rows: readonly string[]): Promise<void> => {
    let text = '';
    for (const row of rows) text += `${JSON.stringify(read(row))}\n`;
    if (text !== '') await write(text);
  };
  if (args.length > 0) return printRows(args);
  let rest = '';
  process.stdin.setEncoding('utf8');
  for await (const chunk of process.stdin) {
    const rows = (rest + String(chunk)).split('\n');
    rest = rows.pop() ?? '';
    await printRows(rows);
  }
  // What follows the last line break is a row only if something stands there.
  if (rest !== '') await printRows([rest]);
}
