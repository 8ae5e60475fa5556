/** Judging records anew for a question that was asked before: what an officer compared must have been shown to him. */
import { normaliseCountry } from '@watchword/api/countries/countries.ts';
import { idBytes, type Id } from '@watchword/api/ids.ts';
import type { JudgeAgain, JudgedPerson, TravellerDocument } from '#comparisons/comparisons.ts';
import type { Read } from '#store/store.ts';
import { toQuestion } from './entry.ts';
import type { DocumentFact, Facts } from './facts.ts';
import { judgeRecord } from './find.ts';
import { askPersons } from './persons/persons.ts';
import { requirePurpose } from './questions.ts';
import { readFacts } from './read-facts.ts';
import { viewerOf, type Viewer } from './viewer.ts';

/** Ties the judging to a store. A record that does not exist for the viewer and one that does not match are the same: undefined. @throws `access.purpose` */
export function judgeAgain({ read }: { read: Read }): JudgeAgain {
  return async ({ asker, at, input }) => {
    const viewer = viewerOf({ asker, at }, input.purpose);
    requirePurpose(askPersons, input.purpose, asker);
    const facts = readFacts(input.subject, viewer.today);
    const judged = await Promise.all(input.records.map((id) => judgeOne(read, { facts, viewer, id })));
    return { judged, documents: travellerDocuments(facts.documents), question: toQuestion(input) };
  };
}

async function judgeOne(read: Read, { facts, viewer, id }: { facts: Facts; viewer: Viewer; id: string }): Promise<JudgedPerson | undefined> {
  const stored = await read.findById(idBytes(id as Id<'rec'>));
  const judged = stored === undefined ? undefined : judgeRecord(askPersons, stored, facts, viewer);
  const rule = judged?.judgement.person?.rule;
  return judged === undefined || rule === undefined ? undefined : { record: judged.record.id, owner: judged.record.owner, rule };
}

/** The documents of a question as the memory of comparisons knows them. */
export function travellerDocuments(documents: readonly DocumentFact[]): readonly TravellerDocument[] {
  return documents.map(({ number, issuer }) => ({ number: number.folded, issuer: issuer === undefined ? '' : normaliseCountry(issuer) ?? issuer }));
}
