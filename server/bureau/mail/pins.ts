/** Root keys of other bureaus: which were compared with what the bureau itself gave, and whether they changed since it was last written to. */
import { fail } from '@watchword/api/errors.ts';
import { comparePin, listPins, type Addressee, type MailboxPin } from '@watchword/api/mailbox.ts';
import type { KeyBook } from '@watchword/sdk/mailbox/key-book.ts';
import { readSigned } from '@watchword/sdk/messages/signing/signed.ts';
import { mailEntry } from '#audit/audit.ts';
import { onRead, onWrite, writeOf, type Implementation } from '#door/implement.ts';
import type { Read } from '#store/store.ts';
import type { BureauParts } from '../house.ts';
import { whoOf } from '../visitor.ts';
import type { BureauMail } from './mail.ts';
import { findMessage, findState, keepState } from './queries.ts';

type Compared = { readonly fingerprint: string; readonly at: number; readonly by: string };
type WithPin = { readonly pin: Pick<MailboxPin, 'organisation' | 'fingerprint'> };

const nameOf = (organisation: string): string => `compared/${organisation}`;

/** The operations. */
export function pinRoutes({ code, read }: BureauParts, mailOf: () => BureauMail): Implementation[] {
  return [
    onRead(listPins, async () => {
      const { book } = mailOf().node;
      const own = (await book.find(code))?.pin;
      const others = book.organisations().filter((organisation) => organisation !== code).toSorted();
      const items = await Promise.all(others.map(async (organisation): Promise<MailboxPin | undefined> => {
        // Keys that cannot be followed have an alarm of their own.
        const pin = (await book.find(organisation).catch(() => undefined))?.pin;
        return pin === undefined ? undefined : present({ organisation, fingerprint: pin }, await findState(read, nameOf(organisation)));
      }));
      return { answer: { ...(own !== undefined && { own }), items: items.filter((item) => item !== undefined) } };
    }),
    onWrite(comparePin, async (call) => {
      const { params: { organisation }, body } = call.input as { params: { organisation: string }; body: { fingerprint: string } };
      const { node } = mailOf();
      const pin = organisation === code ? undefined : (await node.book.find(organisation))?.pin;
      if (pin === undefined) throw fail('key.not-enrolled', { detail: `${organisation} has no keys.` });
      if (body.fingerprint.replaceAll(/\s/g, '') !== pin) {
        await node.alarm('key.unpinned', organisation);
        throw fail('key.unpinned', { detail: `${organisation} gave another fingerprint than that of the keys which are followed here.` });
      }
      return { ...call, input: { pin: { organisation, fingerprint: pin } } satisfies WithPin };
    }),
  ];
}

export const PIN_WRITES = writeOf(comparePin, async (tx, call) => {
  const { pin } = call.input as unknown as WithPin;
  const compared = JSON.stringify({ fingerprint: pin.fingerprint, at: call.at, by: call.asker.actor } satisfies Compared);
  await keepState(tx, nameOf(pin.organisation), compared);
  await tx.appendChange({ at: call.at, kind: 'mail.changed' });
  return { answer: present(pin, compared), entry: mailEntry('mail.acted', whoOf(call), { subject: pin.organisation, reason: 'pin-compared' }) };
});

function present(pin: WithPin['pin'], kept: string | undefined): MailboxPin {
  const compared = kept === undefined ? undefined : (JSON.parse(kept) as Compared);
  return compared?.fingerprint !== pin.fingerprint ? pin : { ...pin, comparedAt: new Date(compared.at).toISOString(), by: compared.by };
}

/** Whether an organisation has new root keys since the last message to it. Those that its custodians did not sign are not followed at all. */
export async function changedSince({ read, book }: { read: Read; book: KeyBook }, organisation: string, last: string | null): Promise<Pick<Addressee, 'changed'>> {
  const before = last === null ? undefined : await findMessage(read, last);
  if (before === undefined) return {};
  const payloads = await Promise.all(book.entriesOf(organisation).map(async (entry) => (await readSigned('directory', entry)).payload));
  const root = payloads.findLast(({ type, sequence }) => type === 'root' && sequence > 0);
  return root === undefined || Date.parse(root.time) <= before.at ? {} : { changed: { at: root.time, signed: true } };
}
