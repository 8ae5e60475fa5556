/** What earlier officers found who compared this traveller with a record. */
import type { ComparedBefore } from '@watchword/api/checks/answers.ts';
import { formatDay } from '@watchword/api/dates.ts';
import type { Read } from '#store/store.ts';
import { findMemories } from './queries.ts';
import type { TravellerDocument, TravellerHash } from './traveller.ts';

/** A record that a check shows. `owner`: number of the organisation. */
export type ShownRecord = { readonly id: Uint8Array; readonly owner: number };

/** Whom the answer is for, and on which day. */
export type ToldTo = { readonly organisation: number; readonly today: number };

/** Asked by checks; without it nothing is remembered. */
export type Remembered = {
  /**
   * Earlier "not the same" of any of these documents with each of these records, newest first; by the hex id of the record. The owner of a
   * record is told of its own comparisons only: another's would say where the traveller was.
   */
  find(documents: readonly TravellerDocument[], records: readonly ShownRecord[], to: ToldTo): Promise<ReadonlyMap<string, readonly ComparedBefore[]>>;
};

const NOTHING: ReadonlyMap<string, readonly ComparedBefore[]> = new Map();

/** Ties the memory to a store and its key. */
export function openRemembered({ read, hash }: { read: Read; hash: TravellerHash }): Remembered {
  return {
    async find(documents, records, { organisation, today }) {
      if (documents.length === 0 || records.length === 0) return NOTHING;
      const byHash = new Map(records.flatMap((record) => documents.map((document) => [hash(document, record.id).toString('hex'), record] as const)));
      const memories = await findMemories(read, { hashes: [...byHash.keys()].map((one) => Buffer.from(one, 'hex')), day: today });
      const found = new Map<string, ComparedBefore[]>();
      for (const memory of memories) {
        const record = byHash.get(Buffer.from(memory.traveller).toString('hex'));
        const isOwn = memory.organisation === organisation;
        if (record === undefined || (record.owner === organisation && !isOwn)) continue;
        const id = Buffer.from(record.id).toString('hex');
        found.set(id, [...(found.get(id) ?? []), { on: formatDay(memory.compared_on), reason: memory.reason, by: isOwn ? 'own' : 'other' }]);
      }
      return found;
    },
  };
}
