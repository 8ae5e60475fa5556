import { readStatistics } from '@watchword/api/oversight.ts';
import type { Run } from '../command.ts';
import { connect } from '../connection.ts';
import { misuse } from '../failures.ts';
import { alignRows } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';

/** What is published of a month: checks by country and what came of them. Needs no token. */
export const showStatistics: Run = async (invocation) => {
  const { args: [month = ''], signal, terminal } = invocation;
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(month)) throw misuse('A month is written YYYY-MM.', 'watchword statistics 2026-10');
  const told = await connect(invocation).client.call(readStatistics, { query: { month } }, { signal });
  const cell = (count: number | null): string => (count === null ? 'withheld' : String(count));
  await print(terminal, told, () => [
    ...alignRows([
      ['COUNTRY', 'CHECKS', 'HIT', 'POSSIBLE', 'NO HIT'],
      ...told.items.map((one) => [one.organisation, cell(one.checks), cell(one.hits), cell(one.possible), cell(one.none)]),
      ['all', String(told.total.checks), String(told.total.hits), String(told.total.possible), String(told.total.none)],
    ]),
    `Counts from 1 to ${told.smallest - 1} are withheld, and what would tell them. Checks for asylum and the care of victims are in the total of checks alone.`,
  ]);
};
