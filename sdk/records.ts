import type { InputOf } from '@watchword/api/operation.ts';
import {
  amendRecord, blockRecord, classifyRecord, createRecord, exportRecords, getRecord, listHistory, listRecords, listReviews, releaseRecord, withdrawRecord,
  type RecordAnswer, type RecordVersion,
} from '@watchword/api/records.ts';
import type { Calls, StreamOptions } from './calls.ts';
import type { Download } from './downloads.ts';
import { eachPage, type Page } from './pages.ts';
import type { CallOptions } from './request.ts';

type Body<Op> = InputOf<Op> extends { body: infer B } ? B : never;
type Query<Op> = InputOf<Op> extends { query: infer Q } ? Q : never;

/** Which version of which record a change is meant for: what was read last. `{ id, version }` of a record answer fits. */
export type RecordRef = { id: string; version: number };

/** Records of your own, and for the secretariat those that wait for its review. */
export type Records = {
  create(record: Body<typeof createRecord>, options?: CallOptions): Promise<RecordAnswer>;
  get(id: string, options?: CallOptions): Promise<RecordAnswer>;
  /** A merge patch. @throws `record.version-conflict` when the record has changed since that version */
  amend(record: RecordRef, patch: Body<typeof amendRecord>, options?: CallOptions): Promise<RecordAnswer>;
  withdraw(record: RecordRef, why: Body<typeof withdrawRecord>, options?: CallOptions): Promise<RecordAnswer>;
  release(record: RecordRef, note?: Body<typeof releaseRecord>, options?: CallOptions): Promise<RecordAnswer>;
  block(record: RecordRef, why: Body<typeof blockRecord>, options?: CallOptions): Promise<RecordAnswer>;
  /** By the secretariat: it raises what the source has classified. */
  classify(record: RecordRef, to: Body<typeof classifyRecord>, options?: CallOptions): Promise<RecordAnswer>;
  history(id: string, options?: CallOptions): Promise<readonly RecordVersion[]>;
  /** All of them, fetched page by page as they are needed. */
  list(query?: Query<typeof listRecords>, options?: CallOptions): AsyncIterable<RecordAnswer>;
  page(query?: Query<typeof listRecords>, options?: CallOptions): Promise<Page<RecordAnswer>>;
  reviews(query?: Query<typeof listReviews>, options?: CallOptions): AsyncIterable<RecordAnswer>;
  reviewPage(query?: Query<typeof listReviews>, options?: CallOptions): Promise<Page<RecordAnswer>>;
  export(database: string, query?: Query<typeof exportRecords>, options?: StreamOptions): Promise<Download>;
};

/** The records of a client. */
export function createRecords({ call, download }: Calls): Records {
  const page: Records['page'] = (query = {}, options) => call(listRecords, { query }, options);
  const reviewPage: Records['reviewPage'] = (query = {}, options) => call(listReviews, { query }, options);
  const at = ({ id, version }: RecordRef, options?: CallOptions) => [{ params: { id } }, { version, ...options }] as const;
  const change = <Op extends typeof amendRecord | typeof withdrawRecord | typeof releaseRecord | typeof blockRecord | typeof classifyRecord>(operation: Op) =>
    (record: RecordRef, body: Body<Op>, options?: CallOptions): Promise<RecordAnswer> => {
      const [input, versioned] = at(record, options);
      return call(operation as typeof amendRecord, { ...input, body: body as Body<typeof amendRecord> }, versioned);
    };
  return {
    create: (body, options) => call(createRecord, { body }, options),
    get: (id, options) => call(getRecord, { params: { id } }, options),
    amend: change(amendRecord),
    withdraw: change(withdrawRecord),
    release: (record, note = {}, options) => change(releaseRecord)(record, note, options),
    block: change(blockRecord),
    classify: change(classifyRecord),
    history: async (id, options) => (await call(listHistory, { params: { id } }, options)).items,
    list: (query, options) => eachPage((cursor) => page({ ...query, ...cursor }, options)),
    page,
    reviews: (query, options) => eachPage((cursor) => reviewPage({ ...query, ...cursor }, options)),
    reviewPage,
    export: (database, query = {}, options) => download(exportRecords, { params: { database }, query }, options),
  };
}
