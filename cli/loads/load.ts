import type { Run } from '../command.ts';
import { connect } from '../connection.ts';
import { confirm } from '../terminal/confirm.ts';
import { plain } from '../terminal/table.ts';
import { print, write } from '../terminal/terminal.ts';
import { loadText, loadsText } from './load-text.ts';
import { saveRejects } from './rejects.ts';

/** Lists one's last loads. */
export const listLoads: Run = async (invocation) => {
  const { terminal, signal } = invocation;
  const items = await connect(invocation).client.loads.list({ signal });
  if (terminal.format === 'ndjson') for (const load of items) await terminal.out(JSON.stringify(load));
  else await print(terminal, { items }, () => loadsText(items));
};

/** Shows one load. */
export const showLoad: Run = async (invocation) => {
  const load = await connect(invocation).client.loads.get(invocation.args[0] ?? '', { signal: invocation.signal });
  await print(invocation.terminal, load, () => loadText(load));
};

/** Cancels a load, wherever it is being sent from. */
export const cancelLoad: Run = async (invocation) => {
  const { args: [id = ''], terminal, signal } = invocation;
  const { client } = connect(invocation);
  const load = await client.loads.get(id, { signal });
  await confirm(invocation, `Cancel the load ${plain(load.name ?? id)} into ${load.database}, after ${load.lines} lines? What it has stored stays.`);
  const cancelled = await client.loads.cancel(id, { signal });
  await print(terminal, cancelled, () => loadText(cancelled));
};

/** Prints the rejected lines of a load, or writes them into a file. */
export const printRejects: Run = async (invocation) => {
  const { args: [id = ''], flags, signal } = invocation;
  const rejects = await connect(invocation).client.loads.rejects(id, { signal });
  const out = flags.text('out');
  if (out !== undefined && out !== '-') return saveRejects(rejects, out);
  for await (const chunk of rejects.chunks()) await write(chunk);
};
