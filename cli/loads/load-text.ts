import { ERRORS, isErrorCode } from '@watchword/api/errors.ts';
import type { LoadAnswer } from '@watchword/api/loads.ts';
import { formatCount } from '../terminal/progress.ts';
import { alignRows, plain } from '../terminal/table.ts';

/** What a load has done, in one line. */
export function countsText({ lines, created, amended, unchanged, rejected, dryRun }: LoadAnswer): string {
  const counts = `${formatCount(created)} new, ${formatCount(amended)} changed, ${formatCount(unchanged)} unchanged, ${formatCount(rejected)} rejected`;
  return `${formatCount(lines)} ${lines === 1 ? 'line' : 'lines'}: ${counts}${dryRun ? ' (dry run: nothing was written)' : ''}`;
}

/** A load, line by line. */
export function loadText(load: LoadAnswer): string[] {
  const { id, database, format, state, name, startedAt, endedAt, searchable, problem } = load;
  const rows = [
    ['load', id], ['database', database], ['file', `${name === undefined ? '' : `${plain(name)}, `}${format}`], ['state', problem === undefined ? state : `${state}: ${problemText(problem)}`],
    ['started', startedAt], ['ended', endedAt ?? '–'], ['lines', countsText(load)], ['found by checks', formatCount(searchable)],
  ];
  return alignRows(rows);
}

/** Loads below one another. */
export function loadsText(loads: readonly LoadAnswer[]): string[] {
  if (loads.length === 0) return [];
  const rows = loads.map((load) => [load.id, load.database, load.state, load.startedAt, formatCount(load.lines), formatCount(load.rejected), plain(load.name ?? '–')]);
  return alignRows([['ID', 'DATABASE', 'STATE', 'STARTED', 'LINES', 'REJECTED', 'FILE'], ...rows]);
}

/** The code of what ended a load, as a sentence. */
export function problemText(problem: string): string {
  return isErrorCode(problem) ? `${ERRORS[problem].title} (${problem})` : problem;
}
