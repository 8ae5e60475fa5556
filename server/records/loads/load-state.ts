/** What the store keeps of a load, and how it is shown. */
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { formatMoment } from '@watchword/api/dates.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import type { LOAD_STATES, LoadAnswer } from '@watchword/api/loads.ts';
import type { LoadTable } from '#store/tables.ts';
import type { Place } from './lines/frames.ts';
import type { CsvHeader, Format } from './lines/read-lines.ts';

export type LoadState = (typeof LOAD_STATES)[number];

/** How a load is to be done. `header`: of a CSV file whose beginning was read. `bytes`: size of the file, where known. */
export type LoadOptions = {
  format: Format;
  dryRun: boolean;
  onError: 'skip' | 'stop';
  maxErrors?: number | undefined;
  bytes?: number | undefined;
  header?: CsvHeader | undefined;
};

/**
 * What came of the lines so far. `rejectBytes`: bytes of the file of rejects that belong to these lines. `batches`: commits
 * that entered or amended something. `inside`: the next byte is in a line that was rejected for its length.
 */
export type LoadCounts = {
  created: number;
  amended: number;
  unchanged: number;
  rejected: number;
  rejectBytes: number;
  batches: number;
  inside?: boolean | undefined;
  problem?: string | undefined;
};

/** A load as it stands in the store, taken apart. */
export type StoredLoad = Omit<LoadTable, 'options' | 'counts' | 'state'> & { state: LoadState; options: LoadOptions; counts: LoadCounts };

export const NO_COUNTS: LoadCounts = { created: 0, amended: 0, unchanged: 0, rejected: 0, rejectBytes: 0, batches: 0 };

/** Takes a row of the store apart. */
export function readLoad(row: LoadTable): StoredLoad {
  return { ...row, state: row.state as LoadState, options: JSON.parse(row.options) as LoadOptions, counts: JSON.parse(row.counts) as LoadCounts };
}

/** Where the file was read to. */
export function placeOf({ line, byte_offset: offset, counts }: Pick<StoredLoad, 'line' | 'byte_offset' | 'counts'>): Place {
  return { line: line + 1, offset, inside: counts.inside === true };
}

/** The id of a load as it is shown. */
export function loadId(id: Uint8Array): string {
  return idFromBytes('load', id);
}

/**
 * The answer for a load. `found`: of its new records those that checks find by now, of a load that runs here. Of any other all are found
 * that were stored: each end of sending publishes what it stored, and a start indexes what a crash left.
 */
export function presentLoad(load: StoredLoad, running: { found: number } | undefined): LoadAnswer {
  const { options, counts } = load;
  const { created, amended } = options.dryRun ? { created: 0, amended: 0 } : counts;
  return {
    id: loadId(load.id),
    database: getDatabaseByNumber(load.database).code,
    format: options.format,
    dryRun: options.dryRun,
    state: running !== undefined && load.state === 'open' ? 'running' : load.state,
    ...(load.file_name === null ? {} : { name: load.file_name }),
    startedAt: formatMoment(load.started_at),
    ...(load.ended_at === null ? {} : { endedAt: formatMoment(load.ended_at) }),
    offset: load.byte_offset,
    lines: load.line,
    created: counts.created,
    amended: counts.amended,
    unchanged: counts.unchanged,
    rejected: counts.rejected,
    searchable: amended + Math.min(created, running?.found ?? created),
    ...(counts.problem === undefined ? {} : { problem: counts.problem }),
  };
}
