/** What the reading threads of SQLite are asked beside plain look-ups, by name; on PostgreSQL it runs in process. */
import { CHECK_QUESTIONS } from '#checks/find.ts';
import type { Questions } from '#store/store.ts';

export const QUESTIONS = { ...CHECK_QUESTIONS } satisfies Questions;
