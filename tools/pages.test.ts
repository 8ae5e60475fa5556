import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ERRORS } from '../api/errors.ts';
import { AUDIT_EVENTS } from '../server/audit/audit.ts';
import { CONFIG_FIELDS, SECRET_FIELDS } from '../server/config.ts';
import { auditEventsPage } from './pages/audit-events.ts';
import { configurationPage } from './pages/configuration.ts';
import { ADVICE, errorsPage } from './pages/errors.ts';
import { table } from './pages/page.ts';
import { PAGES } from './pages/pages.ts';

test('every error code is documented with what to do about it, and no code is documented that does not exist', async () => {
  const text = await errorsPage.print();
  for (const [code, { status, title }] of Object.entries(ERRORS)) assert.match(text, new RegExp(`<a id="${code}"></a>\`${code}\` \\| ${status} \\| ${title.replaceAll(/[.()/]/g, '\\$&')}`), code);
  assert.deepEqual(Object.keys(ADVICE).toSorted(), Object.keys(ERRORS).toSorted());
  for (const [code, advice] of Object.entries(ADVICE)) assert.ok(advice.length > 15, code);
});

test('every event of the audit log and every setting is documented', async () => {
  const events = await auditEventsPage.print();
  for (const [name, { code }] of Object.entries(AUDIT_EVENTS)) assert.ok(events.includes(`| ${code} | \`${name}\` |`), name);
  const settings = await configurationPage.print();
  for (const { env } of [...Object.values(CONFIG_FIELDS), ...Object.values(SECRET_FIELDS)]) assert.ok(settings.includes(`| \`${env}\` |`), env);
});

test('a page printed twice is the same, so that a stale one can be told', async () => {
  for (const { file, print } of PAGES) assert.equal(await print(), await print(), file);
});

test('a bar or a new line in a cell does not break the table', () => {
  assert.equal(table(['a'], [['x|y\nz']]), '| a |\n| --- |\n| x\\|y z |');
});
