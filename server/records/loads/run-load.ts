/** One sending of a load, from its bytes to records that are found: read, judge, reject, cut, send. Runs in the loading thread. */
import type { Database } from '@watchword/api/databases/database.ts';
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { dayOfMs } from '@watchword/api/dates.ts';
import { AppError, type ErrorCode, type ErrorDetails, type FieldError } from '@watchword/api/errors.ts';
import type { Hasher } from '#databases/databases.ts';
import { dependsOnHolder, holderFaults } from './holder-faults.ts';
import { judgeLine, type GoodLine, type Judging } from './judge-line.ts';
import type { Place } from './lines/frames.ts';
import { createLineReader, type LineReader, type ReadLine } from './lines/read-lines.ts';
import { placeOf, type StoredLoad } from './load-state.ts';
import type { LoadWriter } from './load-writer.ts';
import { createRuns, type KeySink } from './publish-runs.ts';
import { createReferenceMemory, type ReferenceMemory } from './reference-memory.ts';
import { openRejects, writeReject, type RejectsFile } from './rejects.ts';
import { createSender, type Sender } from './send-slices.ts';
import { minuteOfMs } from '../shown.ts';
import { createSlice, type ReferenceState, type SliceBuilder } from './slice.ts';

/** Bytes of the file, with what the main thread knew when it gave them. */
export type Block = {
  readonly bytes: Uint8Array;
  /** Now, in ms. */
  readonly at: number;
  /** The filter knows every key up to this change, and those of this load's runs up to this one. */
  readonly since: number;
  readonly settledRun: number;
};

/** Where blocks come from: in order, then how sending ended. `rest`: more will be sent in another request, or the line broke. */
export type BlockSource = { next(): Promise<Block | 'last' | 'rest'> };

/** What a sending needs. `owner`: number of the organisation. */
export type SendingParts = {
  load: StoredLoad;
  owner: number;
  actor: string;
  rejectsFile: string;
  blocks: BlockSource;
  writer: LoadWriter;
  sink: KeySink;
  hasher: Hasher;
  /** Asks the filter; false is certain. */
  mightContain: (hi: number, lo: number) => boolean;
  nextNumber: () => number;
  /** Keys at which a run is full. */
  runKeys: number;
};

/** How a sending ended. */
export type Ended = { state: 'open' | 'finished' } | { state: 'failed'; problem: ErrorCode; details: ErrorDetails };

/** Records and upserts of a slice at most, and lines: a slice holds the writer for some 5 ms. */
const RECORDS_MOST = 500;
const UPSERTS_MOST = 100;
const LINES_MOST = 4000;
const POSTINGS_MOST = 2000;

/** Loads what is sent. What was judged good is stored and found when it resolves. Rejects when the store or the disk fails. */
export async function runLoad(parts: SendingParts): Promise<Ended> {
  const sending = openSending(parts);
  try {
    const ended = await readAll(sending);
    await sending.sender.finish();
    return ended;
  } finally {
    sending.rejects.close();
  }
}

type Sending = {
  readonly parts: SendingParts;
  readonly database: Database;
  readonly reader: LineReader;
  readonly rejects: RejectsFile;
  readonly sender: Sender;
  readonly memory: ReferenceMemory;
  judging: Judging;
  slice: SliceBuilder;
  block: Block;
  /** Of the slice that is being filled: what the filter knew, where it begins, and lines rejected. */
  since: number;
  from: Place;
  /** Where the line taken last ends. */
  taken: Place;
  rejected: number;
  rejectedBefore: number;
  headerIsKept: boolean;
};

function openSending(parts: SendingParts): Sending {
  const { load, writer, sink } = parts;
  const database = getDatabaseByNumber(load.database);
  const place = placeOf(load);
  const reader = createLineReader({ database, format: load.options.format, place, header: load.options.header });
  const rejects = openRejects(parts.rejectsFile, load.counts.rejectBytes, reader.header);
  const block: Block = { bytes: new Uint8Array(), at: 0, since: 0, settledRun: 0 };
  const memory = createReferenceMemory();
  const runs = createRuns({ load: load.id, writer, sink, now: () => sending.block.at, keysMost: parts.runKeys, onOpened: memory.turn });
  const sender = createSender({ writer, sink, runs, rejects, dryRun: load.options.dryRun, nextNumber: parts.nextNumber });
  const judging: Judging = { database, owner: load.organisation, number: parts.owner, day: 0, minute: 0, hasher: parts.hasher };
  const sending: Sending = {
    parts, judging, database, reader, rejects, sender, memory, block, since: 0, from: place, taken: place, rejected: 0, rejectedBefore: load.counts.rejected,
    slice: createSlice(database, RECORDS_MOST, 0), headerIsKept: load.options.header !== undefined,
  };
  return sending;
}

