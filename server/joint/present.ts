/** Joint operations as those see them who take part. */
import { idFromBytes } from '@watchword/api/ids.ts';
import type { Incident } from '@watchword/api/joint/operations.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import type { JointOperation, JointPlan, Shares } from '@watchword/api/joint/plans.ts';
import type { Results } from '@watchword/api/joint/results.ts';
import type { Room } from '@watchword/api/joint/room.ts';
import { PARTNER_MEASURES } from '@watchword/api/joint/words.ts';
import { MEDIA_RULES } from '@watchword/sdk/joint/media.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { JointIncidentTable } from '#store/joint-tables.ts';
import { countsSeen, type Mine } from './access.ts';

/** An operation. Of others it says that they take part, and when they last reported where their counts are shared. A partner sees no plan but its name and days. */
export function presentOperation({ operation, members, me }: Mine): JointOperation {
  const seen = new Set(countsSeen(members, me));
  const plan = JSON.parse(operation.plan) as JointPlan;
  const { code, name, from, to, days } = plan;
  return {
    id: idFromBytes('opn', operation.id), version: operation.version, state: operation.state as JointOperation['state'], coordinator: organisationCode(operation.organisation), createdAt: iso(operation.created_at),
    plan: me.role === 'partner' ? { code, name, from, to, days } : plan,
    you: { role: me.role as 'participant', state: me.state as 'accepted', ...(me.shares !== null && { shares: JSON.parse(me.shares) as Shares }) },
    members: members.map(({ organisation, role, state, invited_at, answered_at, last_report_at }) => ({
      organisation: organisationCode(organisation), role: role as 'participant', state: state as 'accepted', invitedAt: iso(invited_at), ...(answered_at !== null && { answeredAt: iso(answered_at) }),
      ...(last_report_at !== null && seen.has(organisationCode(organisation)) && { lastReportAt: iso(last_report_at) }),
    })),
  };
}

/** A version of an incident. The pseudonym of the officer is for his own organisation. */
export function presentIncident(row: JointIncidentTable, viewer: number): Incident {
  const content = JSON.parse(row.content) as IncidentContent;
  return {
    id: idFromBytes('inc', row.id), country: organisationCode(row.organisation), version: row.version, receivedAt: iso(row.received_at), ...(row.withdrawn === 1 && { withdrawn: true as const }),
    ...(row.organisation === viewer && { officer: row.actor, ...(row.share !== null && { share: row.share as 'all' }) }), content: row.organisation === viewer ? content : withoutMarks(content),
  };
}

/** The versions of an incident from the first on, of rows that come the last one first. Why something was corrected is told to its own organisation. */
export function presentHistory(rows: readonly JointIncidentTable[], viewer: number): { version: number; receivedAt: string; withdrawn?: true; reason?: string; content: IncidentContent }[] {
  return rows.toReversed().map((row) => {
    const { version, receivedAt, withdrawn, content } = presentIncident(row, viewer);
    return { version, receivedAt, ...(withdrawn === true && { withdrawn }), ...(row.organisation === viewer && row.reason !== null && { reason: row.reason }), content };
  });
}

const only = (counts: Readonly<Record<string, number>>, least: number): Record<string, number> => Object.fromEntries(Object.entries(counts).filter(([measure, value]) => (PARTNER_MEASURES as readonly string[]).includes(measure) && value >= least));

/** A card as others see it: its last four digits. */
export function withoutMarks(content: IncidentContent): IncidentContent {
  return content.cards === undefined ? content : { ...content, cards: content.cards.map((card) => ({ ...card, number: card.number.slice(0, 9) })) };
}

/** What a partner sees of results: migrants and victims, no country, no day, and of nationalities only those that are many. */
export function forPartner(results: Results): Results {
  return {
    ...results, totals: only(results.totals, MEDIA_RULES.smallest), persons: results.persons.filter(({ measure, named, unnamed }) => PARTNER_MEASURES.includes(measure) && named + unnamed >= MEDIA_RULES.smallest).map((one) => ({ ...one, named: 0, unnamed: one.named + one.unnamed })),
    byNationality: results.byNationality.map(({ nationality, counts }) => ({ nationality, counts: only(counts, MEDIA_RULES.smallest) })).filter(({ counts }) => Object.keys(counts).length > 0),
    byCountry: [], byDay: [], byCountryDay: [], money: [], unconverted: [], networks: [], doubles: { persons: 0, accounts: 0, transactions: 0 }, incidents: { standing: 0, corrected: 0, withdrawn: 0, late: 0 }, content: '',
  };
}

/** What a partner sees of a room: the same, and no number of a moment before, from which single persons could be told. */
export function roomForPartner(numbers: Omit<Room, 'at' | 'since' | 'countries'>): Omit<Room, 'at' | 'since' | 'countries'> {
  return {
    totals: only(numbers.totals, MEDIA_RULES.smallest), before: only(numbers.totals, MEDIA_RULES.smallest), nationalities: numbers.nationalities, nationalitiesBefore: numbers.nationalities,
    persons: numbers.persons.filter(({ measure, named, unnamed }) => PARTNER_MEASURES.includes(measure) && named + unnamed >= MEDIA_RULES.smallest).map((one) => ({ ...one, named: 0, unnamed: one.named + one.unnamed })),
    byNationality: numbers.byNationality.map(({ nationality, counts }) => ({ nationality, counts: only(counts, MEDIA_RULES.smallest) })).filter(({ counts }) => Object.keys(counts).length > 0),
    byCountry: [], byDay: [], byCountryDay: [], money: [], unconverted: [], networks: [], incidents: { standing: 0, corrected: 0, withdrawn: 0, late: 0 },
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
