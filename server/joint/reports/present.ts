import { idFromBytes } from '@watchword/api/ids.ts';
import type { ReportCircle, ReportKind, ReportStanding } from '@watchword/api/joint/reports.ts';
import type { ReportRow } from './queries.ts';

/** A report as a list says it. Who had it made is for the own organisation. */
export function presentReport({ id, circle, organisation, number, kind, at, cut_off, actor, edition, totals, hash }: ReportRow, viewer: number): ReportStanding {
  return {
    id: idFromBytes('rpt', id), number, kind: kind as ReportKind, circle: circle as ReportCircle, at: new Date(at).toISOString(), cutOff: new Date(cut_off).toISOString(),
    ...(actor !== null && organisation === viewer && { by: actor }), scheduled: actor === null, ...(edition !== null && { edition }), totals: JSON.parse(totals) as Record<string, number>, hash,
  };
}
