/** The front of joint operations: planned together, reported from the field, counted at once. */
import type { WriteHandlers } from '#door/implement.ts';
import { COUNTING_WRITES } from './counting-writes.ts';
import { CHART_WRITES } from './network/chart-writes.ts';
import { INCIDENT_WRITES } from './incident-writes.ts';
import { PLAN_WRITES } from './plan-writes.ts';
import { TASK_WRITES } from './tasks/writes.ts';

export { JOINT_QUESTIONS } from './questions.ts';
export { JOINT_SLICES, type JointWorld } from './slices.ts';

export const JOINT_WRITES: WriteHandlers = { ...PLAN_WRITES, ...INCIDENT_WRITES, ...COUNTING_WRITES, ...CHART_WRITES, ...TASK_WRITES };
