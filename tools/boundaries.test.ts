import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { cruiseHouse } from './boundaries.ts';
import { ROOT } from './source-files.ts';

/** Each rule, with an import that breaks it: in which file, and what it writes. */
const BROKEN: readonly (readonly [rule: string, from: string, text: string])[] = [
  ['no-circular', 'server/records/a.ts', "import './b.ts';"],
  ['resolvable', 'server/records/lost.ts', "import './nowhere.ts';"],
  ['domains-through-front-files', 'server/records/reach.ts', "import '#databases/content.ts';"],
  ['organisations-comes-before', 'server/organisations/order.ts', "import '#checks/checks.ts';"],
  ['audit-comes-before', 'server/audit/order.ts', "import type { R } from '#records/records.ts';"],
  ['access-comes-before', 'server/access/order.ts', "import '#records/records.ts';"],
  ['databases-comes-before', 'server/databases/order.ts', "import '#records/records.ts';"],
  ['records-comes-before', 'server/records/order.ts', "import '#checks/checks.ts';"],
  ['photos-comes-before', 'server/photos/order.ts', "import '#checks/checks.ts';"],
  ['door-and-http-see-front-files', 'server/door/reach.ts', "import '#databases/content.ts';"],
  ['door-knows-no-business', 'server/http/business.ts', "import '#records/records.ts';"],
  ['domains-see-what-handlers-need', 'server/records/door.ts', "import '#door/door.ts';"],
  ['nothing-imports-the-start', 'server/door/start.ts', "import '#app.ts';"],
  ['nothing-imports-the-start', 'server/bureau/start.ts', "import '#bin/admin.ts';"],
  ['bureau-speaks-over-the-contract', 'server/bureau/reach.ts', "import '#records/records.ts';"],
  ['store-imports-nobody', 'server/store/clock.ts', "import '@watchword/api/ids.ts';"],
  ['only-the-edge-speaks-http', 'server/records/web.ts', "import 'fastify';"],
  ['only-the-edge-speaks-http', 'server/checks/web.ts', "import '#http/problem.ts';"],
  ['only-queries-speak-sql', 'server/records/sql.ts', "import type { Kysely } from 'kysely';"],
  ['only-queries-speak-sql', 'server/checks/sql.ts', "import 'node:sqlite';"],
  ['only-the-door-writes', 'server/records/writing.ts', "import '#store/writer/start-writer.ts';"],
  ['api-stands-alone', 'api/node.ts', "import 'node:fs';"],
  ['api-stands-alone', 'api/package.ts', "import 'pino';"],
  ['sdk-knows-the-contract-only', 'sdk/node.ts', "import 'node:fs';"],
  ['web-speaks-to-the-contract', 'web/src/reach.ts', "import '../../server/records/records.ts';"],
  ['cli-speaks-to-the-contract', 'cli/reach.ts', "export const run = () => import('../server/records/records.ts');"],
  ['cli-loads-the-server-lazily', 'cli/early.ts', "import '../server/bin/admin.ts';"],
  ['server-imports-no-client-code', 'server/records/caller.ts', "import '../../cli/good.ts';"],
  ['no-test-in-the-product', 'server/records/tested.ts', "import './tested.test.ts';"],
];

/** What the broken files lean on, and the same things done right. `b.ts` closes the circle with a type only. */
const SOUND: readonly (readonly [file: string, text: string])[] = [
  ['api/ids.ts', 'export const a = 1;'],
  ['server/records/b.ts', "import type { A } from './a.ts';"],
  ['api/errors.ts', 'export const a = 1;'],
  ['api/schema.ts', "import 'typebox';"],
  ['server/databases/databases.ts', "export * from './content.ts';"],
  ['server/databases/content.ts', 'export const a = 1;'],
  ['server/records/records.ts', "import '#databases/databases.ts'; import '#door/calls.ts'; import '@watchword/api/ids.ts'; export type R = 1;"],
  ['server/records/queries.ts', "import 'kysely';"],
  ['server/records/routes.ts', "import './records.ts'; import '#door/implement.ts';"],
  ['server/records/tested.test.ts', "import '#store/writer/start-writer.ts';"],
  ['server/checks/checks.ts', "import '#records/records.ts';"],
  ['server/door/door.ts', "import 'fastify'; import '#store/writer/start-writer.ts';"],
  ['server/door/calls.ts', 'export type Call = 1;'],
  ['server/door/implement.ts', "import './calls.ts';"],
  ['server/http/problem.ts', "import 'fastify';"],
  ['server/store/writer/start-writer.ts', "import '@watchword/api/errors.ts'; import 'kysely';"],
  ['server/app.ts', "import '#records/routes.ts'; import '#checks/checks.ts';"],
  ['server/bin/admin.ts', "import '#app.ts';"],
  ['cli/good.ts', "export const run = async () => { await using a = await import('../server/bin/admin.ts'); return a; };"],
];

async function build(root: string): Promise<void> {
  for (const [file, text] of [...SOUND, ...BROKEN.map(([, file, text]) => [file, text] as const)]) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  const manifests = {
    '.': { name: 'house', devDependencies: {} },
    api: { name: '@watchword/api', dependencies: { typebox: '1' }, exports: { './*': './*' } },
    server: { name: '@watchword/server', imports: { '#*': './*' }, dependencies: { fastify: '1', kysely: '1', pino: '1', '@watchword/api': '1' } },
  };
  for (const [folder, manifest] of Object.entries(manifests)) await writeFile(join(root, folder, 'package.json'), JSON.stringify({ type: 'module', ...manifest }));
  await mkdir(join(root, 'node_modules/@watchword'), { recursive: true });
  await symlink(join(root, 'api'), join(root, 'node_modules/@watchword/api'), 'junction');
  for (const name of ['typebox', 'fastify', 'kysely', 'pino']) await symlink(join(ROOT, 'node_modules', name), join(root, 'node_modules', name), 'junction');
}

test('each rule of direction finds the import that breaks it, and nothing where the house is sound', async () => {
  const root = await mkdtemp(join(tmpdir(), 'watchword-boundaries-'));
  try {
    await build(root);
    const { violations, missed, cruised } = await cruiseHouse(root);
    assert.deepEqual(missed, []);
    assert.equal(cruised, SOUND.length + BROKEN.length);
    const found = new Set(violations.map(({ rule, from }) => `${rule} ${from}`));
    assert.deepEqual(BROKEN.map(([rule, from]) => `${rule} ${from}`).filter((one) => !found.has(one)), []);
    const sound = new Set(SOUND.map(([file]) => file));
    assert.deepEqual(violations.filter(({ from }) => sound.has(from)), []);
    for (const { rule, comment } of violations) assert.ok(comment.length > 40, `${rule} says why`);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});
