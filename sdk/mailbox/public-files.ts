/** Files with public keys that go from one machine to another: from a node to its custodians, from a system to the machine of its bureau. */
import { KemPublicKey, SigningPublicKey } from '@watchword/api/message-format.ts';
import { Type, type Static } from 'typebox';
import { Check } from 'typebox/value';
import type { DevicePublicKeys } from '../messages/devices/device-keys.ts';

const closed = { additionalProperties: false } as const;
const Officers = Type.Array(Type.Object({ name: Type.String({ minLength: 1, maxLength: 80 }), key: SigningPublicKey }, closed), { minItems: 2, maxItems: 20 });
const PublicKeys = Type.Object({ key: SigningPublicKey, kem: KemPublicKey }, closed);

/** Enrolment officers, as a node names them to its custodians. Undefined when the text holds none. */
export function parseOfficers(text: string): Static<typeof Officers> | undefined {
  const value = parse(text);
  return Check(Officers, value) ? value : undefined;
}

/** Public keys of a device. Undefined when the text holds none. */
export function parsePublicKeys(text: string): DevicePublicKeys | undefined {
  const value = parse(text);
  return Check(PublicKeys, value) ? value : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
