/** The requests of persons in a hub: the key that seals them, the thread that gathers, and what runs beside the operations. */
import { join } from 'node:path';
import { Cron } from 'croner';
import { confirmReached, erasePending, openGathering, sealWith, sweepRequests, type REQUEST_SLICES } from '#requests/requests.ts';
import { SERVER, type AuditLog, type Trees } from '#audit/audit.ts';
import type { RequestParts } from '#requests/routes.ts';
import type { Handlers, Read, Writer } from '#store/store.ts';
import type { Clock } from './clock.ts';
import type { Config, Secrets } from './config.ts';
import { openSecret, renameKeyFile } from './key-file.ts';
import { errorLine, type Log } from './logging.ts';

type Keeping = {
  readonly options: { readonly config: Config; readonly secrets: Secrets; readonly clock: Clock; readonly log: Log; readonly training: boolean };
  readonly dir: string;
  readonly place: { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string; readonly server: string };
  readonly store: { readonly read: Read; readonly writer: Writer<Handlers> };
  readonly travellerKey: Uint8Array;
  readonly audit: Pick<AuditLog, 'eraseTexts'>;
  readonly trees: Pick<Trees, 'ask'>;
  /** The change up to which the filter of this server holds everything. */
  readonly reached: () => number;
};

/** `confirm`: this server follows the change log up to there. */
export type KeptRequests = { readonly parts: RequestParts; confirm(change: number): Promise<void>; close(): Promise<void> };

/** Opens them. `dir`: folder of the hub. @throws `config.invalid` */
export async function keepRequests({ options, dir, place, store, travellerKey, audit, trees, reached }: Keeping): Promise<KeptRequests> {
  const { config, secrets, clock, log } = options;
  const keyFile = join(dir, 'requests.key');
  renameKeyFile(join(dir, 'commission.key'), keyFile);
  const seal = sealWith(openSecret({ file: keyFile, secret: secrets.requestsKey?.reveal(), setting: 'WATCHWORD_REQUESTS_KEY' }));
  const where = place.kind === 'sqlite' ? { file: place.file } : { url: place.url, server: place.server };
  const gathering = openGathering({ audit: join(dir, 'audit'), travellerKey, training: options.training, ...where }, new URL('./bin/gather-worker.ts', import.meta.url));
  const running = { read: store.read, writer: store.writer as unknown as Writer<typeof REQUEST_SLICES> };
  const run = (work: string, done: Promise<void>): Promise<void> => done.catch((error: unknown) => log.error({ work, ...errorLine(error) }, 'work beside the requests failed'));
  // A decision holds whether or not it could be said that it is followed; that is tried again every minute.
  const confirm = (change: number): Promise<void> => run('confirm requests', confirmReached(running, { holder: `server:${config.server}`, change, at: clock.now() }));
  let erasing: Promise<void> = Promise.resolve();
  const eraseTexts = async (seqs: readonly number[]): Promise<void> => {
    await audit.eraseTexts({ seqs, who: SERVER, reason: 'commission' });
    // What was sealed to the Commission about the same checks would say of whom they were.
    await trees.ask('eraseBoxes', { seqs, entry: seqs.reduce((last, seq) => Math.max(last, seq), 1) });
  };
  const erase = (): void => {
    erasing = erasing.then(() => run('erase texts', erasePending(running, config.server, eraseTexts)));
  };
  const everyMinute = (): void => {
    void confirm(reached());
    // What was committed together with a change, or failed.
    erase();
  };
  const jobs = [new Cron('* * * * *', everyMinute), new Cron('27 0 * * *', () => void run('sweep requests', sweepRequests(running, clock.now(), config.keepRequestsDays)))];
  // Writes of requests append no change. What a server that stopped left undone is done at its start.
  const unsubscribe = store.writer.subscribe(({ changes, outbox }) => {
    if (changes === undefined && outbox.length > 0) erase();
  });
  erase();
  // What another server decided while this one was down.
  void confirm(reached());
  return {
    parts: { read: store.read, seal, gather: gathering.gather, server: config.server },
    confirm,
    async close() {
      for (const job of jobs) job.stop();
      unsubscribe();
      await erasing;
      await gathering.close();
    },
  };
}
