/** Which version of which incident stands at a cut-off. */
import { dayOfMs, formatDay } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';
import type { Countable } from '@watchword/api/joint/files.ts';
import type { DayKind } from '@watchword/api/joint/words.ts';

/** The version of an incident that stands. `ms`: when it happened; `day` by the days of the operation. */
export type Standing = { readonly report: Countable; readonly ms: number; readonly day: string };

/** What stands, in an order that does not depend on that of the reports, and what was received by then. */
export type AtCutOff = { readonly standing: readonly Standing[]; readonly received: readonly Countable[]; readonly corrected: number; readonly withdrawn: number; readonly late: number };

/** What stood at a moment (ms). A report that is there twice is one. @throws `joint.file` for two versions of one number that differ, or an incident of two countries */
export function standingAt(reports: readonly Countable[], cutOff: number, days: DayKind): AtCutOff {
  const last = new Map<string, Countable>();
  const seen = new Map<string, Countable>();
  const first = new Map<string, number>();
  for (const report of reports) {
    if (Date.parse(report.receivedAt) > cutOff) continue;
    const id = `${report.incident} ${report.version}`;
    const same = seen.get(id);
    if (same !== undefined) {
      if (JSON.stringify(same) !== JSON.stringify(report)) throw fail('joint.file', { detail: `Version ${report.version} of incident ${report.incident} is there twice, and not the same.` });
      continue;
    }
    seen.set(id, report);
    const before = last.get(report.incident);
    if (before !== undefined && before.country !== report.country) throw fail('joint.file', { detail: `Incident ${report.incident} is of two countries.` });
    if (before === undefined || before.version < report.version) last.set(report.incident, report);
    const received = Date.parse(report.receivedAt);
    first.set(report.incident, Math.min(first.get(report.incident) ?? received, received));
  }
  const standing: Standing[] = [];
  let [corrected, withdrawn, late] = [0, 0, 0];
  for (const report of last.values()) {
    if (report.version > 1) corrected += 1;
    if (report.withdrawn) {
      withdrawn += 1;
      continue;
    }
    const ms = Date.parse(report.at);
    if (dayOfMs(first.get(report.incident) ?? ms) > dayOfMs(ms)) late += 1;
    standing.push({ report, ms, day: days === 'local' ? report.at.slice(0, 10) : formatDay(dayOfMs(ms)) });
  }
  return { standing: standing.sort(byTime), received: [...seen.values()].sort((one, other) => compare(one.incident, other.incident) || one.version - other.version), corrected, withdrawn, late };
}

/** In order of time, which does not depend on that in which they came. */
export function byTime(one: Standing, other: Standing): number {
  return one.ms - other.ms || compare(one.report.country, other.report.country) || compare(one.report.incident, other.report.incident);
}

/** By code units, the same on every machine. */
export function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
