import { fail } from '@watchword/api/errors.ts';
import { addPasskey, beginPasskey, listPasskeys as listOperation, removePasskey } from '@watchword/api/people/sessions.ts';
import type { NewCredential } from '@watchword/api/passkeys/webauthn.ts';
import { onRead, onWrite, type Implementation } from '#door/implement.ts';
import type { BureauParts } from '../house.ts';
import { signedOf, visitorOf } from '../visitor.ts';
import { listPasskeys } from './queries.ts';
import { creationOptions, verifyMade } from './verify.ts';
import { MOST_PASSKEYS, presentPasskey } from './writes.ts';

/** Everybody's own passkeys. */
export function passkeyRoutes({ read, ceremonies }: BureauParts): Implementation[] {
  return [
    onRead(listOperation, async (call) => ({ answer: { items: (await listPasskeys(read, signedOf(call).person)).map(presentPasskey) } })),
    onRead(beginPasskey, async (call) => {
      const { person, name } = signedOf(call);
      const { place } = visitorOf(call).from;
      const known = await listPasskeys(read, person);
      if (known.length >= MOST_PASSKEYS) throw fail('person.state', { detail: `Nobody has more than ${MOST_PASSKEYS} passkeys.` });
      const begun = { purpose: 'add', place, person } as const;
      const { id, challenge } = ceremonies.begin(begun);
      return { answer: { ceremony: id, publicKey: creationOptions({ ceremony: { ...begun, challenge }, name, known: known.filter(({ domain }) => domain === place.domain) }) } };
    }),
    onWrite(addPasskey, async (call) => {
      const { body } = call.input as { body: { ceremony: string; credential: NewCredential; name: string } };
      const ceremony = ceremonies.take(body.ceremony, { purpose: 'add', place: visitorOf(call).from.place });
      if (ceremony.person === undefined || Buffer.compare(ceremony.person, signedOf(call).person) !== 0) throw fail('access.ceremony-over');
      return { ...call, input: { name: body.name, made: await verifyMade(body.credential, ceremony) } };
    }),
    onWrite(removePasskey),
  ];
}
