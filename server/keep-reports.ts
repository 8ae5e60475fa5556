/** Reports, attachments and evidence of joint operations in a hub: the thread that prints, and reports that are made by themselves. */
import { Cron } from 'croner';
import type { Trees } from '#audit/audit.ts';
import type { Implementation } from '#door/implement.ts';
import { attachmentRoutes } from '#joint/attachments/routes.ts';
import { evidenceRoutes } from '#joint/evidence/routes.ts';
import { makeDueReports, openPrinting, type JOINT_QUESTIONS, type JOINT_SLICES } from '#joint/joint.ts';
import { reportRoutes } from '#joint/reports/routes.ts';
import { scanWith, type Pictures } from '#photos/photos.ts';
import type { Ask, Handlers, Read, Writer } from '#store/store.ts';
import type { Clock } from './clock.ts';
import { errorLine, type Log } from './logging.ts';

type Keeping = {
  readonly options: { readonly clock: Clock; readonly log: Log; readonly training: boolean; readonly config: { readonly scanner: string } };
  readonly store: { readonly read: Read; readonly writer: Writer<Handlers>; readonly ask: Ask<typeof JOINT_QUESTIONS> };
  readonly pictures: Pictures;
  readonly trees: Pick<Trees, 'ask'>;
};

/** `makeDue` makes what is due now; it is done each minute as well. */
export type KeptReports = { readonly routes: readonly Implementation[]; makeDue(): Promise<void>; close(): Promise<void> };

/** Opens them. */
export function keepReports({ options: { clock, log, training, config }, store, pictures, trees }: Keeping): KeptReports {
  const writer = store.writer as unknown as Writer<typeof JOINT_SLICES>;
  const printing = openPrinting(new URL('./bin/print-worker.ts', import.meta.url), { training });
  const parts = { read: store.read, ask: store.ask };
  let last: Promise<void> = Promise.resolve();
  const makeDue = (): Promise<void> => {
    last = last.catch(() => undefined).then(() => makeDueReports(parts, clock.now(), (composed) => writer.run('joint.report-made', composed)));
    return last;
  };
  const job = new Cron('* * * * *', () => void makeDue().catch((error: unknown) => log.error({ work: 'reports', ...errorLine(error) }, 'work beside the requests failed')));
  return {
    routes: [
      ...reportRoutes({ ...parts, print: printing.print }),
      ...attachmentRoutes({ read: store.read, pictures, scan: config.scanner === '' ? undefined : scanWith(config.scanner) }),
      ...evidenceRoutes({ read: store.read, trees, noteUse: (used) => writer.run('joint.evidence-used', used) }),
    ],
    makeDue,
    async close() {
      job.stop();
      await last.catch(() => undefined);
      await printing.close();
    },
  };
}
