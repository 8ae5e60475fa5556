import type { Shares } from '@watchword/api/joint/plans.ts';
import type { JointState } from '@watchword/api/joint/words.ts';

/** What a page must know of an operation to show a report of it. */
export type IncidentPlace = { readonly id: string; readonly state: JointState; readonly coordinator: string; readonly countries: readonly string[]; readonly shares: Shares };
