/** The writes of loads, as they run inside the writer. */
import { fail } from '@watchword/api/errors.ts';
import { idBytes, newId, parseId } from '@watchword/api/ids.ts';
import { cancelLoad, startLoad } from '@watchword/api/loads.ts';
import { writeOf, type WriteHandlers } from '#door/implement.ts';
import { presentLoad } from './load-state.ts';
import { findLoad } from './queries.ts';
import { cancel, openLoad } from './slices.ts';

/** Handlers of the writer, by operation. */
export const LOAD_WRITES: WriteHandlers = {
  ...writeOf(startLoad, async (tx, { asker, at, input: { body } }) => {
    const { database, format, dryRun = false, onError = 'skip', maxErrors, name = null, bytes } = body;
    const options = { format, dryRun, onError, maxErrors, bytes };
    const { organisation, actor } = asker;
    const { load, entry } = await openLoad(tx, { id: idBytes(newId('load', at)), organisation, database, name, options, actor, at });
    return { answer: presentLoad(load, undefined), entry };
  }),
  ...writeOf(cancelLoad, async (tx, { asker, at, input: { params } }) => {
    const id = parseId('load', params.id);
    const load = id === undefined ? undefined : await findLoad(tx, idBytes(id));
    if (load?.organisation !== asker.organisation) throw fail('load.not-found');
    const { load: cancelled, entry } = await cancel(tx, load, { actor: asker.actor, at });
    return { answer: presentLoad(cancelled, undefined), entry };
  }),
};
