/** Judging records anew for a question that was asked before: what an officer compared must have been shown to him. */
import { normaliseCountry } from '@watchword/api/countries/countries.ts';
import { dayOfMs } from '@watchword/api/dates.ts';
import { idBytes, type Id } from '@watchword/api/ids.ts';
import { unpackContent } from '#databases/databases.ts';
import type { JudgeAgain, JudgedPerson, TravellerDocument } from '#comparisons/comparisons.ts';
import type { Read } from '#store/store.ts';
import { toQuestion } from './entry.ts';
import type { DocumentFact, Facts } from './facts.ts';
import { askPersons } from './persons/persons.ts';
import { readFacts } from './read-facts.ts';
import { findShown, type Viewer } from './viewer.ts';

/** Ties the judging to a store. A record that does not exist for the viewer and one that does not match are the same: undefined. */
export function judgeAgain({ read }: { read: Read }): JudgeAgain {
  return async ({ asker, at, input }) => {
    const viewer = { organisation: asker.number, role: asker.role, today: dayOfMs(at) };
    const facts = readFacts(input.subject, viewer.today);
    const judged = await Promise.all(input.records.map((id) => judgeOne(read, { facts, viewer, id })));
    return { judged, documents: travellerDocuments(facts.documents), question: toQuestion(input) };
  };
}

async function judgeOne(read: Read, { facts, viewer, id }: { facts: Facts; viewer: Viewer; id: string }): Promise<JudgedPerson | undefined> {
  const stored = await read.findById(idBytes(id as Id<'rec'>));
  if (stored === undefined || stored.database !== askPersons.database.number) return undefined;
  const record = findShown(stored, viewer);
  const person = record === undefined ? undefined : askPersons.judge(facts, unpackContent(askPersons.database, record.content))?.person;
  return record === undefined || person === undefined ? undefined : { record: record.id, owner: record.owner, rule: person.rule };
}

/** The documents of a question as the memory of comparisons knows them. */
export function travellerDocuments(documents: readonly DocumentFact[]): readonly TravellerDocument[] {
  return documents.map(({ number, issuer }) => ({ number: number.folded, issuer: issuer === undefined ? '' : normaliseCountry(issuer) ?? issuer }));
}
