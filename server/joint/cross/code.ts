/** The operation that a check names, for those who take part in it. */
import { fail } from '@watchword/api/errors.ts';
import { idBytes, idFromBytes, parseId } from '@watchword/api/ids.ts';
import type { Asker } from '#door/calls.ts';
import type { Read } from '#store/store.ts';
import { mayTakePart } from '../access.ts';
import { findOperation, findOperationByCode, listMembers } from '../queries.ts';

/** For so long an answer is good: a list of thousands names the same operation each time. */
const KEPT_MS = 2000;
const MOST_KEPT = 2000;

type Known = { readonly until: number; readonly id: string | undefined; readonly isOpen: boolean };

/** Looks an operation up by code or id. What somebody takes no part in does not exist for him. */
export function findNamedOperation(read: Read): (asker: Asker, named: string, at: number) => Promise<string> {
  const known = new Map<string, Known>();
  const look = async (organisation: number, named: string): Promise<Omit<Known, 'until'>> => {
    const id = parseId('opn', named);
    const row = await (id === undefined ? findOperationByCode(read, named) : findOperation(read, idBytes(id)));
    const me = row === undefined ? undefined : (await listMembers(read, row.id)).find((member) => member.organisation === organisation && member.state === 'accepted' && member.role !== 'partner');
    return { id: row === undefined || me === undefined ? undefined : idFromBytes('opn', row.id), isOpen: row?.state === 'open' };
  };
  return async (asker, named, at) => {
    const { number } = asker;
    if (!mayTakePart(asker)) throw fail('joint.not-found');
    const name = `${number} ${named}`;
    let found = known.get(name);
    if (found === undefined || found.until < at) {
      if (known.size >= MOST_KEPT) known.clear();
      found = { ...(await look(number, named)), until: at + KEPT_MS };
      known.set(name, found);
    }
    if (found.id === undefined) throw fail('joint.not-found');
    if (!found.isOpen) throw fail('joint.state', { detail: 'Checks are made under the code of an operation that is open.' });
    return found.id;
  };
}
