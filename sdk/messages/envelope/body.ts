/** What is inside the ciphertexts: who writes to whom, and what. */
import { fail } from '@watchword/api/errors.ts';
import { MESSAGE_SUITE, MessageContent, Opening, type Manifest } from '@watchword/api/message-format.ts';
import { Check } from 'typebox/value';
import { concatBytes, sha256, utf8, type Bytes } from '../../proofs/bytes.ts';
import { canonicalBytes, canonicalJson, labelled } from '../encoding.ts';

/** The opening that belongs to a manifest: what every ciphertext of the message is bound to, and the body begins with. */
export function openingOf({ nonce, from, to }: Pick<Manifest, 'nonce' | 'from'> & { readonly to: readonly string[] }): Opening {
  return { suite: MESSAGE_SUITE, nonce, from, to: [...to] };
}

/** SHA-256 of an opening: 32 bytes. */
export async function openingHash(opening: Opening): Promise<Bytes> {
  return sha256(canonicalBytes(opening));
}

/** What blob `n` is bound to (the context of chunked encryption). */
export function blobContext(hash: Bytes, n: number): Bytes {
  return labelled('blob', utf8(`${n}\n`), hash);
}

/** The plaintext of a body: the opening and the content, each with its length in four bytes before it. */
export function encodeBody(opening: Opening, content: MessageContent): Bytes {
  if (!Check(MessageContent, content)) throw fail('message.malformed', { detail: 'The content is not as the format says.' });
  return concatBytes(...[opening, content].flatMap((part) => {
    const bytes = canonicalBytes(part);
    return [lengthOf(bytes), bytes];
  }));
}

/** Reads the plaintext of a body. @throws AppError `message.malformed`; `message.recipients` when it is of another message or to others than the envelope */
export function decodeBody(plain: Bytes, expected: Opening): MessageContent {
  const [opening, afterOpening] = partAt(plain, 0, Opening);
  if (canonicalJson(opening) !== canonicalJson(expected)) throw fail('message.recipients', { detail: 'Inside, the message is to others than the envelope says.' });
  const [content, end] = partAt(plain, afterOpening, MessageContent);
  if (plain.subarray(end).some((byte) => byte !== 0)) throw fail('message.malformed', { detail: 'There is something behind the end of the body.' });
  return content;
}

function partAt<T extends typeof Opening | typeof MessageContent>(plain: Bytes, at: number, schema: T): [T extends typeof Opening ? Opening : MessageContent, number] {
  const length = plain.length < at + 4 ? -1 : new DataView(plain.buffer, plain.byteOffset).getUint32(at);
  const end = at + 4 + length;
  let value: unknown;
  try {
    const text = length < 0 || end > plain.length ? '' : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plain.subarray(at + 4, end));
    value = JSON.parse(text);
    if (canonicalJson(value) !== text) value = undefined;
  } catch {
    value = undefined;
  }
  if (!Check(schema, value)) throw fail('message.malformed', { detail: 'The body of the message is not as the format says.' });
  return [value as T extends typeof Opening ? Opening : MessageContent, end];
}

function lengthOf(bytes: Bytes): Bytes {
  const four = new Uint8Array(4);
  new DataView(four.buffer).setUint32(0, bytes.length);
  return four;
}
