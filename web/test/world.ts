import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { serve, type Serving } from '../../server/bin/serve.ts';
import { buildWeb } from '../build/build.ts';

/** A demo world of its own, and a browser to walk through it. */
export type World = { readonly port: number; readonly browser: Browser; close(): Promise<void> };

/** What the browser had to refuse: requests to elsewhere, and whatever the policy of the pages forbids. */
export type Refused = readonly string[];

/** What a visitor brings along: the preferences of the device, and the looks of its screen. */
export type Visit = {
  preferences?: Readonly<Record<string, unknown>>;
  scheme?: 'light' | 'dark';
  size?: { width: number; height: number };
  locale?: string;
};

/** Builds the pages if need be, and starts a server with the demo world on a free port and a real Chromium. */
export async function openWorld(args: readonly string[] = []): Promise<World> {
  await buildWeb();
  const data = await mkdtemp(join(tmpdir(), 'watchword-web-'));
  const serving: Serving = await serve({ data, port: 0, host: '127.0.0.1', demo: true, say: () => undefined });
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', ...args] });
  return {
    port: Number(new URL(serving.url).port),
    browser,
    close: async () => {
      await browser.close();
      await serving.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** A window for a visitor: nothing of an earlier one is left in it. */
export async function openContext({ browser }: World, { preferences = {}, scheme = 'light', size = { width: 1366, height: 768 }, locale = 'en-GB' }: Visit = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: size, colorScheme: scheme, locale });
  await context.addInitScript((stored: string) => {
    if (localStorage.getItem('watchword.preferences') === null) localStorage.setItem('watchword.preferences', stored);
  }, JSON.stringify({ language: 'en', ...preferences }));
  return context;
}

/** Watches a page from its first request on. */
export function watchPage({ port }: World, page: Page): Refused {
  const refused: string[] = [];
  page.on('request', (request) => {
    const { hostname, port: asked } = new URL(request.url());
    if (!hostname.endsWith('localhost') || Number(asked) !== port) refused.push(request.url());
  });
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) refused.push(message.text());
  });
  return refused;
}

/** The address of a page at a persona's origin, or at the start page's. */
export function addressAt({ port }: World, persona: string | undefined, path = '/'): string {
  return `http://${persona === undefined ? '' : `${persona}.`}localhost:${port}${path}`;
}

/** A persona in a window of its own, signed in and at home. */
export async function signInAs(world: World, persona: string, visit: Visit = {}): Promise<Page> {
  return signInOn(await (await openContext(world, visit)).newPage(), world, persona);
}

/** The same on a page that is open already. */
export async function signInOn(page: Page, world: World, persona: string): Promise<Page> {
  await page.goto(addressAt(world, persona));
  await page.locator('main form button[type=submit]').click();
  await page.waitForURL(/\/(?:check|desk|records|reviews|requests|people|oversight|developer|operations(?:\/opn_[0-9a-f]{32})?)$/);
  await page.locator('main').waitFor();
  return page;
}

/** Chromium of the system. @throws Error when there is none */
export function chromiumPath(): string {
  const found = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => path !== undefined && existsSync(path));
  if (found === undefined) throw new Error('Chromium is not here. Install it, or set CHROMIUM_PATH.');
  return found;
}
