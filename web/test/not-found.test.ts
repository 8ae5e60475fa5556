/** An address that leads nowhere says so, also to who has not signed in. */
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
  data = await mkdtemp(join(tmpdir(), 'watchword-not-found-'));
  serving = await serve({ data, port: 0, host: '127.0.0.1', demo: false, say: () => undefined });
  browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
});
after(async () => {
  await browser.close();
  await serving.close();
  await rm(data, { recursive: true, force: true });
});

it('an address that leads nowhere says so, and a page that is there does not', async () => {
  const page = await browser.newPage();
  await page.goto(`${serving.url}/no-such-page/at/all`);
  await page.getByText('There is no such page').first().waitFor();
  await page.goto(`${serving.url}/records`);
  await page.getByRole('heading').first().waitFor();
  await page.getByText('There is no such page').waitFor({ state: 'detached' });
});
