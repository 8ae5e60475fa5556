/** What is compared. Types only. */
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import type { Asker } from '#door/calls.ts';
import type { JointIncidentTable } from '#store/joint-tables.ts';
import type { Mine } from '../access.ts';

/** A version of a report that was taken just now, or is to be compared once more. `why`: how its country knows, in words. */
export type Reported = { readonly mine: Mine; readonly asker: Asker; readonly at: number; readonly row: JointIncidentTable; readonly content: IncidentContent; readonly why: string | undefined };
