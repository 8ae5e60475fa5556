/** The interface of money: transactions, the accounts between which it went, and where requests to freeze them stand. */
import { Type, type Static } from 'typebox';
import { defineOperation } from '../operation.ts';
import { CountryCode } from '../organisations.ts';
import { Provenance } from './network.ts';
import { JOINT_ID, JOINT_READING } from './operations.ts';
import { Results } from './results.ts';
import { ACCOUNT_STATES } from './words.ts';

const closed = { additionalProperties: false } as const;
/** As many transactions are listed at once. */
export const MOST_TRANSACTIONS = 2000;

export const Transaction = Type.Object({
  reference: Type.Optional(Type.String()), on: Type.String(), amount: Type.String({ description: 'In its own currency' }), currency: Type.String(),
  cents: Type.Optional(Type.Integer({ description: 'US cents; absent where there is no rate' })), rate: Type.Optional(Type.Object({ on: Type.String(), usd: Type.String(), source: Type.String() })),
  from: Type.Optional(Type.String({ description: 'Id of an account' })), to: Type.Optional(Type.String({ description: 'Id of an account' })), provenance: Type.Array(Provenance), sources: Type.Integer(),
});
export type Transaction = Static<typeof Transaction>;

/** An account in the state that was reached last. `history`: who said what of it, the first first. Without a state it is known from transactions only. */
export const MoneyAccount = Type.Object({
  id: Type.String({ description: 'As in the network' }), number: Type.String(), country: Type.Optional(Type.String()), bank: Type.Optional(Type.String()), state: Type.Optional(Type.Enum([...ACCOUNT_STATES])), since: Type.Optional(Type.String()),
  history: Type.Array(Type.Object({ state: Type.Enum([...ACCOUNT_STATES]), since: Type.String(), ...Provenance.properties })),
  sent: Type.Integer({ description: 'US cents' }), received: Type.Integer({ description: 'US cents' }), transactions: Type.Integer(),
});
export type MoneyAccount = Static<typeof MoneyAccount>;

const Sums = Type.Object({ 'accounts-frozen': Type.Integer(), 'accounts-asked': Type.Integer(), transactions: Type.Integer(), usd: Type.Integer({ description: 'US cents' }) });
export const Money = Type.Object({
  transactions: Type.Array(Transaction, { description: 'The largest 2,000' }), accounts: Type.Array(MoneyAccount), shown: Sums, results: Sums,
  byCurrency: Results.properties.money, unconverted: Results.properties.unconverted,
  withheld: Type.Array(Type.Object({ country: CountryCode, reports: Type.Integer() }), { description: 'Reports behind the results that are counted and not shown to you: ask their country' }),
  handling: Type.Optional(Type.String()),
});
export type Money = Static<typeof Money>;

export const readMoney = defineOperation({
  id: 'money.read', method: 'GET', path: '/v1/operations/:id/money', side: 'hub', purpose: 'none', permission: 'operation:read', effect: 'read', status: 200,
  input: { params: Type.Object({ id: JOINT_ID }, closed), query: Type.Object({ taken: Type.Optional(Type.Boolean({ description: 'It is taken away as a file; the audit log says so' })) }, closed) }, output: Money, errors: [...JOINT_READING, 'joint.role'],
  summary: 'Read the money of a joint operation', description: 'Transactions and accounts of the reports that you may read, each once. `results` is what the results count for you; what of it is not shown is in `withheld`. A request to freeze an account is reported as an incident of the kind `account`, and so is what became of it.',
});

export const MONEY_OPERATIONS = [readMoney] as const;
