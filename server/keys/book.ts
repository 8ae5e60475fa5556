/** The directories that were followed here, and the verification of what is to be published. */
import { fail } from '@watchword/api/errors.ts';
import type { DirectoryHead, SignedObject } from '@watchword/api/message-format.ts';
import { followFromStart, followOn } from '@watchword/sdk/messages/directory/chain.ts';
import type { Directory } from '@watchword/sdk/messages/directory/directory.ts';
import { toBase64Url } from '@watchword/sdk/messages/encoding.ts';
import { verifyKeyring, type TrustedKeyring } from '@watchword/sdk/messages/keyring/verify.ts';
import { readSigned, type Read as Signed } from '@watchword/sdk/messages/signing/signed.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import type { Read } from '#store/store.ts';
import { findLastKeyring, findLastLine, findState, listEntriesOf } from './queries.ts';

/** The head before the first line. */
export const NO_HEAD = 'A'.repeat(43);
const AT_ONCE = 200;
/** Directories kept in memory. */
const MOST_KEPT = 400;

/** A directory, and the size of the list of all entries up to which it is known to be whole. */
type Kept = { readonly directory: Directory; readonly size: number };

export type KeyBook = {
  /** The directory of an organisation, as far as the store has it, or at least as far as this head; undefined without keys. */
  directory(organisation: string, seen?: DirectoryHead): Promise<Directory | undefined>;
  head(): Promise<DirectoryHead>;
  /** Verifies an entry that is to come next, or is there already. @throws AppError `key.*`, `message.*` */
  verifyEntry(entry: SignedObject, organisation: string): Promise<Signed<'directory'>>;
  /** The same for a keyring. */
  verifyKeyring(keyring: SignedObject, organisation: string): Promise<Signed<'keyring'>>;
};

/** Opens it. Directories are followed when they are first needed, and on when there is more: also what other servers wrote. */
export function openKeyBook(read: Read): KeyBook {
  const kept = new Map<string, Kept>();

  const head = async (): Promise<DirectoryHead> => {
    const last = await findLastLine(read);
    return last === undefined ? { size: 0, head: NO_HEAD } : { size: last.n, head: toBase64Url(last.head) };
  };
  const directory: KeyBook['directory'] = async (organisation, seen) => {
    const number = findOrganisationNumber(organisation);
    // Read before the entries: what is published in between is looked for again the next time.
    const size = seen?.size ?? (await findLastLine(read))?.n ?? 0;
    const before = kept.get(organisation);
    if (before !== undefined && before.size >= size) return before.directory;
    const state = number === undefined ? undefined : await findState(read, number);
    if (number === undefined || state === undefined) return undefined;
    let known = before?.directory;
    while (known === undefined || known.entries.length < state.entries) {
      const from: number = known?.entries.length ?? 0;
      const objects = (await listEntriesOf(read, { organisation: number, from, limit: AT_ONCE })).map(({ object }) => JSON.parse(object) as SignedObject);
      if (objects.length === 0) break;
      known = known === undefined ? await followFromStart(organisation, toBase64Url(state.pin), objects) : await followOn(known, objects);
    }
    if (known !== undefined) {
      if (kept.size >= MOST_KEPT) kept.clear();
      const other = kept.get(organisation);
      if (other === undefined || other.directory.entries.length <= known.entries.length) kept.set(organisation, { directory: known, size: Math.max(size, other?.size ?? 0) });
    }
    return known;
  };

  return {
    directory,
    head,
    async verifyEntry(entry, organisation) {
      const signed = await readSigned('directory', entry);
      if (signed.payload.organisation !== organisation) throw fail('access.forbidden', { detail: 'Everybody publishes for his own organisation.' });
      const known = await directory(organisation);
      if (known?.entries[signed.payload.sequence] === signed.hash) return signed;
      if (known === undefined) await followFromStart(organisation, signed.hash, [entry]);
      else await followOn(known, [entry]);
      return signed;
    },
    async verifyKeyring(keyring, organisation) {
      const signed = await readSigned('keyring', keyring);
      if (signed.payload.organisation !== organisation) throw fail('access.forbidden', { detail: 'Everybody publishes for his own organisation.' });
      const [known, last] = [await directory(organisation), await findLastKeyring(read, findOrganisationNumber(organisation) ?? 0)];
      if (known === undefined) throw fail('key.chain', { detail: 'The organisation has no directory yet.' });
      const before = last === undefined ? undefined : await trusted(JSON.parse(last.object) as SignedObject);
      if (before?.hash === signed.hash) return signed;
      await verifyKeyring(keyring, { before, directory: known });
      return signed;
    },
  };
}

/** A keyring of the store, which was verified before it came there. */
async function trusted(object: SignedObject): Promise<TrustedKeyring> {
  const { payload: keyring, hash } = await readSigned('keyring', object);
  return { keyring, hash };
}
