/** What decides how fast a hit is to be answered, who is told, and how long it is kept: data, and pure functions over it. */
import { NEVER_TOLD_PURPOSES, TOLD_AT_ONCE } from '../audit/owner-logs.ts';

/** How much hurry there is; whoever asks says it. urgent: the hit is the only ground on which somebody or something waits. */
export const URGENCIES = ['urgent', 'routine', 'other'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** What a record asks for, as far as clocks are concerned. */
export const HIT_ACTIONS = ['person', 'protect', 'inform', 'document', 'object'] as const;
export type HitAction = (typeof HIT_ACTIONS)[number];

/** The record of a hit: code of its database, and the short code of what it is about. */
export type HitKind = { readonly database: string; readonly kind: string };

type Clock = { readonly preset: Urgency; readonly minutes: Readonly<Record<Urgency, number>> };

const MINUTES = { urgent: 10, routine: 60, other: 720 } as const;

/** The clock of each action: minutes until an answer is due, and the urgency that a form offers first when nobody waits. */
export const CLOCKS: Readonly<Record<HitAction, Clock>> = {
  person: { preset: 'urgent', minutes: MINUTES },
  protect: { preset: 'urgent', minutes: MINUTES },
  inform: { preset: 'other', minutes: MINUTES },
  document: { preset: 'routine', minutes: MINUTES },
  object: { preset: 'routine', minutes: MINUTES },
};

/** Where a database has a clock of its own: a museum is not asked at night. */
export const DATABASE_CLOCKS: Readonly<Record<string, Partial<Readonly<Record<Urgency, number>>>>> = {
  'works-of-art': { routine: 720, other: 1440 },
};

const PERSON_ACTIONS: Readonly<Record<string, HitAction>> = { wanted: 'person', 'un-sanctions': 'person', missing: 'protect', unidentified: 'protect' };

/** With these purposes somebody or something stands before whoever asked, and waits because of the hit. */
const WAITING_PURPOSES: readonly string[] = ['border-control', 'police-check'];

/** The urgency that a form offers first to whoever checked with this purpose. */
export function presetOf(of: HitKind, purpose: string): Urgency {
  const action = actionOf(of);
  return WAITING_PURPOSES.includes(purpose) && action !== 'inform' && of.database !== 'works-of-art' ? 'urgent' : CLOCKS[action].preset;
}

/** What a record asks for. */
export function actionOf({ database, kind }: HitKind): HitAction {
  if (database === 'persons') return PERSON_ACTIONS[kind] ?? 'inform';
  return database.endsWith('-documents') ? 'document' : 'object';
}

/** Minutes within which the owner is to answer. */
export function minutesToAnswer(of: HitKind, urgency: Urgency): number {
  return DATABASE_CLOCKS[of.database]?.[urgency] ?? CLOCKS[actionOf(of)].minutes[urgency];
}

/** What is done while nobody answers, by the part of the time that has gone: 1 is when the answer is due. */
export const ESCALATION = [
  { after: 0.5, act: 'phone' },
  { after: 1, act: 'second-request' },
  { after: 1.5, act: 'supervisor' },
  { after: 2, act: 'third-request' },
  { after: 2.5, act: 'secretariat' },
] as const;
export type EscalationAct = (typeof ESCALATION)[number]['act'];

/** At most so many hours may a desk ask for, in one go. */
export const LONGEST_NEED_TIME_HOURS = 72;

/** Desks of the secretariat, one of which is always awake. Hours are local, the second one not included. */
export const SECRETARIAT_DESKS = [
  { code: 'west', zone: 'America/Argentina/Buenos_Aires', from: 8, to: 20, languages: ['es', 'en', 'fr'] },
  { code: 'middle', zone: 'Europe/Paris', from: 8, to: 20, languages: ['fr', 'en', 'es', 'ar'] },
  { code: 'east', zone: 'Asia/Singapore', from: 7, to: 16, languages: ['en', 'ar'] },
] as const;

export const TELLINGS = ['at-once', 'on-release', 'never'] as const;
/** When the owner of the record learns of the hit. */
export type Telling = (typeof TELLINGS)[number];

/** What a finder has decided for its own hits: minutes after which such a hit is released by itself (0: at once), `by-hand`, or `never`. The first rule that fits counts. */
export type ReleaseRule = { readonly database?: string | undefined; readonly purpose?: string | undefined; readonly after: number | 'by-hand' | 'never' };

/** Rules of whoever has none of its own: nothing is released without a desk. */
export const DEFAULT_RELEASES: readonly ReleaseRule[] = [{ after: 'by-hand' }];

/** A hit as far as it decides who is told. `isProtected`: the question or the document is one of a stateless person or refugee. `byFinder`: only the finder can know of it so far (a `possible`, or a check of days ago). */
export type ToldHit = HitKind & { readonly purpose: string; readonly isProtected: boolean; readonly byFinder: boolean };

/** When the owner is told, and after how many minutes it is released by itself. */
export function tellingOf({ database, kind, purpose, isProtected, byFinder }: ToldHit, rules: readonly ReleaseRule[]): { readonly telling: Telling; readonly afterMinutes?: number } {
  if (isProtected || NEVER_TOLD_PURPOSES.includes(purpose)) return { telling: 'never' };
  if (byFinder) return { telling: 'on-release' };
  const kinds = TOLD_AT_ONCE[database];
  if (kinds === 'all' || kinds?.includes(kind) === true) return { telling: 'at-once' };
  const after = [...rules, ...DEFAULT_RELEASES].find((rule) => (rule.database ?? database) === database && (rule.purpose ?? purpose) === purpose)?.after ?? 'by-hand';
  if (after === 'never') return { telling: 'never' };
  return after === 'by-hand' ? { telling: 'on-release' } : { telling: 'on-release', afterMinutes: after };
}

/** Days in which the owner is to clear a record that the finder has located, before the network does it. */
export const CLEARING_DAYS = 10;
/** Days of checks with which a new record is compared. */
export const RETRO_DAYS = 5;
/** Days after which a closed hit forgets what was asked, where and by whom. */
export const KEEP_CLOSED_DAYS = 90;
/** Hours for which a rightful holder may be cleared. */
export const LONGEST_CLEARANCE_HOURS = 168;
