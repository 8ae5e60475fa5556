/** What a report says: counted from what its readers may count, with the texts of its circle. */
import { toBase64Url } from '@watchword/sdk/messages/encoding.ts';
import { createHash } from 'node:crypto';
import { fail } from '@watchword/api/errors.ts';
import { idBytes, idFromBytes, type Id } from '@watchword/api/ids.ts';
import type { SignOff } from '@watchword/api/joint/files.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import type { JointPlan } from '@watchword/api/joint/plans.ts';
import type { ReportCircle, ReportContent, ReportKind, ReportLanguage, ReportSection } from '@watchword/api/joint/reports.ts';
import type { Results } from '@watchword/api/joint/results.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { JointReportTable } from '#store/report-tables.ts';
import type { Ask, Read } from '#store/store.ts';
import { countsSeen, countsSeenByAll, type Mine } from '../access.ts';
import type { COUNTING_QUESTIONS } from '../counting.ts';
import { listFrozenRows, listVersions } from '../queries.ts';
import { findLastReport, listLastReports, listTexts, type ReportOf } from './queries.ts';

export type ComposeParts = { readonly read: Read; readonly ask: Ask<typeof COUNTING_QUESTIONS> };
/** `cutOff`: text; `at`: ms. */
export type Wanted = { readonly id: string; readonly kind: ReportKind; readonly circle: ReportCircle; readonly cutOff: string; readonly edition?: number | undefined; readonly at: number };

/** A report as it is stored, but for its number: the writer gives it. */
export type Composed = Omit<JointReportTable, 'number' | 'actor'>;
/** Incidents that an annex lists. */
const MOST_LISTED = 200;

/** Whose reports these are. */
export function circleOf({ operation, me }: Pick<Mine, 'operation' | 'me'>, circle: ReportCircle): ReportOf {
  return { operation: operation.id, circle, organisation: circle === 'all' ? operation.organisation : me.organisation };
}

/** Counts and puts together. @throws `joint.results-not-found` */
export async function composeReport(parts: ComposeParts, mine: Mine, wanted: Wanted): Promise<Composed> {
  const { operation } = mine;
  const { id, kind, circle, at } = wanted;
  const figures = await figuresFor(parts, mine, wanted);
  const { results, counted, frozen } = figures;
  const of = circleOf(mine, circle);
  const cutOff = Date.parse(results.cutOff);
  const before = await findLastReport(parts.read, of);
  const last = await listLastReports(parts.read, operation.id, cutOff);
  const plan = JSON.parse(operation.plan) as JointPlan;
  const reports = new Map(results.byCountry.map(({ country, own }) => [country, own['incidents'] ?? 0]));
  const content: ReportContent = {
    id, kind, circle, of: organisationCode(of.organisation), at: iso(at), counted, results,
    operation: { id: idFromBytes('opn', operation.id), code: plan.code, name: plan.name, from: plan.from, to: plan.to, state: operation.state as 'open', coordinator: organisationCode(operation.organisation), countries: takingPart(mine).length, ...(plan.handlingCode !== undefined && { handlingCode: plan.handlingCode }) },
    ...(frozen !== undefined && { frozen }), ...(before !== undefined && { before: { number: before.number, cutOff: iso(before.cut_off), totals: JSON.parse(before.totals) as Record<string, number> } }),
    freshness: mine.members.filter(({ organisation }) => counted.includes(organisationCode(organisation))).map(({ organisation }) => {
      const received = last.get(organisation);
      return { country: organisationCode(organisation), ...(received !== undefined && { lastReportAt: iso(received) }), reports: reports.get(organisationCode(organisation)) ?? 0 };
    }),
    places: [...(plan.hotspots ?? []), ...(plan.checkpoints ?? [])].flatMap(({ name, country, latitude, longitude }) => (latitude === undefined || longitude === undefined ? [] : [{ name, country, latitude, longitude }])),
    texts: await textsOf(parts.read, of),
    ...(circle === 'own' && { annex: await annexOf(parts, mine, results.cutOff) }),
  };
  return { ...of, id: idBytes(id as Id<'rpt'>), kind, at, cut_off: cutOff, edition: frozen?.edition ?? null, totals: JSON.stringify(results.totals), hash: hashOf(content), content: JSON.stringify(content) };
}

/** SHA-256 over what a report says, as JSON with the names of each object in order (RFC 8785). */
export function hashOf(content: ReportContent): string {
  return toBase64Url(createHash('sha256').update(JSON.stringify(ordered(content))).digest());
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([name, inner]) => [name, ordered(inner)]));
}

function takingPart({ members }: Pick<Mine, 'members'>): Mine['members'] {
  return members.filter(({ role, state }) => role !== 'partner' && state === 'accepted');
}

async function figuresFor({ read, ask }: ComposeParts, mine: Mine, { kind, circle, cutOff, edition }: Wanted): Promise<Pick<ReportContent, 'results' | 'counted' | 'frozen'>> {
  if (kind === 'situation') {
    const counted = circle === 'all' ? countsSeenByAll(mine.members) : countsSeen(mine.members, mine.me);
    const { results } = await ask('joint.results', { operation: idFromBytes('opn', mine.operation.id), countries: counted, cutOff, isLive: false });
    return { results, counted };
  }
  // What is frozen all who take part may read, whatever they share otherwise.
  const rows = await listFrozenRows(read, mine.operation.id);
  const row = edition === undefined ? rows.at(-1) : rows.find((one) => one.edition === edition);
  if (row === undefined) throw fail('joint.results-not-found');
  const signed = (JSON.parse(row.signatures) as SignOff[]).map(({ country }) => country).toSorted();
  return { results: JSON.parse(row.results) as Results, counted: signed, frozen: { edition: row.edition, state: row.state as 'final', hash: row.hash, at: iso(row.at), signed } };
}

async function textsOf(read: Read, of: ReportOf): Promise<ReportContent['texts']> {
  const last = new Map((await listTexts(read, of)).map((one) => [`${one.language} ${one.section}`, one]));
  return [...last.values()].filter(({ text }) => text.trim() !== '').map(({ language, section, text, version }) => ({ language: language as ReportLanguage, section: section as ReportSection, text, version }));
}

async function annexOf({ read, ask }: ComposeParts, { operation, me }: Mine, cutOff: string): Promise<NonNullable<ReportContent['annex']>> {
  const country = organisationCode(me.organisation);
  const asked = { operation: idFromBytes('opn', operation.id), countries: [country], cutOff, isLive: false };
  const { results } = await ask('joint.results', asked);
  const behind = await ask('joint.behind', asked);
  const listed = await Promise.all(behind.slice(0, MOST_LISTED).map(async ({ incident }) => (await listVersions(read, operation.id, idBytes(incident as Id<'inc'>))).find(({ received_at }) => received_at <= Date.parse(cutOff))));
  return {
    country, results, left: behind.length - Math.min(behind.length, MOST_LISTED),
    incidents: listed.filter((row) => row !== undefined).map((row) => {
      const { kind, at, place, persons = [] } = JSON.parse(row.content) as IncidentContent;
      return { id: idFromBytes('inc', row.id), at, kind, place: place.name, persons: persons.reduce((sum, { count = 1 }) => sum + count, 0), version: row.version };
    }),
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
