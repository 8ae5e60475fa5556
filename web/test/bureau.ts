import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { firstAdministrator } from '../../server/bin/admit.ts';
import { serve } from '../../server/bin/serve.ts';
import { buildWeb } from '../build/build.ts';
import { chromiumPath } from './world.ts';

/** A bureau with real people, no demo world: its pages, a browser, and the code of its first administrator. */
export type Bureau = { readonly origin: string; readonly code: string; readonly browser: Browser; close(): Promise<void> };

/** Founds a bureau of France and starts it, with its hub, on a free port. */
export async function openBureauWorld(): Promise<Bureau> {
  await buildWeb();
  const opened = new AsyncDisposableStack();
  const data = await mkdtemp(join(tmpdir(), 'watchword-bureau-'));
  opened.defer(() => rm(data, { recursive: true, force: true }));
  const { code } = await firstAdministrator({ data, bureau: 'FRA', name: 'Ada First' });
  const serving = await serve({ data, port: 0, host: '127.0.0.1', demo: false, say: () => undefined, settings: { bureau: 'FRA', logLevel: 'silent' } });
  opened.defer(() => serving.close());
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
  opened.defer(() => browser.close());
  const parts = opened.move();
  return { origin: `http://localhost:${new URL(serving.url).port}`, code, browser, close: () => parts.disposeAsync() };
}

/** Somebody at a window of his own, with a device that holds passkeys. `unplug` takes the device away. */
export type Desk = { readonly page: Page; unplug(): Promise<void> };

/** Opens a window with an authenticator of its own, as the developer tools of the browser make them. */
export async function sitDown({ browser, origin }: Bureau, { language = 'en', scheme = 'light', size = { width: 1366, height: 768 } }: { language?: string; scheme?: 'light' | 'dark'; size?: { width: number; height: number } } = {}): Promise<Desk> {
  const context = await browser.newContext({ viewport: size, colorScheme: scheme, locale: 'en-GB', reducedMotion: 'reduce' });
  await context.addInitScript((stored: string) => localStorage.setItem('watchword.preferences', stored), JSON.stringify({ language, discreet: false }));
  const page = await context.newPage();
  const tools = await context.newCDPSession(page);
  await tools.send('WebAuthn.enable');
  const { authenticatorId } = await tools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  await page.goto(origin);
  return { page, unplug: async () => void (await tools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })) };
}

/** Registers the first passkey with a one-time code. */
export async function enrol(page: Page, code: string): Promise<void> {
  await page.getByRole('button', { name: 'I have a one-time code' }).click();
  await page.getByLabel('One-time code').fill(code);
  await page.getByRole('button', { name: 'Register this device' }).click();
}
