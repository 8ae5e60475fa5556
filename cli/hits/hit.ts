import {
  answerHit, askOwner, assignHit, clearHit, getHit, HIT_OUTCOMES, listHits as list, mergeHits, needTime as extend, noteAnswer, noteHit, protectHit, readHitRecord, releaseHit, reportOutcome, withdrawHit, type Hit, type HitDetail, type HitStanding,
} from '@watchword/api/hits.ts';
import type { Invocation, Run } from '../command.ts';
import { connect } from '../connection.ts';
import { misuse } from '../failures.ts';
import { given } from '../flags.ts';
import { confirm as confirmFirst } from '../terminal/confirm.ts';
import { alignRows } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';

type Told = Pick<HitStanding, 'id' | 'state' | 'request' | 'answer' | 'needTime'>;

/** A page of hits. */
export const listHits: Run = async (invocation) => {
  const { flags, signal, terminal } = invocation;
  const query = given({ queue: flags.text('queue'), limit: flags.count('limit', { least: 1, most: 200 }), assigned: flags.is('mine') ? 'me' : undefined });
  const page = await connect(invocation).client.call(list, { query: query as never }, { signal });
  await print(terminal, page, () => (page.items.length === 0 ? ['Nothing waiting.'] : alignRows([['hit', 'stands', 'what', 'of', 'found by', 'due'], ...page.items.map(lineOf)])));
};

function lineOf({ id, state, rings, database, kind, owner, finder, deadline, request, telling, retro, discreet }: Hit): string[] {
  const marks = [rings ? 'RINGS' : '', request?.overdue === true ? 'OVERDUE' : '', telling?.wanted === undefined ? '' : `officer asks: ${telling.wanted}`, retro === true ? 'earlier check' : '', discreet === true ? 'discreet' : ''].filter((mark) => mark !== '');
  return [id, [state, ...marks].join(', '), `${kind} (${database})`, owner, finder, deadline ?? ''];
}

/** All of a hit. */
export const showHit: Run = async (invocation) => {
  const hit = await connect(invocation).client.call(getHit, { params: { id: idOf(invocation) } }, { signal: invocation.signal });
  await print(invocation.terminal, hit, () => textOf(hit));
};

function textOf(hit: HitDetail): string[] {
  const { request, answer, last, telling } = hit;
  return [
    ...alignRows([
      ['hit', hit.id], ['stands', hit.state], ['record', `${hit.record}: ${hit.kind} (${hit.database}) of ${hit.owner}`], ['found by', `${hit.finder}${last.role === undefined ? '' : `, ${last.role}`}${last.officer === undefined ? '' : ` ${last.officer}`}`],
      ['where', `${last.place ?? ''} ${last.at}, ${last.purpose}`.trim()], ['checks', String(hit.checks)],
      ['owner knows', telling === undefined ? '' : `${telling.when}${telling.releasedAt === undefined ? '' : `, since ${telling.releasedAt}`}${telling.releasesAt === undefined ? '' : `, from ${telling.releasesAt} on`}`],
      ['asked', request === undefined ? '' : `${request.urgency}, request ${request.number}, due ${request.dueAt}${request.overdue ? ', OVERDUE' : ''}`], ['call', request?.callback ?? ''],
      ['answer', answer === undefined ? '' : `${answer.verdict.toUpperCase()} by ${answer.by} after ${answer.seconds} s: valid ${answer.valid}, same ${answer.same}`], ['instruction', answer?.instruction ?? ''],
      ['outcome', hit.outcome?.finding ?? ''], ['review', hit.underReview === true ? 'the record is under review' : ''],
    ].filter(([, value]) => value !== '')),
    ...last.matched.map(({ field, how, asked, recorded }) => `  ${field}: ${how}${asked === undefined ? '' : ` ${asked}`}${recorded === undefined || recorded === asked ? '' : ` / ${recorded}`}`),
    '',
    ...alignRows(hit.events.map(({ at, act, by, officer, text }) => [at, act, [by ?? 'the clock', officer ?? ''].join(' ').trim(), text ?? ''])),
  ];
}

