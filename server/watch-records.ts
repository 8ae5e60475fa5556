/** The walk over the records, as the hub runs it: beside the checks, and with the filter and the writer at hand. */
import { join } from 'node:path';
import { keyOfIndex53 } from '#databases/databases.ts';
import type { KeptFilter } from '#checks/filter/keep-filter.ts';
import { lookHere, lookInThread, openWatch, type MEND_SLICES, type Watch } from '#records/integrity/integrity.ts';
import type { Read, Writer } from '#store/store.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { errorLine, type Log } from './logging.ts';

type Parts = { options: { readonly config: Config; readonly clock: Clock; readonly log: Log }; dir: string; read: Read; writer: Pick<Writer<typeof MEND_SLICES>, 'run'>; file: string | undefined; filter: KeptFilter };

/** Starts it. `dir`: the folder of the hub, where its place is kept. `file`: of the store, when it is one. */
export function watchRecords({ options, dir, read, writer, file, filter }: Parts): Watch {
  const { clock, config, log } = options;
  const looker = file === undefined ? lookHere(read) : lookInThread(new URL('./bin/look-worker.ts', import.meta.url), { file });
  return openWatch({
    read,
    looker,
    file: join(dir, 'walk.json'),
    percent: config.walkPercent,
    now: clock.now,
    mend: (mending) => writer.run('records.mend', mending),
    passes(key) {
      const { hi, lo } = keyOfIndex53(key);
      return filter.mightContain(hi, lo);
    },
    follow: async () => await filter.follow(await read.lastChange()),
    onFault: (fault, mended) => log.error({ work: 'walk', ...fault, mended }, mended ? 'a record was not found by what leads to it; the index was mended' : 'a record is damaged, or not found'),
    onTrouble: (error) => log.error({ work: 'walk', ...errorLine(error) }, 'work beside the requests failed'),
  });
}
