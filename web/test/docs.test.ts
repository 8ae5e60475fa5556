/** The description of the API, as a browser shows it on a machine without any other network. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { type Browser, chromium } from 'playwright-core';
import { serve, type Serving } from '../../server/bin/serve.ts';
import { chromiumPath } from './world.ts';

let data = '';
let serving: Serving;
let browser: Browser;
before(async () => {
  data = await mkdtemp(join(tmpdir(), 'watchword-docs-'));
  serving = await serve({ data, port: 0, host: '127.0.0.1', demo: false, say: () => undefined });
  browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
});
after(async () => {
  await browser.close();
  await serving.close();
  await rm(data, { recursive: true, force: true });
});

it('the description of the API asks nobody else, and offers no service of others', async () => {
  const origin = serving.url;
  const page = await browser.newPage();
  const refused: string[] = [];
  page.on('request', (request) => void (new URL(request.url()).origin !== origin && !/^(?:data|blob):/.test(request.url()) && refused.push(request.url())));
  page.on('console', (message) => void (/Content Security Policy/i.test(message.text()) && refused.push(message.text())));
  await page.goto(`${origin}/docs/`);
  await page.getByRole('heading', { name: 'Watchword' }).first().waitFor();
  await page.getByText('Check a document, vehicle, person or thing').first().waitFor();
  const shown = await page.locator('body').innerText();
  assert.doesNotMatch(shown, /Ask AI|MCP|Deploy|Developer Tools/);
  const links = await page.locator('a[href^="http"]').evaluateAll((all) => all.map((link) => (link as unknown as { href: string }).href));
  assert.deepEqual(links.filter((link) => !link.startsWith(origin)), ['https://www.scalar.com/']);
  assert.deepEqual(refused, []);
});
