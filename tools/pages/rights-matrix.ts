import { CONTRACT } from '../../api/contract.ts';
import { RELATIONS, SEATS, verdictOf } from '../../server/policy/matrix.ts';
import { code, markdown, table, type Page } from './page.ts';

/** One word when it is the same for every country. */
function cellOf(verdicts: readonly string[]): string {
  return new Set(verdicts).size === 1 ? (verdicts[0] ?? '') : verdicts.join(' / ');
}

export const rightsMatrixPage: Page = {
  file: 'docs/rights-matrix.md',
  print: () => {
    const hub = CONTRACT.filter(({ side }) => side === 'hub');
    const names = SEATS.map(({ role, at }) => (at === 'secretariat' ? `${role} (secretariat)` : role));
    return markdown('Every operation, by role and country', 'the contract (`api/`) and the policy of record (`server/policy/`)', [
      'People of a bureau, who act through their bureau, and of the secretariat. Where it matters whose the record is a cell has three words: for the country that owns it / any other / ' +
        'one from which its owner hides it. `done`: it is done, on what is their own where it is about something. `refused`: the role has not the permission. `absent`: there is no such record for them. ' +
        '`open`: anybody, signed in or not. `server/test/threats/rights-matrix.test.ts` calls every cell.',
      table(['Operation', 'Permission', ...names], hub.map((operation) => [code(operation.id), code(operation.permission), ...SEATS.map((seat) => cellOf(RELATIONS.map((relation) => verdictOf(operation, seat, relation))))])),
    ]);
  },
};
