/** The writes of loads, as they run inside the writer. */
import { idBytes, newId } from '@watchword/api/ids.ts';
import { startLoad } from '@watchword/api/loads.ts';
import { writeOf, type WriteHandlers } from '#door/implement.ts';
import { presentLoad } from './load-state.ts';
import { openLoad } from './slices.ts';

/** Handlers of the writer, by operation. */
export const LOAD_WRITES: WriteHandlers = writeOf(startLoad, async (tx, { asker, at, input: { body } }) => {
  const { database, format, dryRun = false, onError = 'skip', maxErrors, name = null, bytes } = body;
  const options = { format, dryRun, onError, maxErrors, bytes };
  const { organisation, actor } = asker;
  const { load, entry } = await openLoad(tx, { id: idBytes(newId('load', at)), organisation, database, name, options, actor, at });
  return { answer: presentLoad(load, undefined), entry };
});
