/**
 * What a browser and an authenticator say to each other (Web Authentication, level 3) as JSON, so far as Watchword uses it: the
 * forms of `PublicKeyCredential.parseCreationOptionsFromJSON`, `parseRequestOptionsFromJSON` and `toJSON`.
 */
import { Type, type Static } from 'typebox';

const closed = { additionalProperties: false } as const;

/** Bytes as text: base64url without padding. */
const Bytes = (most: number) => Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength: most, description: 'base64url without padding' });
const CredentialId = Bytes(1400);
const Descriptor = Type.Object({ id: CredentialId, type: Type.Literal('public-key'), transports: Type.Optional(Type.Array(Type.String({ maxLength: 20 }), { maxItems: 10 })) });
const Verification = Type.Literal('required');

/** For `navigator.credentials.create({ publicKey })`. Attestation is asked for, and kept. */
export const CreationOptions = Type.Object({
  rp: Type.Object({ id: Type.String(), name: Type.String() }),
  user: Type.Object({ id: Type.String(), name: Type.String(), displayName: Type.String() }),
  challenge: Type.String(),
  pubKeyCredParams: Type.Array(Type.Object({ alg: Type.Integer(), type: Type.Literal('public-key') })),
  timeout: Type.Integer({ description: 'Milliseconds' }),
  excludeCredentials: Type.Array(Descriptor),
  authenticatorSelection: Type.Object({ residentKey: Type.Literal('required'), requireResidentKey: Type.Literal(true), userVerification: Verification }),
  attestation: Type.Literal('direct'),
});
export type CreationOptions = Static<typeof CreationOptions>;

/** For `navigator.credentials.get({ publicKey })`. Without `allowCredentials` the authenticator offers whom it knows. */
export const RequestOptions = Type.Object({
  rpId: Type.String(), challenge: Type.String(), timeout: Type.Integer({ description: 'Milliseconds' }), userVerification: Verification,
  allowCredentials: Type.Optional(Type.Array(Descriptor)),
});
export type RequestOptions = Static<typeof RequestOptions>;

const frame = {
  id: CredentialId,
  rawId: CredentialId,
  type: Type.Literal('public-key'),
  authenticatorAttachment: Type.Optional(Type.String({ maxLength: 20 })),
  clientExtensionResults: Type.Object({}),
};

/** `toJSON()` of a credential that was just made. */
export const NewCredential = Type.Object({
  ...frame,
  response: Type.Object({
    clientDataJSON: Bytes(4000), attestationObject: Bytes(32_000), transports: Type.Optional(Type.Array(Type.String({ maxLength: 20 }), { maxItems: 10 })),
    authenticatorData: Type.Optional(Bytes(8000)), publicKey: Type.Optional(Bytes(8000)), publicKeyAlgorithm: Type.Optional(Type.Integer()),
  }, closed),
}, closed);
export type NewCredential = Static<typeof NewCredential>;

/** `toJSON()` of the answer to a challenge. */
export const Assertion = Type.Object({
  ...frame,
  response: Type.Object({ clientDataJSON: Bytes(4000), authenticatorData: Bytes(4000), signature: Bytes(8000), userHandle: Type.Optional(Bytes(100)) }, closed),
}, closed);
export type Assertion = Static<typeof Assertion>;

/** Names a challenge that was given out. It is good for five minutes, once. */
export const Ceremony = Type.String({ pattern: '^[A-Za-z0-9_-]{22}$', description: 'What the options came with' });
