import assert from 'node:assert/strict';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { buildWeb } from '../build/build.ts';

const DIST = join(import.meta.dirname, '..', 'dist');

describe('what is built', () => {
  before(() => buildWeb());

  it('the first page needs at most 266 kB of script, compressed', async (t) => {
    const html = await readFile(join(DIST, 'index.html'), 'utf8');
    const scripts = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path = '']) => path);
    const sizes = await Promise.all(scripts.map(async (path) => (await stat(join(DIST, `${path}.gz`))).size));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    t.diagnostic(`${total} bytes in ${scripts.length} files`);
    assert.ok(scripts.length > 0 && total <= 266_000, `${total} bytes`);
  });

  it('no script and no style is written into the page, and every file but it carries the hash of its content', async () => {
    const html = await readFile(join(DIST, 'index.html'), 'utf8');
    assert.doesNotMatch(html, /<style|<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=/);
    const files = await readdir(join(DIST, 'assets'), { withFileTypes: true });
    for (const file of files) assert.match(file.name, file.isDirectory() ? /^ocr-[0-9a-f]{12}$/ : /-[\w-]{8}\.\w+(?:\.gz)?$/, file.name);
  });

  it('no address outside is built in, but for names of XML, licences and references', async () => {
    for (const name of (await readdir(join(DIST, 'assets'))).filter((file) => /\.(?:js|css|html)$/.test(file))) {
      const text = await readFile(join(DIST, 'assets', name), 'utf8');
      const loaded = [...text.matchAll(/(?:fetch\(|import\(|url\(|src=|importScripts\()\s*["'`]?(https?:\/\/[^"'`)\s]+)/g)].map(([, url]) => url);
      assert.deepEqual(loaded, [], name);
    }
  });
});
