import { fail } from '@watchword/api/errors.ts';
import { idBytes, idFromBytes, newId, parseId } from '@watchword/api/ids.ts';
import { decideProposal, makeProposal, withdrawProposal, type PersonRole, type ProposalKind } from '@watchword/api/people.ts';
import { peopleEntry } from '#audit/audit.ts';
import { writeOf } from '#door/implement.ts';
import type { Write } from '#store/store.ts';
import { CODE_MS, CODE_TRIES, digestHalf, digestHalves, formatCode, newCode } from '../people/codes.ts';
import { stateOf } from '../people/present.ts';
import { replaceCode, updatePerson, findPerson, type PersonRow } from '../people/queries.ts';
import { packRoles, parseRoles, requireRoles, rolesAfter, TWO_PERSONS } from '../people/roles.ts';
import { getPersonRow, requireFreeSubject } from '../people/writes.ts';
import { endSessionsOf } from '../sessions/queries.ts';
import { signedOf, whoOf, type Signed } from '../visitor.ts';
import { findProposal, insertProposal, updateProposal, type ProposalRow } from './queries.ts';
import { kindOf, mayDecide, presentProposal, proposalNumber, proposalState } from './rules.ts';

const PROPOSED_MS = 72 * 3600_000;
/** An approved export has to be made soon. */
const EXPORT_MS = 8 * 3600_000;

async function getProposal(tx: Write, text: string): Promise<ProposalRow> {
  const id = parseId('prp', text);
  const found = id === undefined ? undefined : await findProposal(tx, idBytes(id));
  if (found === undefined) throw fail('proposal.not-found');
  return found;
}

/** A proposal as it stands now, for whoever asks. */
async function present(tx: Write, id: Uint8Array, { at, signed }: { at: number; signed: Signed }): ReturnType<typeof presentProposal> {
  const row = await findProposal(tx, id);
  if (row === undefined) throw fail('proposal.not-found');
  return presentProposal(tx, row, { at, decider: { person: signed.person, role: signed.role } });
}

type Wanted = { readonly kind: ProposalKind; readonly roles: readonly PersonRole[] | undefined; readonly subject: string | undefined };

/** Whether this can be proposed about this person, and later be done. @throws `request.invalid`, `person.state`, `person.roles`, `person.subject-taken` */
async function requireFeasible(tx: Write, person: PersonRow, { kind, roles, subject }: Wanted, bureau: string): Promise<void> {
  const state = stateOf(person.state);
  if (kind === 'grant-roles') {
    if (roles === undefined) throw missing('roles');
    // Whoever has no key yet could turn out to be somebody else.
    if (state !== 'active') throw fail('person.state', { detail: 'Roles are granted to people who have signed in.' });
    requireRoles(rolesAfter(parseRoles(person.roles), roles), bureau);
  } else if (kind === 'subject') {
    if (subject === undefined) throw missing('subject');
    if (state === 'left') throw fail('person.state');
    await requireFreeSubject(tx, subject, person.id);
  } else if (state === 'left' || state === 'suspended') throw fail('person.state');
}

function missing(field: string): Error {
  return fail('request.invalid', { errors: [{ pointer: `/${field}`, code: 'required', detail: 'This kind of proposal needs it.' }] });
}

