/** The front of the records: what checks, loads and the app need of them. */
export { isReleased, REVIEW, STATE } from './states.ts';
export { contentsOf, packStanding } from './standing.ts';
export { parseRecord } from './parse-record.ts';
export { newRecord } from './versions.ts';
export { findHolder, keysOf, postingsOf } from './record-index.ts';
export { HIDING_SLICES, sweepHiding } from './hiding.ts';
export { isVeiled, veilOf, type Veil } from './hiding-veil.ts';
export { confidentialityOf, findShown, seenBits, viewerOf, type Viewer } from './shown.ts';
export { findReadable } from './access.ts';
export { getOwn, getOwnStanding, supersedeBeside } from './beside.ts';
export { findReleasedVersions, listHiddenFrontRows, listRestrictedRows, listVersions } from './queries.ts';
export { presentHistory, presentRecord } from './present.ts';
export { RECORD_WRITES } from './writes.ts';
export { eraseLongEnded, RECORD_SLICES, sweepExpired } from './expiry.ts';
export { eraseRecord } from './erase.ts';
export { holdRecord, liftHold } from './hold.ts';
export { createKeyRun, type KeyRun } from '#store/key-run.ts';
