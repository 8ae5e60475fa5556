/** Officers who report in joint operations, and one call that succeeds for each operation of the cross-check. */
import { listDuplicates, listLinks } from '@watchword/api/joint/cross.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import { reportIncident, type Incident } from '@watchword/api/joint/operations.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import type { Role } from '@watchword/api/organisations.ts';
import { createClient, type Client } from '@watchword/sdk/client.ts';
import { arrestOf, of, openJoint } from './joint-calls.ts';
import type { Ready } from './ready-call.ts';
import { unique, type House } from './start-server.ts';

/** A person of an organisation, who acts through a system of his bureau. */
export async function officerOf(house: House, organisation: string, pseudonym = `ofc_${organisation.toLowerCase()}1`, role: Role = 'desk'): Promise<Client> {
  return createClient({ url: house.url(), token: await house.token(organisation, { permissions: PERMISSIONS }), officer: pseudonym, role, retries: 0 });
}

/** A checkpoint at which this was found. */
export const foundOf = (more: Partial<IncidentContent>): IncidentContent => ({ kind: 'checkpoint', at: '2026-11-24T06:20:00-03:00', place: { name: 'Puente Viejo' }, ...more });

/** Reports as a person of an organisation. */
export async function reportAs(house: House, { id, organisation, content, officer, reason }: { id: string; organisation: string; content: IncidentContent; officer?: string; reason?: string }): Promise<Incident> {
  return (await officerOf(house, organisation, officer)).call(reportIncident, { params: { id }, body: { content, ...(reason !== undefined && { reason }) } });
}

/** Everything that was reported is compared, and what was checked is counted. */
export async function settle(house: House): Promise<void> {
  await house.serving().hub.joint.settle();
  await house.serving().hub.joint.handOver();
}

/** A phone that UTO and FRA both have: the operation, the link, UTO's incident. */
export async function linked(house: House): Promise<{ id: string; link: string; incident: string }> {
  const { id } = await openJoint(house);
  const phone = `+5730${unique('0').slice(1)}99`;
  const incident = await reportAs(house, { id, organisation: 'UTO', content: foundOf({ phones: [phone] }) });
  await reportAs(house, { id, organisation: 'FRA', content: foundOf({ phones: [phone] }) });
  const { items } = await (await of(house, 'UTO')).call(listLinks, { params: { id }, query: {} });
  return { id, link: items[0]?.id ?? '', incident: incident.id };
}

/** A car that UTO has reported twice, with two plates. */
export async function doubled(house: House): Promise<{ id: string; duplicate: string }> {
  const { id } = await openJoint(house);
  for (const plate of [unique('P'), unique('P')]) await reportAs(house, { id, organisation: 'UTO', content: foundOf({ vehicles: [{ plate, country: 'UTO', vin: '1M8GDM9AXKP042788' }] }) });
  const { items } = await (await of(house, 'UTO')).call(listDuplicates, { params: { id }, query: {} });
  return { id, duplicate: items[0]?.id ?? '' };
}

/** By the id of the operation. */
export const CROSS_CALLS: Readonly<Record<string, (house: House) => Promise<Ready>>> = {
  'joint.links': async (house) => ({ organisation: 'UTO', params: { id: (await linked(house)).id }, query: { awaits: 'both', limit: 5 } }),
  'joint.link-get': async (house) => {
    const { id, link } = await linked(house);
    return { organisation: 'FRA', params: { id, link } };
  },
  'joint.link-release': async (house) => {
    const { id, link } = await linked(house);
    return { organisation: 'UTO', params: { id, link }, body: { parts: ['event', 'entity'], reason: 'Agreed on the phone.' } };
  },
  'joint.duplicates': async (house) => ({ organisation: 'UTO', params: { id: (await doubled(house)).id }, query: { state: 'open' } }),
  'joint.duplicate-decide': async (house) => {
    const { id, duplicate } = await doubled(house);
    return { organisation: 'UTO', params: { id, duplicate }, body: { decision: 'same', reason: 'One car.' } };
  },
  'incidents.cross-check': async (house) => {
    const { id, incident } = await linked(house);
    return { organisation: 'UTO', params: { id, incident } };
  },
  'incidents.compare': async (house) => {
    const { id, incident } = await linked(house);
    return { organisation: 'UTO', params: { id, incident }, body: { reason: 'Named by a witness.' } };
  },
  'joint.hits': async (house) => {
    const { id } = await openJoint(house);
    await (await of(house, 'UTO')).checks.run({ purpose: 'investigation', operation: id, subject: { document: { number: unique('J') } } });
    await settle(house);
    return { organisation: 'FRA', params: { id } };
  },
};

/** A named suspect. */
export const suspectOf = (name: string, more: { birthDate?: string; document?: { issuer: string; number: string } } = {}): IncidentContent => arrestOf({ persons: [{ role: 'suspect', arrested: true, sex: 'male', identity: { name, ...more } }] });
