/**
 * The heads of the countries' trees in a checkpoint. They are leaves of a small tree with a fixed place for each country and kind; each leaf is
 * salted anew in every checkpoint, so that nobody sees of another country how much it asks or whether anything was added.
 */
import { ORGANISATION_CODES } from '@watchword/api/organisations/numbers.ts';
import { concatBytes, toBase64, utf8, type Bytes } from './bytes.ts';
import { hashLeaf, isIncluded, type TreeHead } from './merkle.ts';

export const HEAD_KINDS = ['requester', 'owner'] as const;
export type HeadKind = (typeof HEAD_KINDS)[number];
/** Places in the tree of heads: two for each number that an organisation can have. */
export const HEAD_SLOTS = 512;

/** The one place of a country's head; undefined for a code that no organisation has. */
export function headSlot(organisation: string, kind: HeadKind): number | undefined {
  const number = ORGANISATION_CODES.indexOf(organisation);
  return number < 0 ? undefined : number * 2 + HEAD_KINDS.indexOf(kind);
}

/** What stands in the leaf of a head. */
export function headLeaf({ organisation, kind, size, root, salt }: HeadOf & TreeHead & { salt: Uint8Array }): Bytes {
  return concatBytes(salt, utf8(`${kind} ${organisation}\n${size}\n${toBase64(root)}\n`));
}

export type HeadOf = { readonly organisation: string; readonly kind: HeadKind };
/** A head with what proves it. */
export type OpenedHead = TreeHead & { readonly salt: Uint8Array; readonly path: readonly Uint8Array[] };

/** Whether this is the head of that tree in a checkpoint with this root over all heads. */
export async function isHeadIn(heads: Uint8Array, of: HeadOf, head: OpenedHead): Promise<boolean> {
  const index = headSlot(of.organisation, of.kind);
  if (index === undefined || head.salt.length !== 16) return false;
  return isIncluded({ leaf: await hashLeaf(headLeaf({ ...of, ...head })), index, path: head.path }, { size: HEAD_SLOTS, root: heads });
}
