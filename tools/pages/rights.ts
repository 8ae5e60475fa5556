import { CONTRACT } from '../../api/contract.ts';
import { PURPOSES } from '../../api/checks/purposes.ts';
import { DATABASES } from '../../api/databases/databases.ts';
import { PERMISSIONS } from '../../api/operation.ts';
import { ROLES } from '../../api/organisations.ts';
import { ROLE_PERMISSIONS } from '../../server/access/roles.ts';
import { code, markdown, table, type Page } from './page.ts';

function operationsFor(permission: string): string[] {
  return CONTRACT.filter((operation) => operation.permission === permission).map((operation) => code(operation.id));
}

function fieldsSeen(): string[][] {
  return DATABASES.map((database) => [
    database.title,
    ...ROLES.map((role) => {
      const visible = database.visible[role] ?? [];
      return visible === 'all' ? 'all' : `${visible.length} of ${Object.keys(database.fields.properties).length}`;
    }),
  ]);
}

export const rightsPage: Page = {
  file: 'docs/rights.md',
  print: () =>
    markdown('Who may do what', 'the contract (`api/`) and `server/access/roles.ts`', [
      'Each operation asks for exactly one permission; a token carries a set of them and never more than its issuer has. Beside the permission stand the rules of ' +
        'ownership: only the owner amends or withdraws a record, only the secretariat reviews, and a record that is hidden from a country does not exist for it.',
      '## Permissions',
      table(['Permission', 'Operations'], ['public', ...PERMISSIONS].map((permission) => [code(permission), operationsFor(permission).join(', ') || 'none of its own'])),
      '## Roles of people',
      "A bureau's system that acts for an officer names the officer's role; the officer may do what both the role and the system's token allow. A token of a system has " +
        'the permissions that it was issued with.',
      table(['Permission', ...ROLES], PERMISSIONS.map((permission) => [code(permission), ...ROLES.map((role) => (ROLE_PERMISSIONS[role].includes(permission) ? 'yes' : ''))])),
      '## Roles and what they see of records of other countries',
      'Fields by role; docs/databases.md names them. Owners see all fields of their records.',
      table(['Database', ...ROLES], fieldsSeen()),
      '## Purposes',
      'Every check says why. A database answers only for the purposes that it allows.',
      table(['Purpose', ...DATABASES.map((database) => database.title)], PURPOSES.map((purpose) => [code(purpose), ...DATABASES.map((one) => (one.purposes.includes(purpose) ? 'yes' : ''))])),
      '## What leaves no entry in the audit log',
      `Operations whose answer shows nothing of a record, a person or a question: ${CONTRACT.filter((one) => one.quiet === true).map((one) => code(one.id)).join(', ')}.`,
    ]),
};
