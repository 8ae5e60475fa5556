import { CONTRACT } from '../../api/contract.ts';
import type { Operation } from '../../api/operation.ts';
import { RELATIONS, SEATS, verdictOf } from '../../server/policy/matrix.ts';
import { PERSON_ROLES } from '../../api/people.ts';
import { bureauVerdictOf, HOLDERS } from '../../server/bureau/people/matrix.ts';
import { code, markdown, table, type Page } from './page.ts';

/** One word when it is the same for every country. */
function cellOf(verdicts: readonly string[]): string {
  return new Set(verdicts).size === 1 ? (verdicts[0] ?? '') : verdicts.join(' / ');
}

function keyOf({ stepUp, locked, permission }: Operation): string {
  return [stepUp === true ? 'fresh' : '', locked === true && permission !== 'public' ? 'locked' : ''].filter((one) => one !== '').join(', ');
}

export const rightsMatrixPage: Page = {
  file: 'docs/rights-matrix.md',
  print: () => {
    const hub = CONTRACT.filter(({ side }) => side === 'hub');
    const bureau = CONTRACT.filter(({ side }) => side === 'bureau');
    const names = SEATS.map(({ role, at }) => (at === 'secretariat' ? `${role} (secretariat)` : role));
    return markdown('Every operation, by role and country', 'the contract (`api/`) and the policy of record (`server/policy/`)', [
      'People of a bureau, who act through their bureau, and of the secretariat. Where it matters whose the record is a cell has three words: for the country that owns it / any other / ' +
        'one from which its owner hides it. `done`: it is done, on what is their own where it is about something. `refused`: the role has not the permission. `absent`: there is no such record for them. ' +
        '`open`: anybody, signed in or not. `server/test/threats/rights-matrix.test.ts` calls every cell.',
      table(['Operation', 'Permission', ...names], hub.map((operation) => [code(operation.id), code(operation.permission), ...SEATS.map((seat) => cellOf(RELATIONS.map((relation) => verdictOf(operation, seat, relation))))])),
      '## Of a bureau',
      'What people do at their own bureau, by the role in which they work. Where it is about one person, session, passkey, unit or proposal a cell has three words: when that is their own / a colleague’s / ' +
        'of another bureau, which is in another store. Roles `reviewer` and `commission` are there at the secretariat alone. Key: `fresh` asks for the passkey again within five minutes; `locked` goes also while the session is locked. ' +
        'Who proposes and who approves what needs two persons is in [sign-in](sign-in.md). `server/test/threats/bureau-matrix.test.ts` calls every cell.',
      table(['Operation', 'Permission', 'Key', ...PERSON_ROLES], bureau.map((operation) => [code(operation.id), code(operation.permission), keyOf(operation), ...PERSON_ROLES.map((role) => cellOf(HOLDERS.map((holder) => bureauVerdictOf(operation, role, holder))))])),
    ]);
  },
};
