/** What whoever runs the machine of the bureau asks of its node: files in `keys/orders`, written by `watchword keys enrol` and `keys remove`. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { KemPublicKey, KeyId, REMOVAL_REASONS, SigningPublicKey } from '@watchword/api/message-format.ts';
import { Type, type Static } from 'typebox';
import { Check } from 'typebox/value';

const closed = { additionalProperties: false } as const;

export const Order = Type.Union([
  Type.Object({ do: Type.Literal('enrol'), name: Type.String({ minLength: 1, maxLength: 60 }), key: SigningPublicKey, kem: KemPublicKey }, closed),
  Type.Object({ do: Type.Literal('remove'), device: KeyId, reason: Type.Enum([...REMOVAL_REASONS]) }, closed),
]);
export type Order = Static<typeof Order>;

/** The folder of orders beside the keys of a bureau. */
export const ORDERS_FOLDER = 'orders';

/** Orders that wait, each with the way to say that it was carried out. A file that holds none is left where it is. */
export function readOrders(keys: string): { readonly order: Order; done(): void }[] {
  const folder = join(keys, ORDERS_FOLDER);
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.json')).toSorted();
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const file = join(folder, name);
    let order: unknown;
    try {
      order = JSON.parse(readFileSync(file, 'utf8'));
    } catch {
      order = undefined;
    }
    return Check(Order, order) ? [{ order, done: () => rmSync(file, { force: true }) }] : [];
  });
}
