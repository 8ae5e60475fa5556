/** The writes of requests, as they run inside the writer. What is sealed comes sealed: the writer never has the Commission's key. */
import { dayOfMs, formatDay, parseDay } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';
import { idBytes, newId, parseId, type Id } from '@watchword/api/ids.ts';
import {
  admitRequest, answerCorrection, closeRequest, concludeRequest, consentRequest, decideRequest, eraseRequestTexts, examineRequest, extendRequest, noteReceipt, receiveRequest,
  type Correction, type RequestKind, type RequestStanding,
} from '@watchword/api/requests.ts';
import type { OutputOf } from '@watchword/api/operation.ts';
import { correctionAnswered, requestActed, requestDecided, requestReceived, textsErased, type Who } from '#audit/audit.ts';
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import type { Asker, Call, WriteReply } from '#door/calls.ts';
import type { WriteHandlers } from '#door/implement.ts';
import { findOrganisationNumber, organisationCode } from '#organisations/organisations.ts';
import type { PersonRequestTable } from '#store/request-tables.ts';
import type { Write } from '#store/store.ts';
import { orderAll, type OrderedMeasure } from './measures.ts';
import { presentCorrection, presentStanding } from './present.ts';
import { findMeasure, findRequest, insertEvent, insertReceipt, insertRequest, listMeasures, updateMeasure, updateRequest, type ChangingRequest } from './queries.ts';
import { dueFrom, latestDue, requireState, type Act } from './standing.ts';

/** A call whose words were sealed where the key is. `sealed`: the text of the event. */
export type Sealed<Body = object> = { readonly params: { readonly id: string }; readonly body: Body; readonly sealed: string | null };

/** A new request: `id` was made where its parts were sealed to it. */
export type SealedRequest = { readonly id: Id<'cas'>; readonly kind: RequestKind; readonly via: string | undefined; readonly consent: boolean; readonly matter: string };

/** Handlers of the writer, by operation. */
export const REQUEST_WRITES: WriteHandlers = {
  [receiveRequest.id]: receive,
  [admitRequest.id]: admit,
  [examineRequest.id]: examine,
  [extendRequest.id]: extend,
  [consentRequest.id]: consent,
  [decideRequest.id]: decide,
  [concludeRequest.id]: conclude,
  [closeRequest.id]: close,
  [noteReceipt.id]: receipt,
  [eraseRequestTexts.id]: eraseTexts,
  [answerCorrection.id]: answer,
};

type Reply = WriteReply<RequestStanding>;

async function receive(tx: Write, { asker, at, input }: Call<SealedRequest>): Promise<Reply> {
  const { id, kind, consent: agreed, matter } = input;
  const via = input.via === undefined ? null : findOrganisationNumber(input.via);
  if (via === undefined) throw fail('request.invalid', { errors: [{ pointer: '/via', code: 'unknown', detail: 'Name a bureau by its code, or leave via out.' }] });
  const request: PersonRequestTable = {
    id: idBytes(id), kind, state: 'received', version: 1, received_at: at, via, consent: agreed ? 1 : 0, admitted_on: null, first_due_on: null, due_on: null,
    decided_on: null, outcome: null, closed_on: null, erasing: null, matter,
  };
  await insertRequest(tx, request);
  await insertEvent(tx, { request: request.id, at, actor: asker.actor, act: 'received', text: null });
  return { answer: presentStanding(request, at), entry: requestReceived(whoOf(asker), { subject: id, version: 1 }) };
}

async function admit(tx: Write, call: Call<Sealed<{ admissible: boolean }>>): Promise<Reply> {
  const { at, input: { body, sealed } } = call;
  if (!body.admissible && sealed === null) throw missing('/reasons', 'Say why it is not admissible.');
  const today = dayOfMs(at);
  return await act(tx, call, 'admit', (request) => {
    if (!body.admissible) return { state: 'inadmissible', decided_on: today };
    const due = dueFrom(request.kind as RequestKind, today);
    return { state: 'admissible', admitted_on: today, first_due_on: due, due_on: due };
  });
}

