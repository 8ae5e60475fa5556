import type { NewRecord } from './tables.ts';

/** A made-up record for the tests of the store; the number is in its id and reference. */
export function recordOf(number: number): NewRecord {
  const id = new Uint8Array(16);
  new DataView(id.buffer).setBigUint64(8, BigInt(number));
  return {
    id,
    database: 1,
    owner: 7,
    reference: `R-${number}`,
    version: 1,
    state: 0,
    review: 0,
    expires_on: 20_000,
    created_at: 1_700_000_000_000,
    amended_at: null,
    verified_on: null,
    hidden_from: null,
    hidden_front: 0,
    confidentiality: 0,
    notice: null,
    content: `["${number}"]`,
  };
}
