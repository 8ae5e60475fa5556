/** What a hit may do, once more and from the page that tells it (docs/hits.md): to be compared with the hits of the house, whatever happens in whatever order. */
import { ESCALATION, minutesToAnswer, type Urgency } from '@watchword/api/hits/policy.ts';
import type { HitOutcome, HitState } from '@watchword/api/hits.ts';

const MINUTE = 60_000;

/** `waits`: a check that the owner is told of on release. `isHeard`: the finder noted the answer. `isOver`: the record has ended. */
export type HitModel = {
  readonly database: 'vehicles' | 'travel-documents';
  state: HitState | 'none'; isTold: boolean; waits: boolean; isShielded: boolean; isHeard: boolean; isOver: boolean; clearing: 'none' | 'due' | 'done';
  outcome: HitOutcome | undefined; urgency: Urgency; number: number; steps: number; askedAt: number; needUntil: number; now: number;
};

/** A record that nobody has checked yet. */
export function newModel(database: HitModel['database'], now: number): HitModel {
  return { database, state: 'none', isTold: false, waits: false, isShielded: false, isHeard: false, isOver: false, clearing: 'none', outcome: undefined, urgency: 'other', number: 0, steps: 0, askedAt: 0, needUntil: 0, now };
}

const BEFORE = ['open', 'asked', 'need-time'] as const;
const ALIVE = [...BEFORE, 'confirmed', 'not-confirmed'] as const;
const isIn = (model: HitModel, states: readonly string[]): boolean => states.includes(model.state);

/** What somebody does. */
export type Act =
  | { readonly act: 'check' } | { readonly act: 'ask'; readonly urgency: Urgency } | { readonly act: 'release' } | { readonly act: 'withdraw' } | { readonly act: 'protect' }
  | { readonly act: 'answer' | 'hear'; readonly isConfirmed: boolean } | { readonly act: 'need-time'; readonly minutes: number } | { readonly act: 'outcome'; readonly finding: HitOutcome }
  | { readonly act: 'decide'; readonly isProtected: boolean } | { readonly act: 'clear'; readonly isKept: boolean } | { readonly act: 'wait'; readonly minutes: number };

/** Whether it is taken where the hit stands. */
export function isAllowed(model: HitModel, { act }: Act): boolean {
  const mayAnswer = model.isTold && !model.isShielded;
  switch (act) {
    case 'check': return !model.isOver;
    case 'wait': return true;
    case 'ask': return isIn(model, ['open', 'confirmed', 'not-confirmed']) && (model.isTold || model.waits);
    case 'release': return isIn(model, ALIVE) && model.waits;
    case 'withdraw': return isIn(model, BEFORE);
    case 'protect': case 'outcome': return isIn(model, ALIVE);
    case 'answer': return mayAnswer && (isIn(model, BEFORE) || model.isHeard);
    case 'need-time': return mayAnswer && isIn(model, ['asked', 'need-time']);
    case 'hear': return isIn(model, ['asked', 'need-time']);
    case 'decide': return model.state === 'stopped';
    case 'clear': return mayAnswer && model.state !== 'stopped' && model.clearing === 'due';
  }
}

/** What follows of what was taken. */
export function follow(model: HitModel, act: Act): void {
  switch (act.act) {
    case 'check': return check(model);
    case 'wait': return wait(model, act.minutes);
    case 'ask': {
      if (!model.isTold) model.waits = false;
      Object.assign(model, { state: 'asked', isTold: true, isHeard: false, urgency: act.urgency, number: 1, steps: 0, askedAt: model.now });
      return;
    }
    case 'release': return void Object.assign(model, { isTold: true, waits: false });
    case 'withdraw': return void Object.assign(model, { state: 'withdrawn' });
    case 'protect': return void Object.assign(model, { state: 'stopped', isHeard: false });
    case 'answer': case 'hear': return answer(model, act);
    case 'need-time': return void Object.assign(model, { state: 'need-time', needUntil: model.now + act.minutes * MINUTE });
    case 'outcome': return report(model, act.finding);
    case 'decide': return void Object.assign(model, act.isProtected ? { state: 'closed', isShielded: true, waits: false } : { state: 'open' });
    case 'clear': return void Object.assign(model, { clearing: 'done', isOver: !act.isKept });
  }
}

function check(model: HitModel): void {
  const isNew = model.state === 'none' || (!model.isShielded && isIn(model, ['withdrawn', 'closed']));
  if (isNew) Object.assign(model, { ...newModel(model.database, model.now), state: 'open' });
  // Once somebody asked for protection, no later check is told.
  if (model.isShielded || model.state === 'stopped') return;
  if (model.database === 'vehicles') model.isTold = true;
  else model.waits = true;
}

const isFound = (outcome: HitOutcome | undefined): boolean => outcome === 'located' || outcome === 'seized';

function answer(model: HitModel, { act, isConfirmed }: Act & { act: 'answer' | 'hear' }): void {
  model.state = isConfirmed ? 'confirmed' : 'not-confirmed';
  model.isHeard = act === 'hear';
  if (act === 'answer' && isConfirmed && isFound(model.outcome)) Object.assign(model, { state: 'closed', clearing: 'due' });
}

function report(model: HitModel, finding: HitOutcome): void {
  const endsRecord = isFound(finding) && model.state === 'confirmed' && !model.isHeard;
  model.outcome = finding;
  if (endsRecord) model.clearing = 'due';
  if (endsRecord || finding === 'not-same' || finding === 'released') Object.assign(model, { state: 'closed', isHeard: false });
}

/** The clock: what is due by then is done then. */
function wait(model: HitModel, minutes: number): void {
  model.now += minutes * MINUTE;
  for (;;) {
    if (model.state === 'need-time' && model.needUntil <= model.now) {
      Object.assign(model, { state: 'asked', askedAt: model.now, steps: 0, number: Math.min(3, model.number + 1) });
      continue;
    }
    const step = model.state === 'asked' ? ESCALATION[model.steps] : undefined;
    const time = minutesToAnswer({ database: model.database, kind: '' }, model.urgency) * MINUTE;
    if (step === undefined || model.askedAt + step.after * time > model.now) return;
    model.steps += 1;
    if (step.act === 'second-request') model.number = 2;
    if (step.act === 'third-request') model.number = 3;
  }
}
