/** What the reading threads of SQLite are asked beside plain look-ups, by name; on PostgreSQL it runs in process. */
import { CHECK_QUESTIONS } from '#checks/find.ts';
import { JOINT_QUESTIONS } from '#joint/joint.ts';
import type { Questions } from '#store/store.ts';

export const QUESTIONS = { ...CHECK_QUESTIONS, ...JOINT_QUESTIONS } satisfies Questions;
