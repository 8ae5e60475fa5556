/** Tables of the people of a bureau; units as in `tables.ts`. In the store of a hub they are empty. */

/** A part of a bureau. */
export interface UnitTable {
  id: Uint8Array;
  name: string;
}

/** Somebody whom an administrator admitted. */
export interface PersonTable {
  id: Uint8Array;
  name: string;
  /** What the hub sees: `ofc_` and 12 hexadecimal digits, random, for good. */
  pseudonym: string;
  /** Place in `PERSON_STATES` of the contract. */
  state: number;
  /** JSON: the roles that are held. */
  roles: string;
  /** As what the person worked last. */
  role: string | null;
  unit: Uint8Array | null;
  /** `sub` at the bureau's identity provider. */
  subject: string | null;
  /** Id of the persona of the demo world that this person is. */
  persona: string | null;
  version: number;
  admitted_at: number;
  seen_on: number | null;
}

/** A passkey of a person. */
export interface PasskeyTable {
  id: Uint8Array;
  person: Uint8Array;
  /** Id of the credential, as the authenticator made it. */
  credential: Uint8Array;
  /** COSE key. */
  public_key: Uint8Array;
  /** Signatures that the authenticator has counted; 0 when it does not count. */
  counter: number;
  /** JSON. */
  transports: string;
  /** What its person calls it. */
  name: string;
  /** The domain for which it was made. */
  domain: string;
  /** AAGUID, when the authenticator told it. */
  model: string | null;
  /** Format of the attestation. */
  attestation: string;
  /** 1 when it can be copied to other devices. */
  synced: number;
  added_at: number;
  used_on: number | null;
  /** Attestation object and client data as they came: they prove the make of the device, also later. */
  proof: Uint8Array;
  proof_data: Uint8Array;
}

/** Somebody signed in. */
export interface PersonSessionTable {
  id: Uint8Array;
  /** SHA-256 of the cookie. */
  cookie: Uint8Array;
  person: Uint8Array;
  role: string;
  /** `passkey`, `provider` or `persona`. */
  how: string;
  /** Browser and system in a few words. */
  client: string | null;
  started_at: number;
  /** Last sign of life, to the minute. */
  seen_at: number;
  /** When the person last proved who it is. */
  confirmed_at: number;
  locked_at: number | null;
  ended_at: number | null;
}

/** A one-time code that is out; one a person. */
export interface SignInCodeTable {
  /** The first group of the code, by which it is found. */
  handle: string;
  person: Uint8Array;
  /** Digest over both halves. */
  digest: Uint8Array;
  /** 1 when it stands for lost keys: then the passkeys of before go. */
  lost: number;
  /** Wrong guesses that are left. */
  tries: number;
  expires_at: number;
}

/** What one person proposed and another is to decide. */
export interface ProposalTable {
  id: Uint8Array;
  kind: string;
  /** Place in `PROPOSAL_STATES` of the contract. */
  state: number;
  /** Whom it is about. */
  person: Uint8Array;
  /** JSON. */
  roles: string | null;
  subject: string | null;
  reason: string;
  /** Of lost keys: handle of the code to be, and digest of the half that the proposer has; gone once it is decided. */
  handle: string | null;
  half: Uint8Array | null;
  by_person: Uint8Array;
  at: number;
  until: number;
  decided_by: Uint8Array | null;
  decided_at: number | null;
  decision: string | null;
}

export interface PeopleTables {
  unit: UnitTable;
  person: PersonTable;
  passkey: PasskeyTable;
  person_session: PersonSessionTable;
  sign_in_code: SignInCodeTable;
  proposal: ProposalTable;
}
