/** The operations of requests of persons. Words are sealed here, before they go to the writer, and opened here alone. */
import { dayOfMs, parsePartialDate } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';
import { idBytes, parseId } from '@watchword/api/ids.ts';
import type { InputOf } from '@watchword/api/operation.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import {
  admitRequest, answerCorrection, closeRequest, concludeRequest, consentRequest, decideRequest, eraseRequestTexts, examineRequest, extendRequest, gatherPackage, getRequest,
  listCorrections, listRequests, noteReceipt, printPackage, receiveRequest, type RequestSubject,
} from '@watchword/api/requests.ts';
import type { SubjectPackage } from '@watchword/api/requests/subject-package.ts';
import { createHash } from 'node:crypto';
import { correctionsListed, packageGathered, requestRead, requestsListed, type Who } from '#audit/audit.ts';
import type { Asker, Call, Reading } from '#door/calls.ts';
import { onBytes, onRead, onWrite, type Implementation, type Prepare } from '#door/implement.ts';
import type { PersonRequestTable } from '#store/request-tables.ts';
import type { Read } from '#store/store.ts';
import { readSubject } from './gather/gather.ts';
import type { Gather } from './gather/gather-thread.ts';
import { matterOf, personOf, presentCorrection, presentStanding, presentWhole, type Matter } from './present.ts';
import { findMeasure, findRequest, listEvents, listMeasures, listOfOwner, listReceipts, listStored } from './queries.ts';
import type { Seal } from './sealed.ts';
import { newRequestId, type Sealed, type SealedRequest } from './writes.ts';

/** What the operations need beside the store. */
export type RequestParts = Reading & { readonly seal: Seal; readonly gather: Gather; /** Name of this server, whose audit log is read. */ readonly server: string };

const DEFAULT_LIMIT = 50;

/** All operations on requests, and those of owners on what they are asked to correct. */
export function requestRoutes(parts: RequestParts): Implementation[] {
  const { read, seal } = parts;
  /** Seals the words of a step to its request; which field holds them differs. */
  const withWords = (field: 'reasons' | 'note'): Prepare => async (call) => {
    const { params, body } = call.input as { params: { id: string }; body: Record<string, unknown> };
    const { [field]: words, ...rest } = body;
    const input: Sealed = { params, body: rest, sealed: typeof words === 'string' ? seal.seal(words, params.id) : null };
    return { ...call, input };
  };
  return onlyCommission([
    onWrite(receiveRequest, async (call) => ({ ...call, input: receive(call as Call<InputOf<typeof receiveRequest>>, seal) })),
    onWrite(admitRequest, withWords('reasons')),
    onWrite(examineRequest, withWords('note')),
    onWrite(extendRequest, withWords('reasons')),
    onWrite(consentRequest, withWords('note')),
    onWrite(decideRequest, withWords('reasons')),
    onWrite(concludeRequest, withWords('note')),
    onWrite(closeRequest, withWords('note')),
    onWrite(noteReceipt, withWords('note')),
    onWrite(eraseRequestTexts, async (call) => {
      const sealed = await withWords('reasons')(call);
      const input = sealed.input as Sealed;
      const request = await getStored(read, input.params.id);
      const { texts } = await gatherFor(parts, { request, id: input.params.id, at: call.at });
      return { ...sealed, input: { ...input, server: parts.server, texts } };
    }),
    onRead(getRequest, async ({ asker, at, input: { params } }) => {
      const request = await getStored(read, params.id);
      const measures = await listMeasures(read, request.id);
      const receipts = await listReceipts(read, measures.map(({ id }) => id));
      const answer = presentWhole({ request, measures, receipts, events: await listEvents(read, request.id) }, { at, seal });
      return { answer, entry: (response) => requestRead(whoOf(asker), { subject: params.id, response }) };
    }),
    onRead(listRequests, async ({ asker, at, input: { query } }) => {
      const limit = query.limit ?? DEFAULT_LIMIT;
      const before = parseCursor(query.cursor);
      const found = await listStored(read, { state: query.state, kind: query.kind, overdueOn: query.overdue === true ? dayOfMs(at) : undefined, before, limit: limit + 1 });
      const items = found.slice(0, limit).map((request) => ({ ...presentStanding(request, at), person: personOf(matterOf(request, seal)) }));
      const last = items.at(-1);
      const answer = found.length > limit && last !== undefined ? { items, nextCursor: last.id } : { items };
      return { answer, entry: (response) => requestsListed(whoOf(asker), { count: items.length, response }) };
    }),
    onRead(gatherPackage, async ({ asker, at, input: { params } }) => {
      const { subject } = await gatherFor(parts, { request: await getStored(read, params.id), id: params.id, at });
      return { answer: subject, entry: (response) => packageGathered(whoOf(asker), { subject: params.id, count: countOf(subject), response }) };
    }),
    onBytes(printPackage, async ({ asker, at, input: { params, query } }) => {
      const { subject, pdf } = await gatherFor(parts, { request: await getStored(read, params.id), id: params.id, at, print: query.language ?? 'en' });
      if (pdf === undefined) throw fail('server.internal', {}, new Error('The thread made no PDF.'));
      const digest = createHash('sha256').update(pdf).digest('hex');
      return { type: 'application/pdf', bytes: pdf, tag: digest, entry: packageGathered(whoOf(asker), { subject: params.id, count: countOf(subject), response: digest }) };
    }),
  ]).concat([
    onWrite(answerCorrection),
    onRead(listCorrections, async ({ asker, at, input: { query } }) => {
      const limit = query.limit ?? DEFAULT_LIMIT;
      const after = await placeOf(read, asker, query.cursor);
      const found = await listOfOwner(read, { owner: asker.number, state: query.state, after, limit: limit + 1 });
      const items = found.slice(0, limit).map((measure) => presentCorrection(measure, { at, reference: measure.reference, consent: measure.consent === 1 }));
      const last = items.at(-1);
      const answer = found.length > limit && last !== undefined ? { items, nextCursor: last.id } : { items };
      return { answer, entry: (response) => correctionsListed(whoOf(asker), { count: items.length, response }) };
    }),
  ]);
}

