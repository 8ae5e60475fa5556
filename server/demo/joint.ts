/** The joint operation of the demo world: the fixture, as if twenty countries had reported it. */
import { idBytes, type Id } from '@watchword/api/ids.ts';
import type { JointPlan, Shares } from '@watchword/api/joint/plans.ts';
import { countableOf, keysOf } from '@watchword/sdk/joint/countable.ts';
import type { Line } from '@watchword/sdk/joint/file.ts';
import { makeFixture } from '@watchword/sdk/joint/fixtures/make.ts';
import type { JointWorld } from '#joint/joint.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import type { JointIncidentTable, JointMemberTable } from '#store/joint-tables.ts';
import type { Handlers, Writer } from '#store/store.ts';
import { checkpointsOf } from './checkpoints.ts';

/** Fixed, so that two demo worlds have the same. */
const ID = 'opn_019a8c0000007a008a00000000000001';
/** Countries of the demo world with personas that are not in the fixture: they look on, and have reported nothing. */
const ONLOOKERS = ['FRA', 'UTO'];
const ALL: Shares = { counts: 'all', incidents: 'coordinator' };
/** Panama, which has a desk in the demo world, lets everybody read its reports. */
const OPEN: Readonly<Record<string, Shares>> = { PAN: { counts: 'all', incidents: 'all' } };

/** Puts it into a world that was just filled. */
export async function fillJoint(writer: Writer<Handlers>): Promise<void> {
  await writer.run('joint.fill', worldOf(makeFixture('turquesa')) as never);
}

/** The rows of a fixture. @throws RangeError when it has no plan, or a country that is none */
export function worldOf(lines: readonly Line[]): JointWorld {
  const plan = lines.find((line) => line.type === 'plan');
  if (plan === undefined) throw new RangeError('A fixture begins with its plan.');
  const operation = idBytes(ID);
  const begin = Date.parse(`${plan.from}T00:00:00Z`) - 30 * 86_400_000;
  const salt = plan.salt ?? '';
  const coordinator = plan.countries.find(({ role }) => role === 'coordinator')?.country ?? '';
  const members = [...plan.countries, ...ONLOOKERS.map((country) => ({ country, role: 'participant' as const }))].map(({ country, role }): JointMemberTable => ({ operation, organisation: numberOf(country), role, state: 'accepted', shares: JSON.stringify(OPEN[country] ?? ALL), invited_at: begin, answered_at: begin + 86_400_000, last_report_at: null }));
  const incidents = lines.flatMap((line) => (line.type === 'report' ? [line] : [])).map(({ type: _, ...report }, at): JointIncidentTable => ({
    operation, id: idOf(report.incident), version: report.version, organisation: numberOf(report.country), seq: at + 1, received_at: Date.parse(report.receivedAt), actor: `ofc_${report.country.toLowerCase()}field`, withdrawn: report.withdrawn === true ? 1 : 0, share: null, reason: report.version > 1 ? 'Corrected after the evening briefing.' : null,
    content: JSON.stringify(report.content), counted: JSON.stringify(countableOf(report, keysOf(salt), keysOf(`${salt} ${report.country}`))),
  }));
  for (const member of members) member.last_report_at = incidents.reduce<number | null>((last, one) => (one.organisation === member.organisation ? Math.max(last ?? 0, one.received_at) : last), null);
  const kept: JointPlan = { code: plan.code, name: plan.name, from: plan.from, to: plan.to, days: plan.days, checkpoints: checkpointsOf(plan.countries.map(({ country }) => country)), objectives: ['Find those who lead the smuggling of people, and their money', 'Help those who were smuggled or trafficked'], legalBase: 'Fictional: all that is told of this operation is invented.', handlingCode: 'Police use only' };
  return {
    operation: { id: operation, code: plan.code, organisation: numberOf(coordinator), state: 'ended', version: 3, plan: JSON.stringify(kept), salt, seq: incidents.length, created_at: begin },
    members, incidents,
    rates: lines.flatMap((line) => (line.type === 'rate' ? [{ operation, currency: line.currency, day: line.on, usd: line.usd, source: line.source }] : [])),
    links: lines.flatMap((line) => (line.type === 'link' ? [linkOf(operation, line)] : [])),
    signatures: lines.flatMap((line) => (line.type === 'sign-off' ? [{ operation, organisation: numberOf(line.country), cut_off: Date.parse(line.cutOff), at: Date.parse(line.at), actor: line.by, figures: line.figures }] : [])),
    frozen: lines.flatMap((line) => (line.type === 'frozen' ? [frozenOf(operation, line, lines)] : [])),
  };
}

function frozenOf(operation: Uint8Array, { edition, state, at, cutOff, results, signOffs, hash }: Extract<Line, { type: 'frozen' }>, lines: readonly Line[]): JointWorld['frozen'][number] {
  const rates = lines.flatMap((line) => (line.type === 'rate' ? [{ currency: line.currency, on: line.on, usd: line.usd, source: line.source }] : []));
  return { operation, edition, state, at: Date.parse(at), actor: 'ofc_coordinator', cut_off: Date.parse(cutOff), results: JSON.stringify(results), rates: JSON.stringify(rates), signatures: JSON.stringify(signOffs), hash };
}

function linkOf(operation: Uint8Array, { by, at, one, other }: Extract<Line, { type: 'link' }>): JointWorld['links'][number] {
  const [first, second] = [one, other].map(({ incident, person }) => ({ id: idOf(incident), person })).toSorted((a, b) => Buffer.compare(a.id, b.id) || a.person - b.person);
  if (first === undefined || second === undefined) throw new RangeError('A link is between two entries.');
  return { operation, one: first.id, one_person: first.person, other: second.id, other_person: second.person, organisation: numberOf(by), at: Date.parse(at), undone_at: null, thing: '' };
}

function idOf(incident: string): Uint8Array {
  return idBytes(incident as Id<'inc'>);
}

function numberOf(country: string): number {
  const number = findOrganisationNumber(country);
  if (number === undefined) throw new RangeError('A fixture names a country that is none.');
  return number;
}
