/** From a subject to its facts. */
import { parsePartialDate } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';
import { foldDocumentNumber } from '@watchword/api/folding.ts';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import { analyseName } from '#names/names.ts';
import { ABOUT } from './asking.ts';
import type { DocumentFact, Facts, PersonFact } from './facts.ts';
import { askNumber } from './judge.ts';
import { readMrz } from './mrz-facts.ts';

const NOBODY: readonly PersonFact[] = [];
const NOTHING: readonly DocumentFact[] = [];

/** Reads a question. `today`: day number of the check. @throws `check.unreadable`, and `request.invalid` for a day that does not exist */
export function readFacts(subject: Subject, today: number): Facts {
  const { document, person, vehicle, firearm, vessel, artwork } = subject;
  // The question of almost every check, kept short.
  if (document !== undefined && Object.keys(subject).length === 1) {
    return { about: ABOUT.document | ABOUT.paper, documents: [toDocument(document)], people: NOBODY };
  }
  const zone = subject.mrz === undefined ? undefined : readMrz(subject.mrz, today);
  const documents = [...(zone?.document === undefined ? NOTHING : [zone.document]), ...(document === undefined ? NOTHING : [toDocument(document)])];
  const people = [...(zone?.people ?? NOBODY), ...(person === undefined ? NOBODY : [toPerson(person)])];
  const about =
    (documents.length > 0 ? ABOUT.document : 0) |
    (document !== undefined || zone?.mayBePaper === true ? ABOUT.paper : 0) |
    (people.length > 0 ? ABOUT.person : 0) |
    (vehicle === undefined ? 0 : ABOUT.vehicle) |
    (firearm === undefined ? 0 : ABOUT.firearm) |
    (vessel === undefined ? 0 : ABOUT.vessel) |
    (artwork === undefined ? 0 : ABOUT.artwork);
  return {
    about, documents, people,
    ...(vehicle === undefined ? {} : { vehicle }),
    ...(firearm === undefined ? {} : { firearm }),
    ...(vessel === undefined ? {} : { vessel }),
    ...(artwork === undefined ? {} : { artwork }),
    ...(zone === undefined ? {} : { mrz: zone.reading }),
  };
}

function toDocument({ number, issuer, type }: NonNullable<Subject['document']>): DocumentFact {
  const fact: { -readonly [K in keyof DocumentFact]: DocumentFact[K] } = { number: askNumber(number, foldDocumentNumber) };
  if (issuer !== undefined) fact.issuer = issuer;
  if (type !== undefined) fact.type = type;
  return fact;
}

function toPerson({ name: whole, family, given, born, nationality, sex }: NonNullable<Subject['person']>): PersonFact {
  const name = whole ?? `${given ?? ''} ${family ?? ''}`.trim();
  if (name === '') throw fail('request.invalid', { errors: [{ pointer: '/subject/person/name', code: 'missing', detail: 'Give name, or family and given.' }] });
  const date = born === undefined ? undefined : parsePartialDate(born);
  if (born !== undefined && date === undefined) {
    throw fail('request.invalid', { errors: [{ pointer: '/subject/person/born', code: 'not-a-day', detail: 'The calendar has no such day.' }] });
  }
  return {
    name,
    analysed: analyseName(whole === undefined ? { ...(family !== undefined && { family }), ...(given !== undefined && { given }) } : { text: whole }),
    births: date === undefined || born === undefined ? [] : [{ date, text: born }],
    ...(nationality === undefined ? {} : { nationality }),
    ...(sex === undefined ? {} : { sex }),
  };
}
