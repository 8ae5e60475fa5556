/** The library in a real browser, as it is: sources are served without their types, packages by an import map, under a policy that forbids `eval`. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const ROOT = join(import.meta.dirname, '../..');
const PACKAGES = ['@noble/hashes', '@noble/curves', '@noble/ciphers', '@noble/post-quantum'];
const IMPORTS = {
  '@watchword/api/': '/api/', hpke: '/node_modules/hpke/index.js', '@panva/hpke-noble': '/node_modules/@panva/hpke-noble/index.js',
  typebox: '/node_modules/typebox/build/index.mjs', 'typebox/value': '/node_modules/typebox/build/value/index.mjs',
  ...Object.fromEntries(PACKAGES.map((name) => [`${name}/`, `/node_modules/${name}/`])),
};
const PAGE = `<!doctype html><title>Test</title><script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>`;

async function sourceOf(path: string): Promise<string> {
  const text = await readFile(join(ROOT, path), 'utf8');
  return path.endsWith('.ts') ? stripTypeScriptTypes(text) : text;
}

/** A browser and an address at which the library can be imported. */
export async function openBrowser(): Promise<{ browser: Browser; url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path === '/') {
      response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Security-Policy': "default-src 'self'; script-src 'self' 'unsafe-inline'" }).end(PAGE);
      return;
    }
    sourceOf(path).then((text) => response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(text), () => response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const executablePath = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) throw new Error('Chromium is not here. Install it, or set CHROMIUM_PATH.');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  return {
    browser, url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}
