/** The front of joint operations: planned together, reported from the field, counted at once. */
import type { WriteHandlers } from '#door/implement.ts';
import { ATTACHMENT_WRITES } from './attachments/writes.ts';
import { COUNTING_WRITES } from './counting-writes.ts';
import { EVIDENCE_WRITES } from './evidence/writes.ts';
import { CHART_WRITES } from './network/chart-writes.ts';
import { CROSS_WRITES } from './cross/writes.ts';
import { INCIDENT_WRITES } from './incident-writes.ts';
import { PLAN_WRITES } from './plan-writes.ts';
import { REPORT_WRITES } from './reports/writes.ts';
import { TASK_WRITES } from './tasks/writes.ts';

export { findNamedOperation } from './cross/code.ts';
export { keyed, isCheckable } from './cross/compare.ts';
export { CROSS_SLICES, textIds, type Claimed } from './cross/compared.ts';
export { listRunning } from './cross/queries.ts';
export type { Namesake } from './cross/namesakes.ts';
export { questionOf } from './cross/subjects.ts';
export { openTallyBook } from './cross/tally.ts';
export { findTallyMark } from './cross/tally-queries.ts';
export { purposeOf } from './cross/checked.ts';
export { JOINT_QUESTIONS } from './questions.ts';
export { JOINT_SLICES, type JointWorld } from './slices.ts';
export { openPrinting } from './reports/print-thread.ts';
export { makeDueReports } from './reports/schedule.ts';

export const JOINT_WRITES: WriteHandlers = { ...PLAN_WRITES, ...INCIDENT_WRITES, ...COUNTING_WRITES, ...CROSS_WRITES, ...CHART_WRITES, ...TASK_WRITES, ...REPORT_WRITES, ...ATTACHMENT_WRITES, ...EVIDENCE_WRITES };
