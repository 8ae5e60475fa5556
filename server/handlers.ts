/** Every write there is, for the writer: those of the contract, behind the inner half of the door, and the slices of long work. */
import { accessWrites, GRANT_SLICES, USED_SLICES } from '#access/access.ts';
import { COMPARISON_SLICES, COMPARISON_WRITES } from '#comparisons/comparisons.ts';
import { reindexHandlers } from '#checks/filter/reindex.ts';
import { DEMO_SLICES } from './demo/slices.ts';
import { writerHandlers } from '#door/writes.ts';
import { nameIndexSlices } from '#name-index/name-index.ts';
import { LOAD_SLICES, LOAD_WRITES } from '#records/loads/loads.ts';
import { MEND_SLICES } from '#records/integrity/integrity.ts';
import { HIDING_SLICES, postingsOf, RECORD_SLICES, RECORD_WRITES } from '#records/records.ts';
import { KEY_WRITES } from '#keys/keys.ts';
import { CROSS_SLICES, JOINT_SLICES, JOINT_WRITES } from '#joint/joint.ts';
import { LIVE_SLICES, WEBHOOK_SLICES, WEBHOOK_WRITES } from '#live/live.ts';
import { MESSAGE_SLICES, MESSAGE_WRITES } from '#messages/messages.ts';
import { HIT_SLICES, HIT_WRITES } from '#hits/hits.ts';
import { OVERSIGHT_SLICES, OVERSIGHT_WRITES } from '#oversight/oversight.ts';
import { PHOTO_WRITES } from '#photos/photos.ts';
import { REQUEST_SLICES, REQUEST_WRITES } from '#requests/requests.ts';
import { ORGANISATION_SLICES } from '#organisations/organisations.ts';
import type { Handlers } from '#store/store.ts';

export const HANDLERS: Handlers = {
  ...writerHandlers({ ...accessWrites, ...RECORD_WRITES, ...PHOTO_WRITES, ...COMPARISON_WRITES, ...LOAD_WRITES, ...REQUEST_WRITES, ...OVERSIGHT_WRITES, ...HIT_WRITES, ...JOINT_WRITES, ...WEBHOOK_WRITES, ...KEY_WRITES, ...MESSAGE_WRITES }),
  ...ORGANISATION_SLICES,
  ...GRANT_SLICES,
  ...USED_SLICES,
  ...RECORD_SLICES,
  ...HIDING_SLICES,
  ...MEND_SLICES,
  ...LOAD_SLICES,
  ...COMPARISON_SLICES,
  ...REQUEST_SLICES,
  ...OVERSIGHT_SLICES,
  ...HIT_SLICES,
  ...JOINT_SLICES,
  ...CROSS_SLICES,
  ...LIVE_SLICES,
  ...WEBHOOK_SLICES,
  ...MESSAGE_SLICES,
  ...reindexHandlers,
  ...nameIndexSlices(postingsOf),
  ...DEMO_SLICES,
};
