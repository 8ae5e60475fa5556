import { fail } from '@watchword/api/errors.ts';
import { idBytes, parseId } from '@watchword/api/ids.ts';
import { decideProposal, listProposals as listOperation, makeProposal, withdrawProposal } from '@watchword/api/people.ts';
import { peopleEntry } from '#audit/audit.ts';
import { onRead, onWrite, type Implementation } from '#door/implement.ts';
import type { BureauParts } from '../house.ts';
import { signedOf, whoOf } from '../visitor.ts';
import { listProposals } from './queries.ts';
import { presentProposal, proposalNumber } from './rules.ts';

/** @throws `request.cursor` */
function parseCursor(cursor: string | undefined): Uint8Array | undefined {
  if (cursor === undefined) return undefined;
  const id = parseId('prp', cursor);
  if (id === undefined) throw fail('request.cursor');
  return idBytes(id);
}

/** What needs two persons. */
export function proposalRoutes({ read }: BureauParts): Implementation[] {
  return [
    onRead(listOperation, async (call) => {
      const { at, asker, input: { query } } = call;
      const { person, role } = signedOf(call);
      const limit = query.limit ?? 50;
      const state = query.state === undefined ? undefined : proposalNumber(query.state === 'lapsed' ? 'open' : query.state);
      const found = await listProposals(read, {
        state, lapsed: query.state === 'lapsed' ? true : query.state === 'open' ? false : undefined, at, by: asker.permissions.includes('people:read') ? undefined : person, before: parseCursor(query.cursor), limit: limit + 1,
      });
      const items = await Promise.all(found.slice(0, limit).map((row) => presentProposal(read, row, { at, decider: { person, role } })));
      const last = items.at(-1);
      return {
        answer: { items, ...(found.length > limit && last !== undefined && { nextCursor: last.id }) },
        entry: (response) => peopleEntry('proposal.listed', whoOf(call), { count: items.length, response }),
      };
    }),
    onWrite(makeProposal),
    onWrite(decideProposal),
    onWrite(withdrawProposal),
  ];
}
