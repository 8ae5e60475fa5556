/** One search for a person in a store, without a server around it: candidates from the index, each judged, those that are shown in order. */
import { parsePartialDate } from '@watchword/api/dates.ts';
import { sameCountry } from '#checks/judge.ts';
import { analyseName, judgePerson, type NameText, type PersonAsked, type PersonJudgement } from '#names/names.ts';
import { readRecorded, searchPersons } from '#name-index/name-index.ts';
import { contentsOf } from '#records/records.ts';
import type { Read } from '#store/store.ts';

/** Whom somebody asks for; what is absent is not asked. `born`: as far as known, `1974` or `1974-08-12`. */
export type PersonSought = { readonly name: NameText; readonly born?: string; readonly sex?: string; readonly nationality?: string };

/** A person who is shown, best first. */
export type PersonShown = { readonly row: number; readonly judgement: PersonJudgement };

/** What a search did. `judged`: rows of all candidates that were read and judged, shown or not. */
export type PersonsShown = { readonly shown: readonly PersonShown[]; readonly judged: ReadonlySet<number>; readonly capped: boolean };

/** Searches. @throws when the index is not complete */
export async function searchFor(read: Read, sought: PersonSought): Promise<PersonsShown> {
  const asked = askedOf(sought);
  const judged = new Set<number>();
  const result = await searchPersons<PersonShown>(read, asked, {
    judge(record) {
      judged.add(record.row);
      const judgement = bestOf(contentsOf(record).map((content) => judgePerson(asked, readRecorded(content), { sameCountry })));
      return judgement === undefined || judgement.band === 'none' ? undefined : { row: record.row, judgement };
    },
    isGood: ({ judgement }) => judgement.band === 'hit',
  });
  if (result.state === 'unavailable') throw new Error('The index of names is not complete.');
  return { shown: result.found.toSorted(compareShown), judged, capped: result.capped };
}

function compareShown(one: PersonShown, other: PersonShown): number {
  return other.judgement.whole - one.judgement.whole || other.judgement.name - one.judgement.name || one.row - other.row;
}

function bestOf(judgements: readonly PersonJudgement[]): PersonJudgement | undefined {
  return judgements.toSorted((one, other) => other.whole - one.whole)[0];
}

function askedOf({ name, born, sex, nationality }: PersonSought): PersonAsked {
  const date = born === undefined ? undefined : parsePartialDate(born);
  return { name: analyseName(name), ...(date !== undefined && { born: [date] }), ...(sex !== undefined && { sex }), ...(nationality !== undefined && { nationalities: [nationality] }) };
}
