/** Entry of the thread that builds the name index beside the thread that answers checks. */
import { serveBuilding } from '#name-index/name-index.ts';
import { postingsOf } from '#records/records.ts';

serveBuilding(postingsOf);