/** The Commission sits with the secretariat: no right that a bureau was given by mistake opens a request. */
function onlyCommission(implementations: readonly Implementation[]): Implementation[] {
  const require = ({ asker }: Call): void => {
    if (asker.organisation !== SECRETARIAT) throw fail('access.forbidden', { detail: 'Only the Commission does this.' });
  };
  return implementations.map((one): Implementation => {
    if (one.how === 'read' || one.how === 'bytes') {
      const handler = one.handler as (call: Call<never>) => unknown;
      const guarded = (call: Call<never>): unknown => {
        require(call);
        return handler(call);
      };
      return { ...one, handler: guarded } as Implementation;
    }
    if (one.how !== 'write') return one;
    const prepare = one.prepare as Prepare | undefined;
    return {
      ...one,
      prepare: async (call: Call) => {
        require(call);
        return prepare === undefined ? call : await prepare(call);
      },
    };
  });
}

function receive({ at, input: { body } }: Call<InputOf<typeof receiveRequest>>, seal: Seal): SealedRequest {
  const { kind, via, subject, asks, contact, evidence, consent } = body;
  checkSubject(subject, at);
  const id = newRequestId(at);
  const matter: Matter = { subject, asks, contact, evidence };
  return { id, kind, via, consent: consent?.given === true, matter: seal.seal(JSON.stringify(matter), id) };
}

/** A name alone would gather half a country: it needs a birth date. @throws `request.invalid`, and `check.*` for what cannot be looked for */
function checkSubject(subject: RequestSubject, at: number): void {
  const { names, born, documents } = subject;
  const fault = (pointer: string, code: string, detail: string): Error => fail('request.invalid', { errors: [{ pointer, code, detail }] });
  if (names === undefined && documents === undefined) throw fault('/subject', 'nothing-to-look-up', 'Give names and a birth date, or document numbers.');
  if (names !== undefined && born === undefined) throw fault('/subject/born', 'missing', 'With names give the birth date, as far as it is known.');
  if (born !== undefined && parsePartialDate(born) === undefined) throw fault('/subject/born', 'not-a-day', 'The calendar has no such day.');
  const { facts } = readSubject(subject, at);
  for (const [place, { analysed }] of facts.people.entries()) if (analysed.words.length === 0) throw fault(`/subject/names/${place}`, 'no-name', 'Write a name with letters.');
  for (const [place, { number }] of facts.documents.entries()) if (number.folded === '') throw fault(`/subject/documents/${place}/number`, 'no-number', 'Write a number with letters or digits.');
}

type Gathering = { readonly request: PersonRequestTable; readonly id: string; readonly at: number; readonly print?: Parameters<Gather>[0]['print'] };

async function gatherFor({ seal, gather }: RequestParts, { request, id, at, print }: Gathering): ReturnType<Gather> {
  if (request.matter === null) throw fail('case.state', { detail: 'What was known of the person is erased.' });
  const { subject } = matterOf(request, seal);
  return await gather({ request: id, subject, at, ...(print !== undefined && { print }) });
}

/** @throws `case.not-found` */
async function getStored(read: Read, text: string): Promise<PersonRequestTable> {
  const id = parseId('cas', text);
  const request = id === undefined ? undefined : await findRequest(read, idBytes(id));
  if (request === undefined) throw fail('case.not-found');
  return request;
}

/** The cursor is the id of the last request that was listed. @throws `request.cursor` */
function parseCursor(cursor: string | undefined): Uint8Array | undefined {
  if (cursor === undefined) return undefined;
  const id = parseId('cas', cursor);
  if (id === undefined) throw fail('request.cursor');
  return idBytes(id);
}

/** The same of an owner's list, where it must be one of its own. @throws `request.cursor` */
async function placeOf(read: Read, asker: Asker, cursor: string | undefined): Promise<{ dueOn: number; id: Uint8Array } | undefined> {
  if (cursor === undefined) return undefined;
  const id = parseId('msr', cursor);
  const measure = id === undefined ? undefined : await findMeasure(read, idBytes(id));
  if (measure === undefined || measure.owner !== asker.number || measure.due_on === null) throw fail('request.cursor');
  return { dueOn: measure.due_on, id: measure.id };
}

function countOf({ records, checks, entries }: SubjectPackage): number {
  return records.length + checks.length + entries.length;
}

function whoOf({ organisation, actor }: Asker): Who {
  return { organisation, actor };
}
