import type { Content } from '@watchword/api/databases/database.ts';

/** A record to be entered. `reference`: the owner's. `enteredAgo`: days since it was entered. `portraits`: how many, where that is not left to chance. */
export type WorldRecord = { readonly database: string; readonly owner: string; readonly reference: string; readonly enteredAgo: number; readonly content: Content; readonly portraits?: number };