/** The writes of proposals, for the writer. */
export const proposalWrites = {
  ...writeOf(makeProposal, async (tx, call) => {
    const { at, input: { body }, asker } = call;
    const signed = signedOf(call);
    const { propose } = TWO_PERSONS[body.kind];
    if (!propose.includes(signed.role)) throw fail('access.forbidden', { detail: `This is proposed by: ${propose.join(', ')}.` });
    const isOwn = body.kind === 'mass-export';
    if (!isOwn && body.person === undefined) throw missing('person');
    const person = await getPersonRow(tx, isOwn || body.person === undefined ? idFromBytes('per', signed.person) : body.person);
    if (body.kind === 'lost-keys' && Buffer.compare(person.id, signed.person) === 0) throw fail('access.own-proposal');
    await requireFeasible(tx, person, { kind: body.kind, roles: body.roles, subject: body.subject }, asker.organisation);
    const id = newId('prp', at);
    const code = body.kind === 'lost-keys' ? newCode() : undefined;
    await insertProposal(tx, {
      id: idBytes(id), kind: body.kind, state: proposalNumber('open'), person: person.id, roles: body.kind === 'grant-roles' && body.roles !== undefined ? packRoles(body.roles) : null,
      subject: body.kind === 'subject' ? (body.subject ?? null) : null, reason: body.reason, handle: code?.handle ?? null, half: code === undefined ? null : digestHalf(code.first),
      by_person: signed.person, at, until: at + PROPOSED_MS, decided_by: null, decided_at: null, decision: null,
    });
    await tx.appendChange({ at, kind: 'people.changed' });
    return {
      answer: { proposal: await present(tx, idBytes(id), { at, signed }), ...(code !== undefined && { code: formatCode(code.handle, code.first) }) },
      entry: peopleEntry('proposal.made', whoOf(call), { subject: id, within: idFromBytes('per', person.id), reason: nameOf(body.kind, body.roles), detail: body.reason }),
    };
  }),
  ...writeOf(decideProposal, async (tx, call) => {
    const { at, input: { params, body } } = call;
    const signed = signedOf(call);
    const row = await getProposal(tx, params.id);
    if (proposalState(row, at) !== 'open') throw fail('proposal.closed');
    if (!(await mayDecide(tx, row, { person: signed.person, role: signed.role }))) {
      const isHis = Buffer.compare(row.by_person, signed.person) === 0 || Buffer.compare(row.person, signed.person) === 0;
      throw isHis ? fail('access.own-proposal') : fail('access.forbidden', { detail: `This is approved by: ${TWO_PERSONS[kindOf(row)].approve.join(', ')}.` });
    }
    const approved = body.decision === 'approve';
    const code = approved ? await carryOut(tx, row, { at, bureau: call.asker.organisation }) : undefined;
    await updateProposal(tx, row.id, {
      state: proposalNumber(approved ? 'approved' : 'refused'), decided_by: signed.person, decided_at: at, decision: body.reason ?? null, handle: null, half: null,
      ...(approved && kindOf(row) === 'mass-export' && { until: at + EXPORT_MS }),
    });
    await tx.appendChange({ at, kind: 'people.changed' });
    return {
      answer: { proposal: await present(tx, row.id, { at, signed }), ...code },
      entry: peopleEntry('proposal.decided', whoOf(call), {
        subject: params.id, within: idFromBytes('per', row.person), reason: `${body.decision}: ${nameOf(kindOf(row), row.roles === null ? undefined : parseRoles(row.roles))}`, ...(body.reason !== undefined && { detail: body.reason }),
      }),
    };
  }),
  ...writeOf(withdrawProposal, async (tx, call) => {
    const { at, input: { params } } = call;
    const signed = signedOf(call);
    const row = await getProposal(tx, params.id);
    if (Buffer.compare(row.by_person, signed.person) !== 0) throw fail('proposal.not-found');
    if (!(await presentProposal(tx, row, { at, decider: { person: signed.person, role: signed.role } })).mayWithdraw) throw fail('proposal.closed');
    await updateProposal(tx, row.id, { state: proposalNumber('withdrawn'), decided_at: at, handle: null, half: null });
    await tx.appendChange({ at, kind: 'people.changed' });
    return { answer: await present(tx, row.id, { at, signed }), entry: peopleEntry('proposal.withdrawn', whoOf(call), { subject: params.id, within: idFromBytes('per', row.person), reason: kindOf(row) }) };
  }),
};

function nameOf(kind: ProposalKind, roles: readonly PersonRole[] | undefined): string {
  return kind === 'grant-roles' ? `${kind}: ${(roles ?? []).join(' ')}` : kind;
}

/** Does what was approved, as if it were proposed now. Of lost keys it returns the second half of the code. */
async function carryOut(tx: Write, row: ProposalRow, { at, bureau }: { at: number; bureau: string }): Promise<{ code: string; until: string } | undefined> {
  const person = await findPerson(tx, row.person);
  if (person === undefined) throw fail('proposal.not-found');
  const kind = kindOf(row);
  const roles = row.roles === null ? undefined : parseRoles(row.roles);
  const subject = row.subject ?? undefined;
  await requireFeasible(tx, person, { kind, roles, subject }, bureau);
  if (kind === 'grant-roles') await updatePerson(tx, person.id, { roles: packRoles(rolesAfter(parseRoles(person.roles), roles ?? [])), version: person.version + 1 });
  if (kind === 'subject') {
    await updatePerson(tx, person.id, { subject: subject ?? null, version: person.version + 1 });
    await endSessionsOf(tx, person.id, { at });
  }
  if (kind !== 'lost-keys' || row.handle === null || row.half === null) return undefined;
  const { second } = newCode();
  const expires = at + CODE_MS;
  await replaceCode(tx, { handle: row.handle, person: person.id, digest: digestHalves(row.half, digestHalf(second)), lost: 1, tries: CODE_TRIES, expires_at: expires });
  return { code: formatCode(second), until: new Date(expires).toISOString() };
}
