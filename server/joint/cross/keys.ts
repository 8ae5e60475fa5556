/** Keys in the place of entities, and marks in the place of cards. Without the salt, which never leaves the server, nobody can tell what stands behind one. */
import { hash } from 'node:crypto';
import type { Entity } from '@watchword/sdk/joint/entities.ts';

/** The key of an entity; undefined where the report says too little of it. `apart`: the organisation within which alone it is compared. */
export function keyOf(salt: string, { kind, value }: Pick<Entity, 'kind' | 'value'>, apart?: number): Uint8Array | undefined {
  return value === '' ? undefined : digest(`watchword-1 entity\n${salt}\n${apart ?? ''}\n${kind}\n${value}`).subarray(0, 16);
}

/** By what it is known that an entity was checked already. */
export function markOf(salt: string, { kind, value, shown }: Entity): string {
  return digest(`watchword-1 checked\n${salt}\n${kind}\n${value === '' ? shown : value}`).toString('base64url').slice(0, 16);
}

/** What is kept of the number of a card. */
export function cardMark(salt: string, digits: string): string {
  return digest(`watchword-1 card\n${salt}\n${digits}`).toString('base64url').slice(0, 20);
}

function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