async function examine(tx: Write, call: Call<Sealed>): Promise<Reply> {
  return await act(tx, call, 'examine', () => ({ state: 'under-examination' }));
}

async function extend(tx: Write, call: Call<Sealed<{ until: string }>>): Promise<Reply> {
  const until = parseDay(call.input.body.until);
  return await act(tx, call, 'extend', (request) => {
    const [due, latest] = [request.due_on ?? 0, latestDue(request)];
    if (until === undefined || until <= due || until > latest) {
      throw fail('request.invalid', { errors: [{ pointer: '/until', code: 'not-a-day-for-it', detail: `Name a day after ${formatDay(due)}, until ${formatDay(latest)} at most.` }] });
    }
    return { due_on: until };
  });
}

async function consent(tx: Write, call: Call<Sealed<{ given: boolean }>>): Promise<Reply> {
  return await act(tx, call, 'consent', () => ({ consent: call.input.body.given ? 1 : 0 }));
}

async function decide(tx: Write, call: Call<Sealed<{ outcome: RequestStanding['outcome'] & {}; measures?: readonly OrderedMeasure[] }>>): Promise<Reply> {
  const { asker, at, input: { body, params, sealed } } = call;
  const request = await getToAct(tx, call, 'decide');
  const measures = body.measures ?? [];
  if (measures.length > 0 && body.outcome === 'refused') throw fail('request.invalid', { errors: [{ pointer: '/measures', code: 'refused', detail: 'A request that is refused orders nothing.' }] });
  await orderAll(tx, { request, asker, at, measures });
  const decided = await updateRequest(tx, request, { state: measures.length === 0 ? 'carried-out' : 'decided', decided_on: dayOfMs(at), outcome: body.outcome });
  await insertEvent(tx, { request: request.id, at, actor: asker.actor, act: 'decided', text: sealed });
  return { answer: presentStanding(decided, at), entry: requestDecided(whoOf(asker), { subject: params.id, version: decided.version, outcome: body.outcome, count: measures.length }) };
}

async function conclude(tx: Write, call: Call<Sealed<{ despite?: true }>>): Promise<Reply> {
  const { body, sealed } = call.input;
  if (body.despite === true && sealed === null) throw missing('/note', 'Say why it is concluded although an owner has not answered.');
  const request = await getToAct(tx, call, 'conclude');
  const open = (await listMeasures(tx, request.id)).filter(({ state }) => state !== 'done');
  if (open.length > 0 && body.despite !== true) throw fail('case.open-measures', { detail: `Measures that are not done: ${open.length}.` });
  return await act(tx, call, 'conclude', () => ({ state: 'carried-out' }));
}

async function close(tx: Write, call: Call<Sealed>): Promise<Reply> {
  return await act(tx, call, 'close', () => ({ state: 'closed', closed_on: dayOfMs(call.at) }));
}

async function receipt(tx: Write, call: Call<Sealed<{ measure: string; holder: string }>>): Promise<Reply> {
  const { at, input: { body, sealed } } = call;
  const request = await getToAct(tx, call, 'receipt');
  const id = parseId('msr', body.measure);
  const measure = id === undefined ? undefined : await findMeasure(tx, idBytes(id));
  if (measure === undefined || Buffer.compare(measure.request, request.id) !== 0) throw fail('case.measure-not-found');
  if (findOrganisationNumber(body.holder) === undefined) throw fail('request.invalid', { errors: [{ pointer: '/holder', code: 'unknown', detail: 'Name a bureau by its code.' }] });
  await insertReceipt(tx, { measure: measure.id, holder: body.holder, at, change: null, note: sealed });
  return await act(tx, { ...call, input: { ...call.input, sealed: null } }, 'receipt', () => ({}));
}

/** Texts that are being erased from the audit logs, by server: each has a log of its own. */
export type Erasing = Readonly<Record<string, readonly number[]>>;

/** Reads what is being erased. Earlier versions kept the texts of one server alone. */
export function parseErasing(text: string | null): Erasing {
  const kept = JSON.parse(text ?? '{}') as Erasing | { readonly server: string; readonly texts: readonly number[] };
  return typeof kept['server'] === 'string' ? { [kept['server']]: kept['texts'] as readonly number[] } : (kept as Erasing);
}

