/** Requests of persons in the demo world: fictional people, at different places of the way. */
import { createHash } from 'node:crypto';
import { createClient, type Client } from '@watchword/sdk/client.ts';
import type { HubAccess } from '../bureau/forward.ts';

/** The Commission's officer of the demo world. */
const OFFICER = 'ofc_commissiondemo';

/** What a copy of a specimen passport might hash to. */
const digestOf = (name: string): string => createHash('sha256').update(`specimen of ${name}`).digest('hex');

/** Enters them, once, in a world that was just filled. `owner`: a bureau that is asked for a correction. */
export async function enterPleas({ secretariat, owner }: { secretariat: HubAccess; owner: HubAccess }): Promise<void> {
  const commission = createClient({ ...secretariat, officer: OFFICER, role: 'commission', retries: 0 });
  await access(commission);
  await refused(commission);
  await corrected(commission, createClient({ ...owner, retries: 0 }));
  await commission.requests.receive({
    kind: 'deletion', subject: { names: ['Mohamed Specimen', 'محمد نموذج'], born: '1981-03-02' }, asks: 'The case against me was closed. Please delete what you hold.', contact: 'Through my lawyer, P.O. Box 7, Zenith',
    evidence: { digest: digestOf('Mohamed Specimen'), note: 'Residence permit seen by the registry' },
  });
}

async function access(commission: Client): Promise<void> {
  const received = await commission.requests.receive({
    kind: 'access', subject: { names: ['Anna Maria Eriksson'], born: '1974-08-12', documents: [{ number: 'L898902C3', issuer: 'UTO' }] }, asks: 'I was stopped twice at a border. What do you hold on me?',
    contact: 'anna.eriksson@example.test', evidence: { digest: digestOf('Anna Maria Eriksson'), note: 'Specimen passport seen' },
  });
  await commission.requests.examine(await commission.requests.admit(received, { admissible: true }), { note: 'The package is being gathered.' });
}

async function refused(commission: Client): Promise<void> {
  const received = await commission.requests.receive({
    kind: 'access', subject: { names: ['Somebody Else'], born: '1990' }, asks: 'What do you hold on my neighbour?', contact: 'By letter', evidence: { digest: digestOf('Somebody Else') },
  });
  await commission.requests.close(await commission.requests.admit(received, { admissible: false, reasons: 'The request is about another person, without their authority.' }), { note: 'Answered by letter.' });
}

async function corrected(commission: Client, owner: Client): Promise<void> {
  for await (const { id } of owner.records.list({ database: 'travel-documents', limit: 1 })) {
    const received = await commission.requests.receive({
      kind: 'correction', subject: { documents: [{ number: 'X1234567', issuer: 'UTO' }] }, asks: 'The passport was found in my own drawer. I told the police.', contact: 'By letter', via: 'FRA',
      evidence: { digest: digestOf('drawer'), note: 'The passport itself was seen' },
    });
    await commission.requests.decide(await commission.requests.admit(received, { admissible: true }), {
      outcome: 'granted', reasons: 'The holder showed the document.', measures: [{ record: id, act: 'correct', asks: 'The document is said to be recovered: enter when, or withdraw the record.' }],
    });
    return;
  }
}
