/** The operations of loads. */
import { createReadStream } from 'node:fs';
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { fail } from '@watchword/api/errors.ts';
import { idBytes, parseId } from '@watchword/api/ids.ts';
import { cancelLoad, getLoad, getRejects, listLoads, sendLoad, startLoad } from '@watchword/api/loads.ts';
import type { Asker } from '#door/calls.ts';
import { onDownload, onRead, onUpload, onWrite, type Implementation } from '#door/implement.ts';
import { loadRejectsRead } from '#audit/audit.ts';
import { loadId, presentLoad, type StoredLoad } from './load-state.ts';
import { MEDIA_TYPES } from './media-types.ts';
import type { Loads } from './open-loads.ts';
import { findLoad, listLoadsOf } from './queries.ts';
import { rejectsFileOf } from './rejects.ts';

const LISTED = 100;

/** What the door needs to know of loads. */
export function loadRoutes(loads: Loads): Implementation[] {
  const { read, folder } = loads;
  const present = (load: StoredLoad) => presentLoad(load, loads.findRunning(load.id));
  return [
    onWrite(startLoad),
    onUpload(sendLoad, async ({ asker, input: { params, query }, body, signal }) => {
      const { id } = await getOwn(loads, asker, params.id);
      const { organisation, actor } = asker;
      const sent = await loads.send({ load: id, organisation, actor, body, offset: query.offset, last: query.last ?? true, signal });
      if (sent.failure !== undefined) throw sent.failure;
      return { answer: present(sent.load) };
    }),
    // What runs here ends in order first: its records are found when the cancellation is answered.
    onWrite(cancelLoad, async (call) => {
      const { params } = call.input as { params: { id: string } };
      await loads.stop((await getOwn(loads, call.asker, params.id)).id);
      return call;
    }),
    onRead(getLoad, async ({ asker, input: { params } }) => ({ answer: present(await getOwn(loads, asker, params.id)) })),
    onRead(listLoads, async ({ asker }) => {
      const found = await listLoadsOf(read, { organisation: asker.organisation, limit: LISTED });
      return { answer: { items: found.map(present) } };
    }),
    onDownload(getRejects, async ({ asker, input: { params } }) => {
      const load = await getOwn(loads, asker, params.id);
      const { format } = load.options;
      return { type: MEDIA_TYPES[format], name: `rejects.${format}`, text: readRejects(rejectsFileOf(folder, load), load.counts.rejectBytes),
        entry: () => loadRejectsRead(asker, { databases: [getDatabaseByNumber(load.database).code], subject: loadId(load.id), count: load.counts.rejected }) };
    }),
  ];
}

/** A load of the asker's organisation; that of another does not exist. @throws `load.not-found` */
async function getOwn({ read }: Loads, asker: Asker, text: string): Promise<StoredLoad> {
  const id = parseId('load', text);
  const load = id === undefined ? undefined : await findLoad(read, idBytes(id));
  if (load?.organisation !== asker.organisation) throw fail('load.not-found');
  return load;
}

/** As much of the file of rejects as belongs to lines that are dealt with. Nothing when it is there no longer. */
async function* readRejects(file: string, bytes: number): AsyncGenerator<string> {
  if (bytes === 0) return;
  try {
    for await (const text of createReadStream(file, { encoding: 'utf8', end: bytes - 1 })) yield text as string;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
