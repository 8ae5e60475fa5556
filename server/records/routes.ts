import { amendRecord, blockRecord, classifyRecord, createRecord, getRecord, listHistory, listRecords, listReviews, releaseRecord, withdrawRecord } from '@watchword/api/records.ts';
import type { Reading } from '#door/calls.ts';
import { onRead, onWrite, type Implementation } from '#door/implement.ts';
import { readHistory, readList, readRecord, readReviews } from './reads.ts';

/** The operations on single records. The export is with the loads. */
export function recordRoutes({ read }: Reading): Implementation[] {
  return [
    onWrite(createRecord),
    onWrite(amendRecord),
    onWrite(withdrawRecord),
    onWrite(releaseRecord),
    onWrite(blockRecord),
    onWrite(classifyRecord),
    onRead(getRecord, (call) => readRecord(read, call)),
    onRead(listHistory, (call) => readHistory(read, call)),
    onRead(listRecords, (call) => readList(read, call)),
    onRead(listReviews, (call) => readReviews(read, call)),
  ];
}
