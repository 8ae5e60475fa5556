/** The certificate with which a client proved itself: of the connection, or told by a proxy that ends TLS in front. */
import { createHash, X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';

/** The thumbprint (`x5t#S256`) of the certificate that came with a request. */
export type CertificateOf = (request: Pick<IncomingMessage, 'socket' | 'headers'>) => string | undefined;

/** Reads certificates of the connection itself. Only those count that one of the authorities of the server has signed. */
export function ofConnection(): CertificateOf {
  // Verified once a connection; a certificate cannot change on it.
  const known = new WeakMap<object, string>();
  return ({ socket }) => {
    if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
    const found = known.get(socket);
    if (found !== undefined) return found;
    const { raw } = socket.getPeerCertificate();
    // Of a resumed session there may be none.
    if (raw === undefined) return undefined;
    const thumbprint = thumbprintOf(raw);
    known.set(socket, thumbprint);
    return thumbprint;
  };
}

/** Certificates kept by the text of the header: a proxy sends the same ones again and again. */
const MOST_KNOWN = 1000;

/**
 * Reads certificates from a header: as RFC 9440 says (`:base64:`), or as PEM that is encoded for a URL, as nginx sends it. Whoever
 * turns this on says that a proxy sets the header itself and lets no other one pass.
 */
export function ofHeader(name: string): CertificateOf {
  const header = name.toLowerCase();
  const known = new Map<string, string | undefined>();
  return ({ headers }) => {
    const value = headers[header];
    // Of two, which Node puts into one text with a comma between them, one would be the client's own. Neither form has a comma in it.
    if (typeof value !== 'string' || value === '' || value.includes(',')) return undefined;
    if (known.has(value)) return known.get(value);
    if (known.size >= MOST_KNOWN) known.clear();
    const thumbprint = parseHeader(value);
    known.set(value, thumbprint);
    return thumbprint;
  };
}

function parseHeader(value: string): string | undefined {
  try {
    const encoded = /^:([A-Za-z0-9+/=]+):$/.exec(value)?.[1];
    return thumbprintOf(new X509Certificate(encoded === undefined ? decodeURIComponent(value) : Buffer.from(encoded, 'base64')).raw);
  } catch {
    return undefined;
  }
}

/** SHA-256 of a certificate (DER), base64url without padding. */
function thumbprintOf(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('base64url');
}
