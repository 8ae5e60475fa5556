/** What the reading threads of SQLite are asked beside plain look-ups, by name; on PostgreSQL it runs in process. */
import type { Questions } from '#store/store.ts';

export const QUESTIONS = {} satisfies Questions;
