/** What the clock does with hits, in the writer: releases, second and third requests, escalation, clearing, closing, forgetting. */
import { idFromBytes } from '@watchword/api/ids.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import { encodeEntry, hitActed } from '#audit/audit.ts';
import { findOrganisationNumber, organisationCode } from '#organisations/organisations.ts';
import type { HitTable } from '#store/hit-tables.ts';
import type { Write } from '#store/store.ts';
import { chooseSecretariat, findDelegate, findDesk } from './desk.ts';
import { endRecord, ownerByClock } from './end-record.ts';
import { forgetHit, forgetReadings, listDue, updateHit } from './queries.ts';
import { releaseChecks } from './release.ts';
import { addSide, settle } from './settle.ts';
import { IDLE_DAYS, isClearing, nextAt, nextStep, timeToAnswer } from './states.ts';
import { forgetMonths } from './statistics.ts';

const DAY_MS = 86_400_000;
/** Months of which statistics are kept. */
const MONTH_DAYS = 800;

/** A portion: at most so many hits, for everything else that is written waits. Returns how many were due. `at`: now, in ms. */
export async function tickHits(tx: Write, { at, most }: { at: number; most: number }): Promise<{ due: number }> {
  const due = await listDue(tx, at, most);
  for (const hit of due) await tickHit(tx, hit, at);
  return { due: due.length };
}

/** One thing that is due; what is due beside it is done at the next portion. */
async function tickHit(tx: Write, hit: HitTable, at: number): Promise<void> {
  if (hit.releases_at !== null && hit.releases_at <= at) await releaseByClock(tx, hit, at);
  else if (isClearing(hit) && hit.clearing_at !== null && hit.clearing_at <= at) await clearByClock(tx, hit, at);
  else if (hit.state === 'asked') await escalate(tx, hit, at);
  else if (hit.state === 'need-time') await resume(tx, hit, at);
  else if (hit.state === 'open' || hit.state === 'confirmed' || hit.state === 'not-confirmed') await close(tx, hit, at);
  else if (hit.closed_at !== null && !isClearing(hit)) await forgetHit(tx, hit.id);
  else await updateHit(tx, hit.id, { next_at: nextAt({ ...hit, releases_at: null }) });
}

async function releaseByClock(tx: Write, hit: HitTable, at: number): Promise<void> {
  if (['stopped', 'withdrawn', 'closed'].includes(hit.state)) await settle(tx, hit, { releases_at: null }, { whom: [] });
  else await releaseChecks(tx, hit, { at, who: { organisation: organisationCode(hit.finder), actor: 'server' }, by: undefined, officer: undefined });
}

/** The owner has neither cleared nor kept the record of what was located and confirmed. */
async function clearByClock(tx: Write, hit: HitTable, at: number): Promise<void> {
  const entry = await endRecord(tx, { asker: ownerByClock(hit.owner), at, hit, reason: 'located', note: 'Located, confirmed, and neither cleared nor kept in time.' });
  if (entry !== undefined) await tx.appendOutbox(encodeEntry(entry));
  await settle(tx, hit, { cleared: 'by-clock' }, { at, act: 'cleared-by-clock', whom: 'all' });
  await tx.appendOutbox(encodeEntry(hitActed({ organisation: organisationCode(hit.owner), actor: 'server' }, { subject: idFromBytes('hit', hit.id), act: 'cleared-by-clock' })));
}

async function escalate(tx: Write, hit: HitTable, at: number): Promise<void> {
  const step = nextStep(hit);
  if (step === undefined) {
    await close(tx, hit, at);
    return;
  }
  const time = timeToAnswer(hit, hit.urgency ?? 'other');
  const isRequest = step.act === 'second-request' || step.act === 'third-request';
  const number = step.act === 'second-request' ? 2 : step.act === 'third-request' ? 3 : hit.number;
  const change: Partial<HitTable> = { steps: hit.steps + 1, ...(isRequest && { number, due_at: (hit.asked_at ?? at) + number * time, delegate: await delegateNow(tx, hit, at) }) };
  let words: string | undefined;
  if (step.act === 'supervisor') words = `supervisor ${(await findDesk(tx, hit.delegate ?? hit.owner)).languages[0] ?? 'en'}`;
  if (step.act === 'secretariat') {
    const { desk, language } = chooseSecretariat(await findDesk(tx, hit.owner), at);
    words = `${desk} ${language}`;
    const secretariat = findOrganisationNumber(SECRETARIAT);
    if (secretariat !== undefined) await addSide(tx, { ...hit, ...change }, { organisation: secretariat, side: 'secretariat', at });
  }
  await settle(tx, hit, change, { at, act: step.act, words, whom: 'all', kind: step.act === 'supervisor' || step.act === 'secretariat' ? 'hit.escalated' : 'hit.due' });
}

/** Who answers for the owner by now: its hours may have ended since it was asked. */
async function delegateNow(tx: Write, hit: HitTable, at: number): Promise<number | null> {
  if (hit.owner === hit.finder) return null;
  const delegate = await findDelegate(tx, await tx.findById(hit.record), { owner: hit.owner, finder: hit.finder, at });
  if (delegate !== undefined) await addSide(tx, hit, { organisation: delegate, side: 'delegate', at });
  return delegate ?? hit.delegate;
}

/** The time that the owner asked for is over: the clock runs anew, as the next request. */
async function resume(tx: Write, hit: HitTable, at: number): Promise<void> {
  const change = { state: 'asked', asked_at: at, due_at: at + timeToAnswer(hit, hit.urgency ?? 'other'), steps: 0, number: Math.min(3, hit.number + 1) };
  await settle(tx, hit, change, { at, act: 'time-over', whom: 'all', kind: 'hit.due' });
}

/** Nobody has done anything about it for long. */
async function close(tx: Write, hit: HitTable, at: number): Promise<void> {
  const since = Math.max(hit.opened_at, hit.asked_at ?? 0, hit.answered_at ?? 0);
  if (at - since < IDLE_DAYS * DAY_MS) await settle(tx, hit, {}, { whom: [] });
  else await settle(tx, hit, { state: 'closed', closed_at: at, releases_at: null, wanted: null }, { at, act: 'closed-by-clock', whom: 'all' });
}

/** Forgets what is kept of no use: once a day. `at`: now, in ms. */
export async function sweepHits(tx: Write, { at }: { at: number }): Promise<void> {
  await forgetReadings(tx, at - IDLE_DAYS * DAY_MS);
  await forgetMonths(tx, Math.floor(at / DAY_MS) - MONTH_DAYS);
}
