/** The traveller's document as the memory knows it: a keyed hash, so that the store alone says nothing of who travelled. */
import { createHmac } from 'node:crypto';

/** A document that was asked for: number, folded; issuer as its three-letter code, or empty when it was not said. */
export type TravellerDocument = { readonly number: string; readonly issuer: string };

/** Gives the hash (32 bytes) of a document with a record. `record`: the record's 16 bytes. */
export type TravellerHash = (document: TravellerDocument, record: Uint8Array) => Buffer;

/** Ties the hash to a key. */
export function travellerHashOf(key: Buffer): TravellerHash {
  // The record goes into the hash, so that two memories of one traveller cannot be laid side by side.
  return ({ number, issuer }, record) => createHmac('sha256', key).update(`v1|${number}|${issuer}|`).update(record).digest();
}
