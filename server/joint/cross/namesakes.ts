/** Which named persons of an operation could be one. It runs where questions are answered, beside the requests, and keeps what it has read. */
import { normaliseCountry } from '@watchword/api/countries/countries.ts';
import { parsePartialDate, type PartialDate } from '@watchword/api/dates.ts';
import { idBytes, idFromBytes, type Id } from '@watchword/api/ids.ts';
import type { IncidentContent, PersonEntry } from '@watchword/api/joint/incidents.ts';
import { analyseName, judgePerson, questionCodes, storedCodes, type AnalysedName, type PersonRecorded } from '#names/names.ts';
import type { Questions, Read } from '#store/store.ts';
import { listNamed } from '../queries.ts';

const PAGE = 2000;
/** Operations that are kept in memory; persons of one that are judged for a question, and pairs that are answered, the best. */
const KEPT = 8;
const MOST_JUDGED = 300;
const MOST_PAIRS = 40;
const MOST_ANALYSED = 20_000;

type Named = { readonly incident: string; readonly place: number; readonly organisation: number; readonly name: string; readonly born: readonly PartialDate[]; readonly sex: string | undefined; readonly nationalities: readonly string[]; isGone: boolean; analysed?: AnalysedName };
/** `analysed`: how many names are kept as they are compared. */
type Book = { seq: number; analysed: number; readonly persons: Named[]; readonly byCode: Map<string, number[]>; readonly byIncident: Map<string, number[]> };

const books = new Map<string, Book>();

/** Who is asked about: a person of an incident, by its place. */
export type AskedNamesakes = { readonly operation: string; readonly incident: string; readonly places: readonly number[] };
/** Two persons who could be one. `score`: of the names. */
export type Namesake = { readonly place: number; readonly other: string; readonly otherPlace: number; readonly otherOrganisation: number; readonly score: number };

export const NAMESAKE_QUESTIONS = {
  /** Persons of other incidents of the operation who could be these, the best first; whoever may know of them is decided where they are used. */
  'joint.namesakes': async (read: Read, { operation, incident, places }: AskedNamesakes): Promise<readonly Namesake[]> => {
    const book = await readBook(read, operation);
    const own = (book.byIncident.get(incident) ?? []).map((at) => book.persons[at]).filter((one) => one !== undefined && places.includes(one.place)) as Named[];
    return own.flatMap((one) => namesakesOf(book, one)).toSorted((one, other) => other.score - one.score).slice(0, MOST_PAIRS);
  },
} satisfies Questions;

/** The persons of an operation, read once: later only what came since. */
async function readBook(read: Read, operation: string): Promise<Book> {
  const book: Book = books.get(operation) ?? { seq: 0, analysed: 0, persons: [], byCode: new Map(), byIncident: new Map() };
  books.delete(operation);
  books.set(operation, book);
  for (const first of books.keys()) if (books.size > KEPT) books.delete(first);
  for (;;) {
    const rows = await listNamed(read, idBytes(operation as Id<'opn'>), { after: book.seq, limit: PAGE });
    for (const { seq, id, organisation, withdrawn, content } of rows) {
      // Two questions may read at once: what the other has read already is passed over.
      if (seq <= book.seq) continue;
      book.seq = seq;
      note(book, { incident: idFromBytes('inc', id), organisation, persons: withdrawn === 1 ? [] : ((JSON.parse(content) as IncidentContent).persons ?? []) });
    }
    if (rows.length < PAGE) return book;
  }
}

function note(book: Book, { incident, organisation, persons }: { incident: string; organisation: number; persons: readonly PersonEntry[] }): void {
  // A version before this one.
  for (const at of book.byIncident.get(incident) ?? []) {
    const person = book.persons[at];
    if (person !== undefined) person.isGone = true;
  }
  const places: number[] = [];
  persons.forEach(({ identity, sex, nationality }, place) => {
    if (identity === undefined) return;
    const born = identity.birthDate === undefined ? undefined : parsePartialDate(identity.birthDate);
    const at = book.persons.push({ incident, place, organisation, name: identity.name, born: born === undefined ? [] : [born], sex: sex === 'female' ? 'F' : sex === 'male' ? 'M' : undefined, nationalities: nationality === undefined ? [] : [normaliseCountry(nationality) ?? nationality], isGone: false }) - 1;
    places.push(at);
    for (const { family, code } of storedCodes(analyseName({ text: identity.name }))) {
      const known = book.byCode.get(family + code);
      if (known === undefined) book.byCode.set(family + code, [at]);
      else known.push(at);
    }
  });
  book.byIncident.set(incident, places);
}

function namesakesOf(book: Book, asked: Named): Namesake[] {
  const name = analyseName({ text: asked.name });
  const shared = new Map<number, number>();
  for (const { family, code } of questionCodes(name)) {
    // One word alone is shared by too many; a name of one word has a code as a whole.
    if (family === 'T') continue;
    for (const at of book.byCode.get(family + code) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
  }
  const candidates = [...shared].filter(([at]) => book.persons[at]?.isGone === false && book.persons[at] !== asked).toSorted(([, one], [, other]) => other - one).slice(0, MOST_JUDGED);
  const found: Namesake[] = [];
  for (const [at] of candidates) {
    const person = book.persons[at];
    if (person === undefined) continue;
    const judged = judgePerson(questionOf(asked, name), { ...recordedOf(person), names: [analysedOf(book, person)] });
    if (judged.band !== 'none') found.push({ place: asked.place, other: person.incident, otherPlace: person.place, otherOrganisation: person.organisation, score: Math.round(judged.name * 1000) / 1000 });
  }
  return found;
}

/** A name is taken apart once, for as long as there is room. */
function analysedOf(book: Book, person: Named): AnalysedName {
  if (person.analysed !== undefined) return person.analysed;
  const analysed = analyseName({ text: person.name });
  if (book.analysed < MOST_ANALYSED) {
    person.analysed = analysed;
    book.analysed += 1;
  }
  return analysed;
}

function questionOf(person: Named, name: ReturnType<typeof analyseName>): Parameters<typeof judgePerson>[0] {
  return { name, born: [...person.born], nationalities: [...person.nationalities], ...(person.sex !== undefined && { sex: person.sex }) };
}

function recordedOf(person: Named): Omit<PersonRecorded, 'names'> {
  return { born: [...person.born], nationalities: [...person.nationalities], ...(person.sex !== undefined && { sex: person.sex }) };
}
