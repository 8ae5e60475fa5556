/** Tables of registered systems; units as in `tables.ts`. */

/** A system that signs in with keys of its own. */
export interface ClientTable {
  id: Uint8Array;
  organisation: string;
  name: string;
  role: string;
  /** JSON array. */
  permissions: string;
  /** JSON array of thumbprints (`x5t#S256`); while it is empty its tokens are not bound. */
  certificates: string;
  created_at: number;
  revoked_at: number | null;
  last_used_on: number | null;
}

/** The public half of a key of a client. */
export interface ClientKeyTable {
  client: Uint8Array;
  kid: string;
  /** JSON. */
  jwk: string;
  not_before: number;
  expires_at: number;
}

/** A short token that a client fetched; only its hash is kept. */
export interface AccessTokenTable {
  hash: Uint8Array;
  client: Uint8Array;
  /** The key with which it was fetched: it falls with it. */
  kid: string;
  /** JSON array: those of the client at most. */
  permissions: string;
  /** Thumbprint of the certificate to which it is bound. */
  certificate: string | null;
  expires_at: number;
}

/** An assertion that was used and is not used again; `digest` is over client and `jti`. */
export interface UsedAssertionTable {
  digest: Uint8Array;
  expires_at: number;
}

export interface ClientTables {
  client: ClientTable;
  client_key: ClientKeyTable;
  access_token: AccessTokenTable;
  used_assertion: UsedAssertionTable;
}
