/** Own records as a file that a load takes. */
import { createHash } from 'node:crypto';
import type { Database } from '@watchword/api/databases/database.ts';
import { getDatabase } from '@watchword/api/databases/databases.ts';
import { dayOfMs, formatDay } from '@watchword/api/dates.ts';
import { exportRecords } from '@watchword/api/records.ts';
import { recordExported } from '#audit/audit.ts';
import { cellsOf, columnsOf, unpackContent, type Line } from '#databases/databases.ts';
import type { Reading } from '#door/calls.ts';
import { onDownload, type Implementation } from '#door/implement.ts';
import { codesOfMask } from '#organisations/organisations.ts';
import type { Read } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import { confidentialityOf } from '../shown.ts';
import { isLive, STATE } from '../states.ts';
import { writeRecord } from './lines/csv.ts';
import { MEDIA_TYPES } from './media-types.ts';
import { listOwnPage } from './queries.ts';

type Format = keyof typeof MEDIA_TYPES;

/** The operation that exports. */
export function exportRoutes({ read }: Reading): Implementation[] {
  return [
    onDownload(exportRecords, async ({ asker, at, input: { params, query } }) => {
      const database = getDatabase(params.database);
      const format = query.format ?? 'ndjson';
      const written = { count: 0, digest: createHash('sha256') };
      const lines = writeLines(read, { database, owner: asker.number, day: dayOfMs(at), format });
      const { organisation, actor } = asker;
      const entry = () =>
        recordExported({ organisation, actor }, {
          databases: [database.code], owners: [organisation], count: written.count, digest: written.digest.copy().digest('hex'), question: JSON.stringify({ database: database.code, format }),
        });
      return { type: MEDIA_TYPES[format], name: `${database.code}.${format}`, text: counted(lines, written), entry };
    }),
  ];
}

/** What is written is counted and goes into the digest before it leaves. */
async function* counted(pages: AsyncIterable<Page>, written: { count: number; digest: ReturnType<typeof createHash> }): AsyncGenerator<string> {
  for await (const { text, records } of pages) {
    written.count += records;
    written.digest.update(text);
    yield text;
  }
}

type Page = { readonly text: string; readonly records: number };
type Asked = { database: Database; owner: number; day: number; format: Format };

const PAGE = 500;

/** Pages of the file, the header of a CSV file first. Each is read when the one before it has gone out. */
export async function* writeLines(read: Read, { database, owner, day, format }: Asked): AsyncGenerator<Page> {
  if (format === 'csv') yield { text: `${writeRecord(columnsOf(database).map(({ name }) => name), ',')}\r\n`, records: 0 };
  const write = format === 'csv' ? writeCsvLine : writeJsonLine;
  for (let aboveRow = 0; ; ) {
    const page = await listOwnPage(read, { owner, database: database.number, state: STATE.active, aboveRow, limit: PAGE });
    const live = page.filter((record) => isLive(record, day));
    if (live.length > 0) yield { text: live.map((record) => write(database, lineOf(database, record))).join(''), records: live.length };
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    aboveRow = last.row;
  }
}

function lineOf(database: Database, record: StoredRecord): Line {
  return {
    ...(record.reference === null ? {} : { reference: record.reference }),
    expiresOn: formatDay(record.expires_on),
    ...(record.hidden_from === null ? {} : { hiddenFrom: codesOfMask(record.hidden_from) }),
    // Hiding from the front line ends after 48 hours: it is no term that a file could carry.
    ...(record.confidentiality === 0 ? {} : { confidentiality: confidentialityOf(record) }),
    content: unpackContent(database, record.content),
  };
}

function writeJsonLine(_database: Database, line: Line): string {
  return `${JSON.stringify(line)}\n`;
}

function writeCsvLine(database: Database, line: Line): string {
  return `${writeRecord(cellsOf(database, line), ',')}\r\n`;
}
