import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { AppError } from '@watchword/api/errors.ts';
import { readConfig } from './config.ts';

/** Which settings are refused, and why. */
function refused(environment: Record<string, string>): string[] {
  try {
    readConfig({}, environment);
    return [];
  } catch (error) {
    assert.ok(error instanceof AppError && error.code === 'config.invalid', String(error));
    return (error.details.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
  }
}

test('a hub beyond the own machine is reached by https only', () => {
  for (const url of ['https://hub.example', 'https://hub.example:8443/', 'http://127.0.0.1:8080', 'http://localhost:8080/', 'http://[::1]:8080']) assert.deepEqual(refused({ WATCHWORD_HUB_URL: url }), [], url);
  for (const url of ['http://hub.example', 'http://127.0.0.1.example', 'http://localhost.example:80', 'ftp://hub.example', 'https://hub.example/path']) assert.equal(refused({ WATCHWORD_HUB_URL: url }).length, 1, url);
});

test('a secret is read from the file that is named, and one that cannot be read is told without what it holds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'watchword-config-'));
  try {
    const file = join(folder, 'token');
    writeFileSync(file, 'wwt_secret\n');
    assert.equal(readConfig({}, { WATCHWORD_HUB_TOKEN_FILE: file }).secrets.hubToken?.reveal(), 'wwt_secret');
    assert.equal(String(readConfig({}, { WATCHWORD_HUB_TOKEN: 'wwt_secret' }).secrets.hubToken).includes('wwt_secret'), false);
    assert.deepEqual(refused({ WATCHWORD_HUB_KEY_FILE: join(folder, 'nothing') }), ['/WATCHWORD_HUB_KEY_FILE unreadable']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
