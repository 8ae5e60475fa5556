/** What the thread that builds and the thread that answers say to each other. */
import type { StoredRecord } from '#store/tables.ts';
import type { SortedPostings } from './posting-run.ts';

/** To the building thread: records whose postings are to be collected, or the wish to have all that was collected. */
export type ToBuilder = { readonly kind: 'records'; readonly records: readonly StoredRecord[] } | { readonly kind: 'sort' };

/** From it: how many postings it has, or all of them, which it then has no longer. */
export type FromBuilder = { readonly kind: 'collected'; readonly size: number } | { readonly kind: 'sorted'; readonly postings: SortedPostings };