/** What is being erased, with the texts of one server added. */
function addErasing(before: string | null, { server, texts }: { server: string; texts: readonly number[] }): string {
  const pending = parseErasing(before);
  return JSON.stringify({ ...pending, [server]: [...new Set([...(pending[server] ?? []), ...texts])].toSorted((one, other) => one - other) } satisfies Erasing);
}

/** `texts`: numbers of the entries of the audit log whose texts are about the person, found before. */
async function eraseTexts(tx: Write, call: Call<Sealed & { server: string; texts: readonly number[] }>): Promise<WriteReply<OutputOf<typeof eraseRequestTexts>>> {
  const { asker, at, input: { params, sealed, server, texts } } = call;
  const request = await getToAct(tx, call, 'erase-texts');
  const changed = await updateRequest(tx, request, { erasing: addErasing(request.erasing, { server, texts }) });
  await insertEvent(tx, { request: request.id, at, actor: asker.actor, act: 'erase-texts', text: sealed });
  return { answer: { ...presentStanding(changed, at), texts: texts.length }, entry: textsErased(whoOf(asker), { subject: params.id, version: changed.version, count: texts.length }) };
}

async function answer(tx: Write, { asker, at, input: { params, body } }: Call<{ params: { id: string }; body: { done: boolean; note?: string } }>): Promise<WriteReply<Correction>> {
  const id = parseId('msr', params.id);
  const measure = id === undefined ? undefined : await findMeasure(tx, idBytes(id));
  if (measure === undefined || measure.owner !== asker.number || measure.act !== 'correct') throw fail('case.measure-not-found');
  if (measure.state === 'done') throw fail('case.state', { detail: 'It is done already.' });
  if (!body.done && body.note === undefined) throw missing('/note', 'Say why it is not corrected.');
  const state = body.done ? 'done' : 'refused';
  await updateMeasure(tx, measure.id, { state, answer: body.note ?? null });
  if (body.done) await insertReceipt(tx, { measure: measure.id, holder: organisationCode(measure.owner), at, change: null, note: null });
  const [request, [record]] = [await findRequest(tx, measure.request), await tx.findByRows([measure.row])];
  const answered = presentCorrection({ ...measure, state, answer: body.note ?? null }, { at, reference: record?.reference ?? null, consent: request?.consent === 1 });
  const database = getDatabaseByNumber(measure.database).code;
  return { answer: answered, entry: correctionAnswered(whoOf(asker), { database, owner: asker.organisation, subject: params.id, within: answered.record, reason: state }) };
}

/** One step: changes the request, notes it, and says so in the audit log. */
async function act(tx: Write, call: Call<Sealed>, what: Act, next: (request: PersonRequestTable) => ChangingRequest): Promise<Reply> {
  const { asker, at, input: { params, sealed } } = call;
  const request = await getToAct(tx, call, what);
  const changed = await updateRequest(tx, request, next(request));
  await insertEvent(tx, { request: request.id, at, actor: asker.actor, act: what, text: sealed });
  return { answer: presentStanding(changed, at), entry: requestActed(whoOf(asker), { subject: params.id, version: changed.version, act: what }) };
}

/** The request in the version that was read, where this can be done with it. */
async function getToAct(tx: Write, { version, input: { params } }: Pick<Call<Sealed>, 'version' | 'input'>, what: Act): Promise<PersonRequestTable> {
  const id = parseId('cas', params.id);
  const request = id === undefined ? undefined : await findRequest(tx, idBytes(id));
  if (request === undefined) throw fail('case.not-found');
  if (version === undefined) throw fail('request.version-needed');
  if (version !== request.version) throw fail('case.version-conflict', { currentVersion: request.version });
  requireState(request, what);
  return request;
}

function missing(pointer: string, detail: string): Error {
  return fail('request.invalid', { errors: [{ pointer, code: 'missing', detail }] });
}

function whoOf({ organisation, actor }: Asker): Who {
  return { organisation, actor };
}

/** The id of a request that is about to be received. */
export function newRequestId(at: number): Id<'cas'> {
  return newId('cas', at);
}
