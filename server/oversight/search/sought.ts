/** What is looked for in a log: whether a question was about it, and whether a record says it. */
import type { SearchAbout } from '@watchword/api/audit/search.ts';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import type { Content } from '@watchword/api/databases/database.ts';
import { dayOfMs } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';
import { judgeSought, readAsked, readSought, ruleOutBy } from '#checks/checks.ts';

/** Both kinds of judging. `fitsQuestion`: how surely a question that was asked at that time (ms) is about it. */
export type LookedFor = {
  fitsQuestion(question: { readonly subject?: Subject }, time: number): 'hit' | 'possible' | undefined;
  fitsRecord(database: string, content: Content): boolean;
  /** The one record that is looked for. */
  readonly record: string | undefined;
};

/** Reads what is looked for. `at`: ms. @throws `check.no-subject` and `request.invalid` when nothing can be looked for */
export function readLookedFor({ record, ...subject }: SearchAbout, at: number): LookedFor {
  if (record !== undefined) return { record, fitsQuestion: () => undefined, fitsRecord: () => false };
  const sought = readSought([subject], dayOfMs(at));
  const { people } = sought.facts;
  if (subject.person !== undefined && people.every(({ analysed }) => analysed.words.length === 0)) throw fail('check.no-subject', { errors: [{ pointer: '/about/person/name', code: 'no-name', detail: 'Nothing in it can be compared.' }] });
  const said = contentsOf(subject);
  const ruleOut = ruleOutBy({ numbers: subject.document === undefined ? [] : [subject.document.number], born: subject.person?.born === undefined ? [] : [subject.person.born], ranges: false });
  return {
    record: undefined,
    fitsQuestion: (question, time) => {
      if (question.subject === undefined || isOfOtherKind(subject, question.subject) || (subject.vehicle === undefined && ruleOut(question.subject))) return undefined;
      const asked = readAsked(question, dayOfMs(time));
      if (asked === undefined) return undefined;
      const judged = said.map(({ database, content }) => judgeSought(asked, database, content)?.as);
      return judged.find((as) => as === 'hit') ?? judged.find((as) => as !== undefined);
    },
    fitsRecord: (database, content) => judgeSought(sought, database, content) !== undefined,
  };
}

/** Most questions are about something else altogether, and need not be read. */
function isOfOtherKind(subject: Subject, asked: Subject): boolean {
  if (subject.vehicle !== undefined) return asked.vehicle === undefined;
  if (asked.mrz !== undefined) return false;
  return subject.document !== undefined ? asked.document === undefined : asked.person === undefined;
}

/** What is looked for as records would say it: old questions are judged against it. */
function contentsOf({ person, document, vehicle }: Subject): { database: string; content: Content }[] {
  if (person !== undefined) return [{ database: 'persons', content: { names: [{ full: person.name }], born: person.born === undefined ? [] : [person.born], documents: [] } }];
  if (document !== undefined) return [{ database: 'persons', content: { names: [], born: [], documents: [document] } }, ...['travel-documents', 'administrative-documents'].map((database) => ({ database, content: document }))];
  const { vin, plate } = vehicle ?? {};
  return [{ database: 'vehicles', content: { ...(vin !== undefined && { vin }), ...(plate !== undefined && { plate: plate.number, ...(plate.country !== undefined && { plateCountry: plate.country }) }) } }];
}
