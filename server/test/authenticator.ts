/** An authenticator in software: it makes and answers with passkeys as a device does, and can be told to do it wrong. */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { Assertion, CreationOptions, NewCredential, RequestOptions } from '@watchword/api/passkeys/webauthn.ts';

/** How the device is made: its algorithm, how it proves its make, and whether it counts its signatures. */
export type Make = { readonly algorithm?: 'ES256' | 'EdDSA'; readonly attestation?: 'none' | 'packed'; readonly counts?: boolean };

/** How a browser and a device behave; whatever is left out is right. */
export type Behaviour = {
  readonly origin: string;
  /** Another domain than the one that was asked for. */
  readonly domain?: string;
  readonly challenge?: string;
  readonly verified?: boolean;
  readonly type?: string;
  /** Signs with another key. */
  readonly forged?: boolean;
};

type Held = { readonly id: Uint8Array; readonly user: string; readonly domain: string; readonly key: KeyObject; counter: number };

export type Authenticator = {
  create(options: CreationOptions, behaviour: Behaviour): NewCredential;
  get(options: RequestOptions, behaviour: Behaviour): Assertion;
};

const MODEL = Buffer.from('9c835346796b4c278898d6032f515cc5', 'hex');
const [PRESENT, VERIFIED, ATTESTED] = [1, 4, 64];

export function openAuthenticator({ algorithm = 'ES256', attestation = 'packed', counts = true }: Make = {}): Authenticator {
  const held: Held[] = [];
  const newPair = (): { privateKey: KeyObject; publicKey: KeyObject } => (algorithm === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519'));
  const signed = (key: KeyObject, data: Uint8Array): Buffer => sign(algorithm === 'ES256' ? 'sha256' : null, data, key);
  return {
    create(options, behaviour) {
      if (options.excludeCredentials.some(({ id }) => held.some((one) => text(one.id) === id))) throw new Error('InvalidStateError');
      const { privateKey, publicKey } = newPair();
      const key: Held = { id: randomBytes(32), user: options.user.id, domain: options.rp.id, key: privateKey, counter: 0 };
      held.push(key);
      const client = clientData('webauthn.create', options.challenge, behaviour);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(key.id.length);
      const data = Buffer.concat([authenticatorData(options.rp.id, ATTESTED, 0, behaviour), attestation === 'none' ? Buffer.alloc(16) : MODEL, length, key.id, cborOf(coseOf(publicKey))]);
      const statement: Map<string, unknown> = attestation === 'none' ? new Map() : new Map<string, unknown>([['alg', algorithm === 'ES256' ? -7 : -8], ['sig', signed(behaviour.forged === true ? newPair().privateKey : privateKey, Buffer.concat([data, sha256(client)]))]]);
      const object = cborOf(new Map<string, unknown>([['fmt', attestation], ['attStmt', statement], ['authData', data]]));
      return { id: text(key.id), rawId: text(key.id), type: 'public-key', clientExtensionResults: {}, authenticatorAttachment: 'cross-platform', response: { clientDataJSON: text(client), attestationObject: text(object), transports: ['usb'] } };
    },
    get(options, behaviour) {
      const allowed = options.allowCredentials?.map(({ id }) => id);
      const key = held.findLast((one) => one.domain === options.rpId && (allowed === undefined || allowed.includes(text(one.id))));
      if (key === undefined) throw new Error('NotAllowedError');
      if (counts) key.counter += 1;
      const client = clientData('webauthn.get', options.challenge, behaviour);
      const data = authenticatorData(options.rpId, 0, key.counter, behaviour);
      const signature = signed(behaviour.forged === true ? newPair().privateKey : key.key, Buffer.concat([data, sha256(client)]));
      return { id: text(key.id), rawId: text(key.id), type: 'public-key', clientExtensionResults: {}, response: { clientDataJSON: text(client), authenticatorData: text(data), signature: text(signature), userHandle: key.user } };
    },
  };
}

function clientData(type: string, challenge: string, behaviour: Behaviour): Buffer {
  return Buffer.from(JSON.stringify({ type: behaviour.type ?? type, challenge: behaviour.challenge ?? challenge, origin: behaviour.origin, crossOrigin: false }));
}

function authenticatorData(domain: string, flags: number, counter: number, { domain: wrong, verified = true }: Behaviour): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([sha256(Buffer.from(wrong ?? domain)), Buffer.from([flags | PRESENT | (verified ? VERIFIED : 0)]), count]);
}

function coseOf(key: KeyObject): Map<number, unknown> {
  const { x = '', y } = key.export({ format: 'jwk' });
  const bytes = (value: string): Buffer => Buffer.from(value, 'base64url');
  return y === undefined ? new Map<number, unknown>([[1, 1], [3, -8], [-1, 6], [-2, bytes(x)]]) : new Map<number, unknown>([[1, 2], [3, -7], [-1, 1], [-2, bytes(x)], [-3, bytes(y)]]);
}

/** CBOR of whole numbers, texts, bytes and maps (RFC 8949). */
function cborOf(value: unknown): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  if (value instanceof Map) return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, item]) => [cborOf(key), cborOf(item)])]);
  throw new TypeError('This has no CBOR here.');
}

function head(major: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(major << 5) | size]);
  if (size < 256) return Buffer.from([(major << 5) | 24, size]);
  return Buffer.from([(major << 5) | 25, size >> 8, size & 255]);
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
