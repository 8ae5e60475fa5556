import type { InputOf, OutputOf } from '@watchword/api/operation.ts';
import {
  admitPerson, amendPerson, createUnit, decideProposal, getPerson, issueCode, listPeople, listProposals, listUnits, makeProposal, removeUnit, renameUnit, setPersonState, withdrawProposal,
  type Person, type Proposal, type Unit,
} from '@watchword/api/people.ts';
import type { Calls } from './calls.ts';
import type { CallOptions } from './request.ts';

/** People of your bureau, for those whom it lets. */
export type People = {
  /** A page; `nextCursor` gives the next. */
  list(query?: InputOf<typeof listPeople>['query'], options?: CallOptions): Promise<OutputOf<typeof listPeople>>;
  get(id: string, options?: CallOptions): Promise<Person>;
  /** The one-time code is in this answer and never again. */
  admit(person: InputOf<typeof admitPerson>['body'], options?: CallOptions): Promise<OutputOf<typeof admitPerson>>;
  amend(person: Pick<Person, 'id' | 'version'>, change: InputOf<typeof amendPerson>['body'], options?: CallOptions): Promise<Person>;
  setState(id: string, state: InputOf<typeof setPersonState>['body'], options?: CallOptions): Promise<Person>;
  issueCode(id: string, options?: CallOptions): Promise<OutputOf<typeof issueCode>>;
};

/** Parts of your bureau. */
export type Units = {
  list(options?: CallOptions): Promise<readonly Unit[]>;
  create(name: string, options?: CallOptions): Promise<Unit>;
  rename(id: string, name: string, options?: CallOptions): Promise<Unit>;
  remove(id: string, options?: CallOptions): Promise<Unit>;
};

/** What needs two persons. */
export type Proposals = {
  list(query?: InputOf<typeof listProposals>['query'], options?: CallOptions): Promise<OutputOf<typeof listProposals>>;
  make(proposal: InputOf<typeof makeProposal>['body'], options?: CallOptions): Promise<OutputOf<typeof makeProposal>>;
  decide(id: string, decision: InputOf<typeof decideProposal>['body'], options?: CallOptions): Promise<OutputOf<typeof decideProposal>>;
  withdraw(id: string, options?: CallOptions): Promise<Proposal>;
};

export function createPeople({ call }: Calls): People {
  return {
    list: (query = {}, options) => call(listPeople, { query }, options),
    get: (id, options) => call(getPerson, { params: { id } }, options),
    admit: (body, options) => call(admitPerson, { body }, options),
    amend: ({ id, version }, body, options) => call(amendPerson, { params: { id }, body }, { ...options, version }),
    setState: (id, body, options) => call(setPersonState, { params: { id }, body }, options),
    issueCode: (id, options) => call(issueCode, { params: { id } }, options),
  };
}

export function createUnits({ call }: Calls): Units {
  return {
    list: async (options) => (await call(listUnits, undefined, options)).items,
    create: (name, options) => call(createUnit, { body: { name } }, options),
    rename: (id, name, options) => call(renameUnit, { params: { id }, body: { name } }, options),
    remove: (id, options) => call(removeUnit, { params: { id } }, options),
  };
}

export function createProposals({ call }: Calls): Proposals {
  return {
    list: (query = {}, options) => call(listProposals, { query }, options),
    make: (body, options) => call(makeProposal, { body }, options),
    decide: (id, body, options) => call(decideProposal, { params: { id }, body }, options),
    withdraw: (id, options) => call(withdrawProposal, { params: { id } }, options),
  };
}