/** The record of a hit, which is noted as read. */
export const showRecord: Run = async (invocation) => {
  const answer = await connect(invocation).client.call(readHitRecord, { params: { id: idOf(invocation) } }, { signal: invocation.signal });
  await print(invocation.terminal, answer, () => [JSON.stringify(answer.record, undefined, 2), ...answer.photos.map(({ id }) => `photograph ${id}: watchword record photo save ${answer.record.id} ${id}`)]);
};

/** Asks the owner. */
export const ask: Run = async (invocation) => {
  const { flags } = invocation;
  const body = { urgency: required(invocation, 'urgency', 'how much hurry there is'), ...given({ callback: flags.text('callback'), message: flags.text('message') }) };
  const standing = await connect(invocation).client.call(askOwner, { params: { id: idOf(invocation) }, body: body as never }, { signal: invocation.signal });
  await tell(invocation, standing, standing.waiting === 'own-desk' ? 'Your desk was told. The owner is asked when it releases the hit.' : `Asked. The owner is to answer by ${standing.request?.dueAt ?? ''}.`);
};

/** Twice yes. */
export const confirm: Run = (invocation) => answer(invocation, { valid: 'yes', same: 'yes' });

/** Anything but twice yes. */
export const decline: Run = async (invocation) => {
  const { flags } = invocation;
  const isEnded = flags.is('not-valid');
  const reason = flags.text('withdraw');
  if (!isEnded && !flags.is('not-same') && !flags.is('cannot-tell')) throw misuse('Say why: --not-same, --cannot-tell or --not-valid.');
  if (reason !== undefined && !isEnded) throw misuse('--withdraw goes with --not-valid.');
  if (reason !== undefined) await confirmFirst(invocation, `Withdraw the record of ${idOf(invocation)}?`);
  await answer(invocation, { valid: isEnded ? 'no' : 'yes', same: flags.is('not-same') ? 'no' : 'cannot-tell', ...(reason !== undefined && { withdraw: { reason } }) });
};

async function answer(invocation: Invocation, body: object): Promise<void> {
  const { flags, signal } = invocation;
  const sent = { ...body, ...given({ instruction: flags.text('instruction') }), ...(flags.is('despite') && { despite: true }) };
  const hit = await connect(invocation).client.call(answerHit, { params: { id: idOf(invocation) }, body: sent as never }, { signal });
  if (hit.answer === undefined) return tell(invocation, hit, 'Proposed. It is answered when a second person of your desk does the same.');
  await tell(invocation, hit, hit.answer.verdict === 'confirmed' ? 'CONFIRMED. The finder was told.' : 'NOT CONFIRMED. The finder was told.');
}

/** What the owner said on the telephone. */
export const heard: Run = async (invocation) => {
  const { flags, signal } = invocation;
  const body = { way: flags.text('way') ?? 'telephone', valid: required(invocation, 'valid', 'is the record still valid'), same: required(invocation, 'same', 'is it the same'), ...given({ from: flags.text('from'), note: flags.text('note') }) };
  const hit = await connect(invocation).client.call(noteAnswer, { params: { id: idOf(invocation) }, body: body as never }, { signal });
  await tell(invocation, hit, `Noted: ${hit.state}. The owner sees it, and may answer itself.`);
};

/** Says until when time is needed. */
export const needTime: Run = async (invocation) => {
  const { flags, signal } = invocation;
  const body = { until: required(invocation, 'until', 'until when, in UTC'), ...given({ reason: flags.text('reason') }), ...(flags.is('despite') && { despite: true as const }) };
  const hit = await connect(invocation).client.call(extend, { params: { id: idOf(invocation) }, body: body as never }, { signal });
  await tell(invocation, hit, `The finder was told that you answer by ${hit.needTime?.until ?? ''}.`);
};

/** Lets the owner know. */
export const release: Run = async (invocation) => {
  const { flags, signal } = invocation;
  await confirmFirst(invocation, `Let the owner of the record know of ${idOf(invocation)}?`);
  const hit = await connect(invocation).client.call(releaseHit, { params: { id: idOf(invocation) }, body: given({ ask: flags.text('ask'), callback: flags.text('callback') }) as never }, { signal });
  await tell(invocation, hit, `${hit.owner} knows of it${hit.state === 'asked' ? ', and is asked' : ''}.`);
};