async function readAll(sending: Sending): Promise<Ended> {
  for (;;) {
    const block = await sending.parts.blocks.next();
    let read: ReadLine[];
    try {
      read = block === 'last' ? sending.reader.finish() : block === 'rest' ? [] : takeBlock(sending, block);
    } catch (error) {
      if (error instanceof AppError && error.code === 'load.format') return { state: 'failed', problem: error.code, details: error.details };
      throw error;
    }
    for (const line of read) {
      const judging = judge(sending, line);
      const judged = judging instanceof Promise ? await judging : judging;
      const isTooMany = !takeLine(sending, line, judged);
      if (isTooMany || isFull(sending, line.frame.end)) await cutSlice(sending, line.frame.end);
      if (isTooMany) return { state: 'failed', problem: 'load.too-many-errors', details: {} };
    }
    if (typeof block === 'string') {
      await cutSlice(sending, sending.reader.place());
      return { state: block === 'last' ? 'finished' : 'open' };
    }
  }
}

function takeBlock(sending: Sending, block: Block): ReadLine[] {
  sending.block = block;
  sending.judging = { ...sending.judging, day: dayOfMs(block.at), minute: minuteOfMs(block.at) };
  sending.memory.forget(block.settledRun);
  if (sending.slice.count === 0) beginSlice(sending);
  return sending.reader.push(block.bytes);
}

type JudgedLine = { good: GoodLine; state: ReferenceState } | { errors: readonly FieldError[] };

/** A promise only for the few lines that depend on the record they amend. */
function judge(sending: Sending, read: ReadLine): JudgedLine | Promise<JudgedLine> {
  const judged = 'errors' in read ? read : judgeLine(read.value, sending.judging);
  if ('errors' in judged) return judged;
  const state = referenceStateOf(sending, judged);
  const line = { good: judged, state };
  return state !== 'new' && dependsOnHolder(sending.database, judged, sending.judging.minute) ? judgeWithHolder(sending, line) : line;
}

async function judgeWithHolder(sending: Sending, line: { good: GoodLine; state: ReferenceState }): Promise<JudgedLine> {
  const { database, parts: { load, writer }, block: { at } } = sending;
  // The record may be a line of this file that is still on its way.
  if (line.state === 'repeated') {
    await cutSlice(sending, sending.taken);
    await sending.sender.drain();
  }
  const holder = await writer.run('loads.holder-hiding', { load: load.id, reference: line.good.terms.reference ?? '', at });
  const errors = holder === undefined ? [] : holderFaults(line.good, holder, { database, minute: sending.judging.minute });
  return errors.length > 0 ? { errors } : line;
}

/** Takes a line; false when it was one too many that is bad. */
function takeLine(sending: Sending, read: ReadLine, judged: JudgedLine): boolean {
  sending.taken = read.frame.end;
  if ('errors' in judged) {
    sending.rejected += 1;
    sending.rejects.add(writeReject(read, judged.errors, sending.reader.header()));
    return !isOneTooMany(sending);
  }
  sending.slice.add(judged.good, judged.state);
  return true;
}

function isFull({ slice, from }: Sending, { line }: Place): boolean {
  return slice.count >= RECORDS_MOST || slice.upserts >= UPSERTS_MOST || slice.postings >= POSTINGS_MOST || line - from.line >= LINES_MOST;
}

function referenceStateOf({ parts, memory }: Sending, { reference, referenceKey }: GoodLine): ReferenceState {
  if (reference === undefined) return 'new';
  if (!memory.add(referenceKey)) return 'repeated';
  return parts.mightContain(reference.hi, reference.lo) ? 'maybe-known' : 'new';
}

function isOneTooMany({ parts: { load }, rejected, rejectedBefore }: Sending): boolean {
  const { onError, maxErrors } = load.options;
  const most = onError === 'stop' ? 0 : (maxErrors ?? Number.POSITIVE_INFINITY);
  return rejected + rejectedBefore > most;
}

async function cutSlice(sending: Sending, to: Place): Promise<void> {
  const { parts, slice, from, reader, rejects, rejected } = sending;
  const header = sending.headerIsKept ? undefined : reader.header();
  const isEmpty = slice.count === 0 && rejected === 0 && to.offset === from.offset;
  if (isEmpty) return;
  const { records, keys, names } = slice.build();
  sending.headerIsKept ||= header !== undefined;
  sending.rejectedBefore += rejected;
  sending.rejected = 0;
  const cut = { load: parts.load.id, actor: parts.actor, at: sending.block.at, since: sending.since, records, rejected, rejectBytes: rejects.bytes(), from: from.offset, to, header };
  sending.from = to;
  beginSlice(sending);
  await sending.sender.send({ slice: cut, keys, names });
}

function beginSlice(sending: Sending): void {
  sending.slice = createSlice(sending.database, RECORDS_MOST, sending.block.at);
  sending.since = sending.block.since;
}
