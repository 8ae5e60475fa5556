/** The operations of comparisons. */
import { dayOfMs, formatDay, parseDay } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';
import { compareFound, countComparisons, type ComparisonCount, type ComparisonRequest } from '@watchword/api/comparisons.ts';
import { isProtectedQuestion, NEVER_TOLD_PURPOSES, PROTECTED_ISSUERS } from '@watchword/api/audit/owner-logs.ts';
import { comparisonsCounted } from '#audit/audit.ts';
import type { Call } from '#door/calls.ts';
import { onRead, onWrite, type Implementation } from '#door/implement.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { Read } from '#store/store.ts';
import { sumComparisons } from './queries.ts';
import type { TravellerDocument, TravellerHash } from './traveller.ts';
import { firstOfMonth, type Compared, type PreparedComparison } from './writes.ts';

/** One record as the checks judge it for this question and viewer; undefined: it does not match, or does not exist for the asker. */
export type JudgedPerson = { readonly record: Uint8Array; readonly owner: number; readonly rule: Compared['rule'] };

/** What the checks do for a comparison: judge the records anew, and say which documents the question names. */
export type JudgeAgain = (call: Call<ComparisonRequest>) => Promise<{ readonly judged: readonly (JudgedPerson | undefined)[]; readonly documents: readonly TravellerDocument[]; readonly question: string }>;

/** Recording a comparison, and counting them. */
export function comparisonRoutes({ read, hash, judge }: { read: Read; hash: TravellerHash; judge: JudgeAgain }): Implementation[] {
  return [
    onWrite(compareFound, async (call) => ({ ...call, input: await prepare(call as Call<{ body: ComparisonRequest }>, { hash, judge }) })),
    onRead(countComparisons, async ({ asker, at, input }) => {
      // Whole months that are over: a count that moved today would tell an owner that its person was seen today.
      const before = firstOfMonth(dayOfMs(at));
      const from = input.query.since === undefined ? 0 : firstOfMonth(parseDay(input.query.since) ?? 0);
      const items = await countFor(read, { number: asker.number, seesAll: asker.role === 'reviewer', from, before });
      return { answer: { items, before: formatDay(before) }, entry: (response) => comparisonsCounted(asker, { count: items.length, response }) };
    }),
  ];
}

async function prepare(call: Call<{ body: ComparisonRequest }>, { hash, judge }: { hash: TravellerHash; judge: JudgeAgain }): Promise<PreparedComparison> {
  const request = call.input.body;
  const { purpose, records, finding, reason } = request;
  if (finding === 'not-same' && reason === undefined) throw fail('request.invalid', { errors: [{ pointer: '/reason', code: 'missing', detail: 'Say why they are not the same.' }] });
  const { judged, documents, question } = await judge({ ...call, input: request });
  const isCounted = !NEVER_TOLD_PURPOSES.includes(purpose) && !documents.some(({ issuer }) => PROTECTED_ISSUERS.test(issuer)) && !isProtectedQuestion(request.subject);
  const remembered = isCounted ? documents : [];
  const items = judged.map((one, at): Compared => {
    if (one === undefined) throw fail('record.not-found', { errors: [{ pointer: `/records/${at}`, code: 'not-found', detail: 'No such person is shown to you for this question.' }] });
    return { ...one, travellers: remembered.map((document) => hash(document, one.record)) };
  });
  return { items, isCounted, finding, reason: finding === 'same' ? '' : reason ?? '', purpose, check: request.check, question: `{"records":${JSON.stringify(records)},"question":${question}}` };
}

async function countFor(read: Read, { number, seesAll, ...span }: { number: number; seesAll: boolean; from: number; before: number }): Promise<ComparisonCount[]> {
  const rows = await sumComparisons(read, span);
  const byOwner = rows.filter(({ owner }) => seesAll || owner === number).map(({ owner, ...counts }) => ({ owner: organisationCode(owner), ...counts }));
  const overall = new Map<string, ComparisonCount>();
  for (const { rule, same, notSame } of rows) {
    const sum = overall.get(rule) ?? { rule: rule as ComparisonCount['rule'], same: 0, notSame: 0 };
    overall.set(rule, { ...sum, same: sum.same + same, notSame: sum.notSame + notSame });
  }
  return [...overall.values(), ...(byOwner as ComparisonCount[])];
}

