/** What the owner of a record learns by itself of a check that showed the record: data, and one pure function over it. */

/** A record that a check showed. `kind` is the short code of what it is about, as `kindOf` of its database gives it. */
export type ShownRecord = { readonly owner: string; readonly database: string; readonly kind: string; readonly record: string; readonly outcome: 'hit' | 'possible' };

/** Who asked, why, and whether the question or the document shown is one of a stateless person or refugee. */
export type ShownTo = { readonly organisation: string; readonly purpose: string; readonly isProtected: boolean };

/** Of which records the owner is told at once: every kind, or these kinds of a database. Of no other before the finder's desk releases it. */
export const TOLD_AT_ONCE: Readonly<Record<string, 'all' | readonly string[]>> = {
  vehicles: 'all',
  firearms: 'all',
  vessels: 'all',
  'works-of-art': 'all',
  'travel-documents': ['stolen-blank'],
  'administrative-documents': ['stolen-blank'],
};

/** With these purposes no owner is ever told. */
export const NEVER_TOLD_PURPOSES: readonly string[] = ['asylum', 'victim-care'];

/** What decides whether an owner is told at once. */
export type OwnerRule = { readonly toldAtOnce: typeof TOLD_AT_ONCE; readonly neverToldPurposes: readonly string[] };

/**
 * The rule by version. Whoever changes what owners are told at once adds a version and leaves the earlier ones as they are, with a copy of their data:
 * the owners' logs are made anew, and compared, by the rule under which an entry was written.
 */
export const OWNER_RULES: ReadonlyMap<number, OwnerRule> = new Map([
  // It named a database that there is not, so that owners of works of art were not told.
  [1, { toldAtOnce: { vehicles: 'all', firearms: 'all', vessels: 'all', artworks: 'all', 'travel-documents': ['stolen-blank'], 'administrative-documents': ['stolen-blank'] }, neverToldPurposes: ['asylum', 'victim-care'] }],
  [2, { toldAtOnce: TOLD_AT_ONCE, neverToldPurposes: NEVER_TOLD_PURPOSES }],
]);

/** The version in force. It stands in what is sealed of a check that showed records, and in the entry of a reading; where none stands, it is the first. */
export const OWNER_RULE = 2;

/** Documents of stateless persons and refugees: no owner is ever told where they were shown. */
export const PROTECTED_ISSUERS = /^XX[ABC]$/;

// Issuer or nationality where a zone has them: behind the code of the document, in the second line of two (from 10) and of three (from 15).
const PROTECTED_LINES = /^(?:[PIACV].|.{10}|.{15})XX[ABC]/;

/** Whether a question names a document or nationality of a stateless person or refugee, wherever in it. `question`: the subject of a check. */
export function isProtectedQuestion(question: unknown): boolean {
  if (typeof question === 'string') {
    const text = question.replaceAll(/\s/g, '').toUpperCase();
    return PROTECTED_ISSUERS.test(text) || PROTECTED_LINES.test(text);
  }
  return typeof question === 'object' && question !== null && Object.values(question).some(isProtectedQuestion);
}

/**
 * Whether the owner is told at once. What it is not told goes to the log that is sealed to the Commission. A `possible` never leaves the country
 * that asked, and nobody is told of its own checks, which stand in its own log. `rule`: that under which it was asked.
 */
export function isOwnerTold({ owner, database, kind, outcome }: ShownRecord, { organisation, purpose, isProtected }: ShownTo, rule: OwnerRule = ruleOf(OWNER_RULE)): boolean {
  if (outcome !== 'hit' || isProtected || owner === organisation || rule.neverToldPurposes.includes(purpose)) return false;
  const kinds = rule.toldAtOnce[database];
  return kinds === 'all' || kinds?.includes(kind) === true;
}

/** The rule of a version. @throws RangeError for one that this program does not know */
export function ruleOf(version: number, rules: ReadonlyMap<number, OwnerRule> = OWNER_RULES): OwnerRule {
  const rule = rules.get(version);
  if (rule === undefined) throw new RangeError(`what owners are told was decided under rule ${version}, which this version does not know`);
  return rule;
}
