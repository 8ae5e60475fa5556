import { CONTRACT } from '../../api/contract.ts';
import { PURPOSES } from '../../api/checks/purposes.ts';
import { DATABASES } from '../../api/databases/databases.ts';
import { BUREAU_PERMISSIONS, PERMISSIONS } from '../../api/operation.ts';
import { ROLES } from '../../api/organisations.ts';
import { CONFIDENTIALITY_LEVELS, ORGANISATION_KINDS, type OrganisationKind } from '../../api/rights/kinds.ts';
import { openRights, SEEN, type Rights } from '../../api/rights/rights.ts';
import { workOutRights } from './rights-table.ts';
import { code, markdown, table, type Page } from './page.ts';

function operationsFor(permission: string): string[] {
  return CONTRACT.filter((operation) => operation.permission === permission).map((operation) => code(operation.id));
}

const SEEN_WORDS: Readonly<Record<number, string>> = {
  0: '', [SEEN.found]: 'that it is there', [SEEN.found | SEEN.identifying]: 'identifying', [SEEN.found | SEEN.identifying | SEEN.description]: 'identifying, description',
  [SEEN.found | SEEN.identifying | SEEN.description | SEEN.file]: 'all',
};

/** Holders who see the same are one row: by what they see of records of others. */
function seenRows(rights: Rights, kind: OrganisationKind): string[][] {
  return DATABASES.flatMap(({ code: database, title }) => {
    const rows = PURPOSES.map((purpose) => ({
      purpose,
      cells: ROLES.map((role) => levelsText(CONFIDENTIALITY_LEVELS.map((confidentiality) => rights.seenOf({ kind, role }, { database, purpose, confidentiality, own: false })))),
    }));
    const same = Map.groupBy(rows.filter(({ cells }) => cells.some((cell) => cell !== '')), ({ cells }) => cells.join('|'));
    return [...same.values()].map((alike) => [title, alike.map(({ purpose }) => code(purpose)).join(' '), ...(alike[0]?.cells ?? [])]);
  });
}

/** What is seen of each level; one word when it is the same for all. */
function levelsText(bits: readonly number[]): string {
  const words = bits.map((one) => SEEN_WORDS[one] ?? 'some');
  return new Set(words).size === 1 ? (words[0] ?? '') : words.map((word) => (word === '' ? 'nothing' : word)).join(' / ');
}

function permissionRows(rights: Rights, kind: OrganisationKind): string[][] {
  return PERMISSIONS.map((permission) => [code(permission), ...ROLES.map((role) => (rights.permissionsOf({ kind, role }, 'person').includes(permission) ? 'yes' : '')), rights.permissionsOf({ kind, role: 'system' }, 'system').includes(permission) ? 'when its credential names it' : '']);
}

const KINDS: Readonly<Record<OrganisationKind, string>> = { secretariat: 'the secretariat', bureau: 'a bureau', agency: 'an agency under a bureau', partner: 'an international partner' };

function kindBlocks(rights: Rights, kind: OrganisationKind): string[] {
  return [
    `## In ${KINDS[kind]}`,
    table(['Permission', ...ROLES, 'a machine'], permissionRows(rights, kind)),
    'What is seen of records of others, by database and purpose. Where the levels of confidentiality differ, they stand in this order: official use / restricted / confidential.',
    table(['Database', 'Purposes', ...ROLES], seenRows(rights, kind)),
  ];
}

export const rightsPage: Page = {
  file: 'docs/rights.md',
  print: async () => {
    const rights = openRights(await workOutRights());
    return markdown('Who may do what', 'the contract (`api/`) and the policy of record (`server/policy/*.cedar`)', [
      'The rules are written for people in `server/policy/`, one file a subject, with a sentence to each rule. This page is what follows from them in every case; ' +
        `servers work with the same table. Version of the rules: ${code(rights.digest)}; ${code('health.version')} and the entry of each start in the audit log name it.`,
      'Each operation asks for exactly one permission. People have those of their role; a machine has those that its credential names, never more than its issuer had, and never more than its ' +
        "organisation may have. A bureau's system that acts for an officer names the officer's role: the officer may do what both the role and the system's credential allow.",
      'Beside the permission stand the rules of ownership: only the owner amends or withdraws a record, only the secretariat reviews, and a record that is hidden from a country does not exist for it. ' +
        'Owners see all fields of their records; docs/databases.md says which field is in which group. docs/rights-matrix.md has each operation by role and country.',
      `What its owner hides while an operation runs is not found by the roles ${rights.isHiddenFrom({ kind: 'bureau', role: 'front-line' }) ? code('front-line') : ''} and ${code('partner')}, nor by anybody at a partner.`,
      '## Permissions',
      table(['Permission', 'Operations'], ['public', ...PERMISSIONS, ...BUREAU_PERMISSIONS].map((permission) => [code(permission), operationsFor(permission).join(', ') || 'none of its own'])),
      ...ORGANISATION_KINDS.flatMap((kind) => kindBlocks(rights, kind)),
      '## What leaves no entry in the audit log',
      `Operations whose answer shows nothing of a record, a person or a question: ${CONTRACT.filter((one) => one.quiet === true).map((one) => code(one.id)).join(', ')}.`,
    ]);
  },
};
