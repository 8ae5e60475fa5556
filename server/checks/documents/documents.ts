/** Travel and administrative documents: found by number or range of numbers; issuer and kind are judged. */
import type { Reason } from '@watchword/api/checks/answers.ts';
import { administrativeDocuments } from '@watchword/api/databases/administrative-documents.ts';
import { textOf, type Content } from '@watchword/api/databases/database.ts';
import { rangeTail, splitTail, tailOf, travelDocuments, type NumberTail } from '@watchword/api/databases/travel-documents.ts';
import { foldDocumentNumber, lookalikeSkeleton } from '@watchword/api/folding.ts';
import { ABOUT, type Asking, type Lookup } from '../asking.ts';
import type { DocumentFact, Facts } from '../facts.ts';
import { compareCountries, compareNumbers, reasonOf, type AskedNumber, type Judgement } from '../judge.ts';
import { compareKinds } from './kinds.ts';

/** Stolen, lost, revoked and invalid travel documents, and ranges of stolen blanks. */
export const askTravelDocuments: Asking = {
  database: travelDocuments,
  about: ABOUT.document,
  later: ['document'],
  lookups: listDocumentLookups,
  tails: listDocumentTails,
  judge: judgeDocuments,
};

/** Stolen papers that are not for travel. */
export const askAdministrativeDocuments: Asking = {
  database: administrativeDocuments,
  about: ABOUT.paper,
  later: ['document'],
  lookups: listDocumentLookups,
  judge: judgeDocuments,
};

/** The keys of document numbers: one each, for look-alikes share it, and one for each reading that does not. */
export function listDocumentLookups(facts: Facts): readonly Lookup[] {
  const lookups: Lookup[] = [];
  for (const { number } of facts.documents) {
    if (number.skeleton !== '') lookups.push({ kind: 'document', value: number.skeleton });
    if (number.alternates.length > 0) {
      for (const value of new Set(number.alternates.map(lookalikeSkeleton))) if (value !== number.skeleton) lookups.push({ kind: 'document', value });
    }
  }
  return lookups;
}

function listDocumentTails({ documents }: Facts): readonly NumberTail[] {
  const tails: NumberTail[] = [];
  for (const { number } of documents) {
    const own = tailOf(number.skeleton);
    if (own !== undefined) tails.push(own);
    if (number.alternates.length === 0) continue;
    for (const text of new Set(number.alternates.map(lookalikeSkeleton))) {
      const tail = text === number.skeleton ? undefined : tailOf(text);
      if (tail !== undefined) tails.push(tail);
    }
  }
  return tails;
}

/** The best of the documents asked for against one record; undefined when none is meant. */
export function judgeDocuments(facts: Facts, content: Content): Judgement | undefined {
  let best: Judgement | undefined;
  for (const document of facts.documents) {
    const judged = judgeDocument(document, content);
    if (judged !== undefined && best?.outcome !== 'hit') best = judged;
  }
  return best;
}

/**
 * A hit: the number is equal, or falls into the range, and neither issuer nor kind speaks against it; what is not said speaks against nothing.
 * Another issuer is another document.
 */
function judgeDocument(asked: DocumentFact, content: Content): Judgement | undefined {
  const [issuer, type, validUntil] = [textOf(content, 'issuer'), textOf(content, 'type'), textOf(content, 'validUntil')];
  const byIssuer = compareCountries(asked.issuer, issuer);
  if (byIssuer === 'differs') return undefined;
  const number = content['numberTo'] === undefined ? matchNumber(asked.number, textOf(content, 'number')) : matchRange(asked.number, content);
  if (number === undefined) return undefined;
  const byKind = compareKinds(asked, type);
  const reasons = [number.reason, reasonOf('issuer', byIssuer, { asked: asked.issuer, recorded: issuer }), reasonOf('type', byKind, { asked: asked.code ?? asked.type, recorded: type })];
  if (asked.validUntil !== undefined && validUntil !== '') {
    reasons.push(reasonOf('validUntil', asked.validUntil === validUntil ? 'equal' : 'differs', { asked: asked.validUntil, recorded: validUntil }));
  }
  const outcome = number.isEqual && byIssuer !== 'compatible' && byKind !== 'differs' ? 'hit' : 'possible';
  return { outcome, reasons, ...(number.misread === undefined ? {} : { misread: number.misread }) };
}

type Matched = { isEqual: boolean; reason: Reason; misread?: string };

function matchNumber(asked: AskedNumber, recorded: string): Matched | undefined {
  const match = compareNumbers(asked, foldDocumentNumber(recorded));
  if (match === undefined) return undefined;
  const { how, misread } = match;
  return { isEqual: how === 'equal', reason: reasonOf('number', how, { asked: asked.text, recorded }), ...(misread === undefined ? {} : { misread }) };
}

function matchRange(asked: AskedNumber, content: Content): Matched | undefined {
  const [from, to] = [textOf(content, 'number'), textOf(content, 'numberTo')];
  const texts = { asked: asked.text, recorded: `${from} to ${to}` };
  if (isInRange(splitTail, asked.folded, from, to)) return { isEqual: true, reason: reasonOf('number', 'in-range', texts) };
  const misread = asked.alternates.find((one) => isInRange(splitTail, one, from, to));
  if (misread !== undefined) return { isEqual: false, reason: reasonOf('number', 'look-alike', texts), misread };
  const near = [asked.folded, ...asked.alternates].find((one) => isInRange(rangeTail, one, from, to));
  if (near === undefined) return undefined;
  return { isEqual: false, reason: reasonOf('number', 'look-alike', texts), ...(near === asked.folded ? {} : { misread: near }) };
}

function isInRange(split: (number: string) => NumberTail | undefined, number: string, from: string, to: string): boolean {
  const [one, low, high] = [split(number), split(from), split(to)];
  if (one === undefined || low === undefined || high === undefined) return false;
  return one.prefix === low.prefix && one.digits === low.digits && low.value <= one.value && one.value <= high.value;
}
