import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { chromium, type Page } from 'playwright-core';
import { serve } from '../../server/bin/serve.ts';
import { chromiumPath } from './world.ts';

/** A server without a demo world and a browser before it, for all tests of a file: nobody is signed in. */
export function withBareServer(): { origin: () => string; open: () => Promise<Page> } {
  let origin = '';
  let open: () => Promise<Page> = () => Promise.reject(new Error('The server is not up yet.'));
  const opened = new AsyncDisposableStack();
  before(async () => {
    const data = await mkdtemp(join(tmpdir(), 'watchword-bare-'));
    opened.defer(() => rm(data, { recursive: true, force: true }));
    const serving = await serve({ data, port: 0, host: '127.0.0.1', demo: false, say: () => undefined });
    opened.defer(() => serving.close());
    const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
    opened.defer(() => browser.close());
    origin = serving.url;
    open = () => browser.newPage();
  });
  after(() => opened.disposeAsync());
  return { origin: () => origin, open: () => open() };
}
