import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { whoAmI } from '@watchword/api/access.ts';
import { reportIncidents } from '@watchword/api/joint/operations.ts';
import type { JointOperation } from '@watchword/api/joint/plans.ts';
import type { Client } from '@watchword/sdk/client.ts';
import { readRows, unknownColumns, type Row, type RowFault } from '@watchword/sdk/joint/incident-rows.ts';
import type { Invocation } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { CommandFailure } from '../failures.ts';
import { given } from '../flags.ts';
import { alignRows } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';

/** Incidents that are sent at once. */
const BATCH = 200;

/** Reports a CSV of incidents. All of it is checked before anything is sent: where there is a fault, nothing is. */
export async function reportCsv({ signal, terminal }: Pick<Invocation, 'signal' | 'terminal'>, client: Client, { operation: { id, you }, file }: { operation: JointOperation; file: string }): Promise<number> {
  const rows = await parseCsv(file === '-' ? await readAll(process.stdin) : await readFile(file, 'utf8').catch(() => { throw new CommandFailure(EXIT.usage, `${file} cannot be read.`); }));
  const { organisation } = await client.call(whoAmI, undefined, { signal });
  const { incidents, faults } = readRows(rows, { named: you.shares?.names === true, of: `${id} ${organisation}` });
  if (faults.length > 0) return await tell(terminal, { taken: 0, known: 0, faults }, 'Nothing was sent.');
  const sum = { taken: 0, known: 0, faults: [] as RowFault[] };
  for (let from = 0; from < incidents.length; from += BATCH) {
    const batch = incidents.slice(from, from + BATCH);
    const { taken, known, rejected } = await client.call(reportIncidents, { params: { id }, body: { items: batch.map(({ id: incident, share, content }) => ({ id: incident, content, ...(share !== undefined && { share: share as 'all' }) })) } }, { signal });
    sum.taken += taken;
    sum.known += known;
    for (const { item, errors } of rejected) for (const { pointer, code, detail } of errors) sum.faults.push({ ...(batch[item]?.lineOf(pointer) ?? { line: 0, column: '' }), code, detail });
  }
  return await tell(terminal, sum, 'The others were taken.');
}

/** The columns that such a CSV can have, and what belongs there. */
export async function listColumns({ terminal }: Pick<Invocation, 'terminal'>): Promise<void> {
  const { INCIDENT_COLUMNS } = await import('@watchword/sdk/joint/incident-columns.ts');
  const items = INCIDENT_COLUMNS.map(({ name, kind, choices, about }) => ({ name, kind, ...given({ choices, about }) }));
  await print(terminal, { items }, () => [
    ...alignRows([['column', 'kind', 'what'], ['incident', 'text', 'Rows with the same text are one incident'], ['share', 'text', 'With whom: nobody, coordinator, all'], ...items.map(({ name, kind, choices, about }) => [name, kind, choices?.join(', ') ?? about ?? ''])]),
    'Needed: kind, at, place.name. A flag is yes or nothing.',
  ]);
}

async function tell(terminal: Invocation['terminal'], sum: { readonly taken: number; readonly known: number; readonly faults: readonly RowFault[] }, left: string): Promise<number> {
  await print(terminal, sum, () => [...sum.faults.map(({ line, column, detail }) => `line ${line}, ${column}: ${detail}`), `${sum.taken} taken, ${sum.known} known already, ${sum.faults.length} faults${sum.faults.length === 0 ? '' : `. ${left}`}`]);
  return sum.faults.length > 0 ? EXIT.partial : EXIT.ok;
}

type Parsed = { readonly record: Record<string, string>; readonly info: { readonly lines: number } };

/** @throws CommandFailure naming the line, or the column that is none */
async function parseCsv(text: string): Promise<Row[]> {
  const { parse } = await import('csv-parse/sync');
  let head: readonly string[] = [];
  const readHead = (names: string[]): string[] => {
    head = names.map((name) => name.trim());
    return [...head];
  };
  let parsed: Parsed[];
  try {
    // Spreadsheets of some countries separate with semicolons.
    parsed = parse(text, { bom: true, columns: readHead, info: true, skip_empty_lines: true, trim: true, delimiter: /^[^\n]*;/u.test(text) && !/^[^\n]*,/u.test(text) ? ';' : ',' }) as unknown as Parsed[];
  } catch (error) {
    throw new CommandFailure(EXIT.usage, `The file is no CSV: ${error instanceof Error ? error.message : 'it cannot be read'}.`);
  }
  const unknown = unknownColumns(head);
  if (unknown.length > 0) throw new CommandFailure(EXIT.usage, `There is no column ${unknown.join(', ')}.`, 'watchword operation incident CODE --columns');
  return parsed.map(({ record, info }) => ({ line: info.lines, cells: record }));
}