/** Asks no more. */
export const withdraw: Run = async (invocation) => {
  const standing = await connect(invocation).client.call(withdrawHit, { params: { id: idOf(invocation) }, body: { reason: required(invocation, 'reason', 'why') } }, { signal: invocation.signal });
  await tell(invocation, standing, 'Withdrawn.');
};

/** Reports what became of it. */
export const outcome: Run = async (invocation) => {
  const finding = HIT_OUTCOMES.find((one) => one === invocation.args[1]);
  if (finding === undefined) throw misuse(`The finding is one of: ${HIT_OUTCOMES.join(', ')}.`);
  const standing = await connect(invocation).client.call(reportOutcome, { params: { id: idOf(invocation) }, body: { finding, ...given({ note: invocation.flags.text('note') }) } }, { signal: invocation.signal });
  await tell(invocation, standing, 'Reported.');
};

/** Ends the record. */
export const clear: Run = async (invocation) => {
  await confirmFirst(invocation, `End your record of ${idOf(invocation)}?`);
  const hit = await connect(invocation).client.call(clearHit, { params: { id: idOf(invocation) }, body: { do: 'clear', ...given({ note: invocation.flags.text('note') }) } }, { signal: invocation.signal });
  await tell(invocation, hit, 'The record has ended.');
};

/** Keeps the record. */
export const keep: Run = async (invocation) => {
  const hit = await connect(invocation).client.call(clearHit, { params: { id: idOf(invocation) }, body: { do: 'keep', note: required(invocation, 'note', 'why it stands') } }, { signal: invocation.signal });
  await tell(invocation, hit, 'The record stands.');
};

/** Stops everything. */
export const protect: Run = async (invocation) => {
  const standing = await connect(invocation).client.call(protectHit, { params: { id: idOf(invocation) }, body: given({ note: invocation.flags.text('note') }) }, { signal: invocation.signal });
  await tell(invocation, standing, 'Stopped. The compliance desk decides; the owner learns nothing of the reason.');
};

/** Adds a note. */
export const note: Run = async (invocation) => {
  const hit = await connect(invocation).client.call(noteHit, { params: { id: idOf(invocation) }, body: { text: invocation.args[1] ?? '' } }, { signal: invocation.signal });
  await tell(invocation, hit, 'Noted for your own desk.');
};

/** Takes it. */
export const take: Run = (invocation) => assign(invocation, 'take', 'Yours.');
/** Returns it. */
export const giveBack: Run = (invocation) => assign(invocation, 'return', 'Back in the queue.');
/** Off the list. */
export const done: Run = (invocation) => assign(invocation, 'done', 'Off your list until something changes.');

async function assign(invocation: Invocation, act: 'take' | 'return' | 'done', said: string): Promise<void> {
  const hit = await connect(invocation).client.call(assignHit, { params: { id: idOf(invocation) }, body: { do: act, ...(invocation.flags.is('despite') && { despite: true as const }) } }, { signal: invocation.signal });
  await tell(invocation, hit, said);
}

/** Merges. */
export const merge: Run = async (invocation) => {
  const [, ...others] = invocation.args;
  const hit = await connect(invocation).client.call(mergeHits, { params: { id: idOf(invocation) }, body: { with: others } }, { signal: invocation.signal });
  await tell(invocation, hit, others.length === 0 ? 'It stands alone.' : `One case: ${hit.group ?? hit.id}.`);
};

function idOf({ args }: Invocation): string {
  return args[0] ?? '';
}

function required({ flags }: Invocation, name: string, what: string): never {
  const value = flags.text(name);
  if (value === undefined) throw misuse(`Give --${name}: ${what}.`);
  return value as never;
}

async function tell({ terminal }: Invocation, value: Told, said: string): Promise<void> {
  await print(terminal, value, () => [said]);
}
