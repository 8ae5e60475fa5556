/** The front of the records: what checks, loads and the app need of them. */
export { isLive, isReleased, REVIEW, reviewOf, STATE, stateOf, type RecordState, type ReviewState } from './states.ts';
export { parseTerms, type AskedTerms, type Terms, type TermsOptions } from './terms.ts';
export { parseRecord, type AskedRecord, type ParsedRecord } from './parse-record.ts';
export { newRecord, nextVersion } from './versions.ts';
export { findHolder, identifierKeysOf, indexedOf, keysOf, listByReference, referenceKeyOf, reindex, unindex, type Indexed } from './record-index.ts';
export { supersede, type Happening, type NextVersion, type RecordChange } from './supersede.ts';
export { presentRecord } from './present.ts';
export { RECORD_WRITES } from './writes.ts';
export { RECORD_SLICES, sweepExpired, type SweepPortion } from './expiry.ts';
export { createKeyRun, type KeyRun } from './loads/key-run.ts';
