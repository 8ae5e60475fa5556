/** Rates, signatures and frozen results. What is counted for them was counted before, beside the requests (`routes.ts`), and comes with the call. */
import { fail } from '@watchword/api/errors.ts';
import { freezeResults, setRates, signOff } from '@watchword/api/joint/counting.ts';
import type { Rate, SignOff } from '@watchword/api/joint/files.ts';
import type { Results } from '@watchword/api/joint/results.ts';
import { parseDay } from '@watchword/api/dates.ts';
import { frozenHash } from '@watchword/sdk/joint/recount.ts';
import { jointActed } from '#audit/audit.ts';
import { writeOf, type WriteHandlers } from '#door/implement.ts';
import { emit } from '#live/live.ts';
import type { Write } from '#store/store.ts';
import { getMine, requireRole, requireState, type Mine } from './access.ts';
import { insertFrozen, listFrozenRows, putSignature, replaceRates } from './queries.ts';

/** What comes with a signature, and with a freeze. */
export type Figures = { readonly counts: Record<string, number>; readonly figures: string };
export type ToFreeze = { readonly results: Results; readonly signOffs: readonly SignOff[]; readonly unsigned: readonly string[]; readonly rates: readonly Rate[] };

export const COUNTING_WRITES: WriteHandlers = {
  ...writeOf(setRates, async (tx, { asker, at, input: { params, body: { rates } } }) => {
    const mine = await getMine(tx, asker, params.id);
    requireRole(mine, 'coordinator');
    requireState(mine, 'planned', 'open', 'ended');
    const wrong = rates.findIndex(({ on, currency, usd }, place) => parseDay(on) === undefined || currency === 'USD' || Number(usd) === 0 || rates.findIndex((one) => one.on === on && one.currency === currency) !== place);
    if (wrong >= 0) throw fail('request.invalid', { errors: [{ pointer: `/rates/${wrong}`, code: 'rate', detail: 'A rate is of a day that exists, is not 0, is there once, and is none of the dollar.' }] });
    await replaceRates(tx, mine.operation.id, rates.map(({ currency, on, usd, source }) => ({ operation: mine.operation.id, currency, day: on, usd, source })));
    await tellAll(tx, mine, { id: params.id, at });
    return { answer: { rates: rates.length }, entry: jointActed(asker, { operation: params.id, act: 'rates', count: rates.length }) };
  }),
  ...writeOf(signOff, async (tx, { asker, at, input: { params, body, ...more } }) => {
    const mine = await getMine(tx, asker, params.id);
    requireRole(mine, 'coordinator', 'participant');
    requireState(mine, 'open', 'ended');
    const { counts, figures } = (more as { counted: Figures }).counted;
    if (body.figures !== undefined && body.figures !== figures) throw fail('joint.version-conflict', { detail: 'The figures are others by now.' });
    const cutOff = Date.parse(body.cutOff);
    await putSignature(tx, { operation: mine.operation.id, organisation: mine.me.organisation, cut_off: cutOff, at, actor: asker.actor, figures });
    await tellAll(tx, mine, { id: params.id, at });
    return { answer: { cutOff: new Date(cutOff).toISOString(), figures, counts }, entry: jointActed(asker, { operation: params.id, act: 'sign' }) };
  }),
  ...writeOf(freezeResults, async (tx, { asker, at, input: { params, body, ...more } }) => {
    const mine = await getMine(tx, asker, params.id);
    requireRole(mine, 'coordinator');
    requireState(mine, 'open', 'ended');
    const { results, signOffs, unsigned, rates } = (more as { counted: ToFreeze }).counted;
    if (signOffs.length === 0 || (body.state === 'final' && unsigned.length > 0)) throw fail('joint.unsigned', { detail: `Not signed at this cut-off: ${unsigned.join(', ')}.` });
    const before = await listFrozenRows(tx, mine.operation.id);
    const edition = (before.at(-1)?.edition ?? 0) + 1;
    const told = { edition, state: body.state, cutOff: new Date(Date.parse(body.cutOff)).toISOString(), results, signOffs };
    const hash = frozenHash(told);
    await insertFrozen(tx, { operation: mine.operation.id, edition, state: body.state, at, actor: asker.actor, cut_off: Date.parse(body.cutOff), results: JSON.stringify(results), rates: JSON.stringify(rates), signatures: JSON.stringify(signOffs), hash });
    await tellAll(tx, mine, { id: params.id, at });
    return { answer: { ...told, signOffs: [...signOffs], at: new Date(at).toISOString(), hash }, entry: jointActed(asker, { operation: params.id, act: `freeze ${body.state}`, count: edition }) };
  }),
};

async function tellAll(tx: Write, { members }: Mine, { id, at }: { id: string; at: number }): Promise<void> {
  await tx.appendChange({ at, kind: 'joint.changed' });
  await emit(tx, ...members.filter(({ state, role }) => state === 'accepted' && role !== 'partner').map(({ organisation }) => ({ organisation, kind: 'operation.changed' as const, subject: id, at })));
}
