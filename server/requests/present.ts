/** Requests and measures as the Commission and owners see them. */
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { dayOfMs, formatDay, formatMoment } from '@watchword/api/dates.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import type { Correction, MeasureAnswer, RequestAnswer, RequestKind, RequestStanding, RequestState, RequestSubject } from '@watchword/api/requests.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { PersonMeasureTable, PersonReceiptTable, PersonRequestEventTable, PersonRequestTable } from '#store/request-tables.ts';
import type { Seal } from './sealed.ts';
import { clockOf } from './standing.ts';

/** What is sealed of a request. */
export type Matter = { readonly subject: RequestSubject; readonly asks: string; readonly contact: string; readonly evidence: { readonly digest: string; readonly note?: string } };

/** After the sealed part was erased. */
export const ERASED_MATTER: Matter = { subject: {}, asks: '', contact: '', evidence: { digest: '' } };

/** What is not sealed. `at`: now, in ms. */
export function presentStanding(request: PersonRequestTable, at: number): RequestStanding {
  const clock = clockOf(request, dayOfMs(at));
  return {
    id: idFromBytes('cas', request.id),
    version: request.version,
    kind: request.kind as RequestKind,
    state: request.state as RequestState,
    receivedAt: formatMoment(request.received_at),
    consent: request.consent === 1,
    ...(request.via !== null && { via: organisationCode(request.via) }),
    ...(clock !== undefined && { clock }),
    ...(request.outcome !== null && { outcome: request.outcome as RequestStanding['outcome'] & {} }),
  };
}

/** Opens what is sealed of a request. @throws `store.broken` */
export function matterOf({ id, matter }: PersonRequestTable, seal: Seal): Matter {
  return matter === null ? ERASED_MATTER : (JSON.parse(seal.open(matter, idFromBytes('cas', id))) as Matter);
}

/** By what a request is called in a list. */
export function personOf({ subject: { names, documents } }: Matter): string {
  return names?.[0] ?? documents?.[0]?.number ?? '';
}

/** All of a request. */
export type Whole = { readonly request: PersonRequestTable; readonly events: readonly PersonRequestEventTable[]; readonly measures: readonly PersonMeasureTable[]; readonly receipts: readonly PersonReceiptTable[] };

/** The answer with everything that is sealed opened. */
export function presentWhole({ request, events, measures, receipts }: Whole, { at, seal }: { at: number; seal: Seal }): RequestAnswer {
  const id = idFromBytes('cas', request.id);
  const { subject, asks, contact, evidence } = matterOf(request, seal);
  return {
    ...presentStanding(request, at), subject, asks, contact, evidence: { ...evidence },
    measures: measures.map((measure) => presentMeasure(measure, receipts.filter(({ measure: of }) => Buffer.compare(of, measure.id) === 0), { at, seal, id })),
    events: events.map(({ at: when, actor, act, text }) => ({ at: formatMoment(when), by: actor, act, ...(text !== null && { text: seal.open(text, id) }) })),
  };
}

function presentMeasure(measure: PersonMeasureTable, receipts: readonly PersonReceiptTable[], { at, seal, id }: { at: number; seal: Seal; id: string }): MeasureAnswer {
  return {
    id: idFromBytes('msr', measure.id), act: measure.act as MeasureAnswer['act'], record: idFromBytes('rec', measure.record), owner: organisationCode(measure.owner),
    state: measure.state as MeasureAnswer['state'], overdue: isOverdue(measure, at),
    ...(measure.asks !== null && { asks: measure.asks }), ...(measure.due_on !== null && { dueOn: formatDay(measure.due_on) }),
    ...(measure.answer !== null && { answer: measure.answer }), ...(measure.change !== null && { change: measure.change }),
    receipts: receipts.map(({ holder, at: when, change, note }) => ({ holder, at: formatMoment(when), ...(change !== null && { change }), ...(note !== null && { note: seal.open(note, id) }) })),
  };
}

function isOverdue({ state, due_on }: PersonMeasureTable, at: number): boolean {
  return state === 'asked' && due_on !== null && due_on < dayOfMs(at);
}

/** What the owner of a record sees of a measure: nothing of the person, unless they agreed. */
export function presentCorrection(measure: PersonMeasureTable, { at, reference, consent }: { at: number; reference: string | null; consent: boolean }): Correction {
  return {
    id: idFromBytes('msr', measure.id), record: idFromBytes('rec', measure.record), database: getDatabaseByNumber(measure.database).code,
    asks: measure.asks ?? '', askedOn: formatDay(measure.asked_on), dueOn: formatDay(measure.due_on ?? measure.asked_on), overdue: isOverdue(measure, at),
    state: measure.state as Correction['state'], by: consent ? 'person' : 'commission',
    ...(reference !== null && { reference }), ...(measure.answer !== null && { answer: measure.answer }),
  };
}
