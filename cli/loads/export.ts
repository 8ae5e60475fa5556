import type { Run } from '../command.ts';
import { connect } from '../connection.ts';
import { startProgress, formatCount } from '../terminal/progress.ts';
import { write } from '../terminal/terminal.ts';
import { saveTo } from './save.ts';

/** Exports one's own records of a database to stdout or a file. */
export const exportDatabase: Run = async (invocation) => {
  const { args: [database = ''], flags, terminal, signal } = invocation;
  const out = flags.text('out');
  const format = flags.text('format') === 'csv' || (flags.text('format') === undefined && /\.csv(\.gz|\.zst)?$/i.test(out ?? '')) ? 'csv' : 'ndjson';
  let lines = 0;
  const download = await connect(invocation).client.records.export(database, { format }, { signal });
  if (out === undefined || out === '-') {
    for await (const chunk of download.chunks()) await write(chunk);
    return;
  }
  const progress = startProgress(terminal, { title: out, unit: 'lines' });
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    let quoted = false;
    for await (const chunk of download.chunks()) {
      for (const byte of chunk) {
        // A line break within quotes is part of a cell of CSV; NDJSON has none.
        if (byte === 34) quoted = !quoted && format === 'csv';
        else if (byte === 10 && !quoted) lines++;
      }
      progress.update(undefined, lines);
      yield chunk;
    }
  };
  await saveTo(out, counted());
  progress.stop();
  terminal.say(`${out}: ${formatCount(format === 'csv' ? Math.max(lines - 1, 0) : lines)} records of ${database}`);
};
