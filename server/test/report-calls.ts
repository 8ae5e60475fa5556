/** One call that succeeds for each operation of reports, attachments and evidence: what has to be there before it. */
import { addAttachment } from '@watchword/api/joint/attachments.ts';
import { grantEvidence, type EvidenceCase } from '@watchword/api/joint/evidence.ts';
import { makeReport, writeReportText } from '@watchword/api/joint/reports.ts';
import { of, openJoint, report } from './joint-calls.ts';
import type { Ready } from './ready-call.ts';
import type { House } from './start-server.ts';

type Make = (house: House) => Promise<Ready> | Ready;

/** A file that is a PDF, as far as its first bytes go. */
export const pdfOf = (more = ''): Uint8Array<ArrayBuffer> => new TextEncoder().encode(`%PDF-1.7\n${'%'.repeat(80)}\n${more}`);

/** An operation of UTO and FRA with a report of UTO's that has this attachment. */
export async function attached(house: House): Promise<{ id: string; incident: string; attachment: string }> {
  const { id } = await openJoint(house);
  const { id: incident } = await report(house, { id, organisation: 'UTO' });
  const { id: attachment } = await (await of(house, 'UTO')).upload(addAttachment, { params: { id, incident } }, pdfOf(), { type: 'application/pdf' });
  return { id, incident, attachment };
}

/** UTO opens an incident to ESP, which takes no part. */
export async function opened(house: House, more: { to?: string; officer?: string; until?: string } = {}): Promise<EvidenceCase & { incident: string }> {
  const { id, incident } = await attached(house);
  return { incident, ...(await (await of(house, 'UTO')).call(grantEvidence, { params: { id }, body: { to: 'ESP', reference: 'JS 1/26', incidents: [incident], until: '2026-12-24', reason: 'Asked for by the prosecutor.', ...more } })) };
}

const made = async (house: House): Promise<{ id: string; report: string }> => {
  const { id } = await openJoint(house);
  await report(house, { id, organisation: 'UTO' });
  const { id: written } = await (await of(house, 'UTO')).call(makeReport, { params: { id }, body: { kind: 'situation', circle: 'all' } });
  return { id, report: written };
};

/** By the id of the operation. */
export const REPORT_CALLS: Readonly<Record<string, Make>> = {
  'reports.make': async (house) => ({ organisation: 'FRA', params: { id: (await openJoint(house)).id }, body: { kind: 'situation', circle: 'own' } }),
  'reports.list': async (house) => ({ organisation: 'FRA', params: { id: (await made(house)).id } }),
  'reports.get': async (house) => ({ organisation: 'FRA', params: await made(house) }),
  'reports.print': async (house) => ({ organisation: 'FRA', params: await made(house), query: { language: 'fr' } }),
  'reports.table': async (house) => ({ organisation: 'FRA', params: await made(house) }),
  'reports.texts': async (house) => {
    const { id } = await openJoint(house);
    await (await of(house, 'UTO')).call(writeReportText, { params: { id }, body: { circle: 'all', language: 'en', section: 'summary', text: 'All went well.', after: 0 } });
    return { organisation: 'FRA', params: { id }, query: { circle: 'all' } };
  },
  'reports.write': async (house) => ({ organisation: 'UTO', params: { id: (await openJoint(house)).id }, body: { circle: 'all', language: 'fr', section: 'summary', text: 'Tout va bien.', after: 0 } }),
  'reports.schedule': async (house) => ({ organisation: 'FRA', params: { id: (await openJoint(house)).id } }),
  'reports.plan': async (house) => ({ organisation: 'UTO', params: { id: (await openJoint(house)).id }, body: { circle: 'all', hour: 18 } }),
  'attachments.add': async (house) => {
    const { id } = await openJoint(house);
    return { organisation: 'UTO', params: { id, incident: (await report(house, { id, organisation: 'UTO' })).id }, body: pdfOf(), type: 'application/pdf' };
  },
  'attachments.list': async (house) => {
    const { id, incident } = await attached(house);
    return { organisation: 'UTO', params: { id, incident } };
  },
  'attachments.get': async (house) => ({ organisation: 'UTO', params: await attached(house) }),
  'attachments.describe': async (house) => ({ organisation: 'UTO', params: await attached(house), body: { caption: 'The bank statement' } }),
  'attachments.remove': async (house) => ({ organisation: 'UTO', params: await attached(house) }),
  'evidence.grant': async (house) => {
    const { id, incident } = await attached(house);
    return { organisation: 'UTO', params: { id }, body: { to: 'ESP', reference: 'JS 1/26', incidents: [incident], until: '2026-12-24', reason: 'Asked for by the prosecutor.' } };
  },
  'evidence.granted': async (house) => ({ organisation: 'UTO', params: { id: (await opened(house)).operation } }),
  'evidence.end': async (house) => {
    const { id, operation } = await opened(house);
    return { organisation: 'UTO', params: { id: operation, case: id }, body: { reason: 'Dropped.' } };
  },
  'evidence.list': async (house) => {
    await opened(house);
    return { organisation: 'ESP' };
  },
  'evidence.read': async (house) => ({ organisation: 'ESP', params: { case: (await opened(house)).id } }),
  // One before the first line and one before the last.
  'evidence.file': async (house) => ({ organisation: 'ESP', params: { case: (await opened(house)).id }, entries: undefined }),
};
