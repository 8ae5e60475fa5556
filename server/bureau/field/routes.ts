import { getFieldKey } from '@watchword/api/field-key.ts';
import { fail } from '@watchword/api/errors.ts';
import { onRead, type Implementation } from '#door/implement.ts';
import type { BureauParts } from '../house.ts';
import { signedOf } from '../visitor.ts';

/** The key of what waits on a person's devices. It is made anew from the bureau's own each time, and kept nowhere here. */
export function fieldRoutes({ mail }: BureauParts): Implementation[] {
  return [
    onRead(getFieldKey, (call) => {
      if (mail === undefined) throw fail('mailbox.closed');
      const person = Buffer.from(signedOf(call).person).toString('hex');
      const text = (use: string, length: number): string => Buffer.from(mail.vault.derive(`${use} ${person}`)).subarray(0, length).toString('base64url');
      return { answer: { key: text('field key', 32), name: text('field name', 16) } };
    }),
  ];
}
