/**
 * Reports that wait on a device until the network has taken them. Each has its id from the device, so sending twice is being there once.
 * Where they are kept and how they are encrypted there is `keeping`'s; this is what happens to them.
 */
import { AppError, ERRORS, type ErrorCode, type FieldError } from '@watchword/api/errors.ts';
import { newId } from '@watchword/api/ids.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import type { Share } from '@watchword/api/joint/words.ts';

/** A report on a device. `waiting` goes on its way by itself; `refused` waits for somebody to mend or discard it; of what was sent the content is gone. Times in ms since 1970. */
export type QueuedReport = {
  readonly id: string;
  readonly operation: string;
  readonly madeAt: number;
  readonly state: 'waiting' | 'sent' | 'refused';
  /** In a line, for whoever made it. */
  readonly summary: { readonly kind: IncidentContent['kind']; readonly at: string; readonly place: string; readonly count: number };
  readonly content?: IncidentContent | undefined;
  readonly share?: Share | undefined;
  readonly sentAt?: number | undefined;
  readonly refusal?: { readonly code: ErrorCode; readonly errors: readonly FieldError[] } | undefined;
};

/** Where reports are kept: each is written whole or not at all. */
export type Keeping = {
  all(): Promise<readonly QueuedReport[]>;
  put(report: QueuedReport): Promise<void>;
  remove(id: string): Promise<void>;
};

/** Gives a report to the network; throws AppError. */
export type Send = (report: { readonly id: string; readonly operation: string; readonly content: IncidentContent; readonly share?: Share | undefined }) => Promise<unknown>;

export type ReportQueue = {
  /** Newest first. */
  list(): readonly QueuedReport[];
  /** Keeps a report; it is safe when this returns. `id`: of one that was refused and mended. */
  add(report: { readonly operation: string; readonly content: IncidentContent; readonly share?: Share | undefined; readonly id?: string | undefined }): Promise<QueuedReport>;
  /** Discards a report that is not on its way. */
  discard(id: string): Promise<void>;
  /** Sends what waits, oldest first, until all is sent or the line is gone. One at a time, however often it is called. Gives how many still wait. */
  send(): Promise<number>;
};

/** Of what was sent a line is kept for so long, in ms. */
const SENT_KEPT = 24 * 3_600_000;
/** What says nothing of the report: the session ended, the line is bad, the server is busy. */
const NOT_THE_REPORT: ReadonlySet<ErrorCode> = new Set(['access.unauthenticated', 'access.locked', 'access.suspended', 'server.unreachable', 'server.internal', 'request.rate-limited']);

/** Opens what is kept on this device. */
export async function openReportQueue({ keeping, send, now, changed = () => undefined }: { keeping: Keeping; send: Send; now: () => number; changed?: () => void }): Promise<ReportQueue> {
  const kept = new Map((await keeping.all()).map((report) => [report.id, report]));
  for (const { id, state, sentAt } of kept.values()) {
    if (state !== 'sent' || now() - (sentAt ?? 0) < SENT_KEPT) continue;
    kept.delete(id);
    await keeping.remove(id);
  }
  const put = async (report: QueuedReport): Promise<void> => {
    await keeping.put(report);
    kept.set(report.id, report);
    changed();
  };
  const waiting = (): QueuedReport[] => [...kept.values()].filter(({ state }) => state === 'waiting').toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const sendAll = async (): Promise<number> => {
    for (const report of waiting()) {
      if (report.content === undefined) continue;
      try {
        await send({ id: report.id, operation: report.operation, content: report.content, share: report.share });
        const { content: _, ...line } = report;
        await put({ ...line, state: 'sent', sentAt: now() });
      } catch (error) {
        if (!(error instanceof AppError) || isOfTheLine(error)) break;
        await put({ ...report, state: 'refused', refusal: { code: error.code, errors: error.details.errors ?? [] } });
      }
    }
    return waiting().length;
  };
  let sending: Promise<number> | undefined;
  return {
    list: () => [...kept.values()].toSorted((one, other) => (one.id < other.id ? 1 : -1)),
    async add({ operation, content, share, id }) {
      const report: QueuedReport = { id: id ?? newId('inc', now()), operation, madeAt: now(), state: 'waiting', summary: summaryOf(content), content, share };
      await put(report);
      return report;
    },
    async discard(id) {
      await keeping.remove(id);
      kept.delete(id);
      changed();
    },
    send() {
      sending ??= sendAll().finally(() => (sending = undefined));
      return sending;
    },
  };
}

function isOfTheLine({ code }: AppError): boolean {
  return NOT_THE_REPORT.has(code) || ERRORS[code].retryable;
}

function summaryOf({ kind, at, place, persons = [] }: IncidentContent): QueuedReport['summary'] {
  return { kind, at, place: place.name, count: persons.reduce((sum, { count = 1 }) => sum + count, 0) };
}
