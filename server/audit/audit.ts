/**
 * The front of the audit log: other domains import from here alone. A log is files in a folder of its own, one chain per
 * server; `README.md` says how they lie and what they promise.
 */
export { openAuditLog } from './log.ts';
export type { AuditLog, AuditLogOptions } from './log.ts';
export type { LogFile } from './segments.ts';
export type { Receipt } from './group.ts';
export type { FieldName, Keep, Outcomes } from './entry.ts';
export { ENTRY_FIELDS } from './entry.ts';
export * from './entries/client-events.ts';
export * from './events.ts';
export * from './entries/hit-events.ts';
export * from './joint-events.ts';
export * from './mail-events.ts';
export * from './mail/message-events.ts';
export * from './entries/organisation-events.ts';
export * from './entries/oversight-events.ts';
export * from './entries/people-events.ts';
export * from './entries/request-events.ts';
export { verifyArchive, verifyAuditLog } from './verify.ts';
export type { Verification } from './verify.ts';
export { decodeEntry, readAuditLog } from './read.ts';
export type { ReadEntry, ReadOptions } from './read.ts';
export { scanAuditLog } from './scan.ts';
export type { ScanOptions, Seen } from './scan.ts';
export type { Where } from './where.ts';
export { destroyKeys } from './sealed/keys.ts';
export type { Erased, ErasingOrder } from './sealed/erasing.ts';
export { archiveSegments, relocateArchive } from './archive/archive.ts';
export type { ArchiveOptions, Moved } from './archive/archive.ts';
export { openRefusals } from './refusals.ts';
export type { Refusals, RefusalEvent } from './refusals.ts';
export { encodeEntry, openOutbox } from './outbox.ts';
export type { Outbox } from './outbox.ts';
export * from './tree-events.ts';
export { openTrees } from './tree/keeper-thread.ts';
export type { Trees, TreesState } from './tree/keeper-thread.ts';
export { touchedBy } from './tree/owner-leaves.ts';
export { changeKeys, followKeyChanges, generationInForce, prepareKeyChange } from './tree/key-change.ts';
export { verifyTrees } from './tree/verify-trees.ts';
export type { TreesVerification } from './tree/verify-trees.ts';
