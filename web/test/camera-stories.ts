import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { chromium } from 'playwright-core';
import { verdictOn } from './hand.ts';
import { chromiumPath, signInAs, watchPage, type World } from './world.ts';

/** Scanning with the camera of the device. */
export function tellCamera(getWorld: () => World): void {
  /** A film of the specimen passport, held somewhat askew, as Chromium takes it for its camera. */
  async function film(folder: string): Promise<string> {
    const page = await signInAs(getWorld(), 'officer-fra', { size: { width: 1280, height: 720 } });
    await page.locator('figure').evaluate((figure: HTMLElement) => {
      Object.assign(figure.style, { position: 'fixed', inset: '0', margin: '0', maxWidth: 'none', height: '720px', padding: '190px 80px 0', transform: 'rotate(1deg)', zIndex: '999' });
    });
    await page.evaluate(() => document.fonts.ready);
    const picture = await page.screenshot({ type: 'jpeg', quality: 85 });
    await page.context().close();
    const path = join(folder, 'passport.mjpeg');
    await writeFile(path, Buffer.concat(Array<Buffer>(20).fill(picture)));
    return path;
  }

  async function openFilm(path: string): Promise<World> {
    const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${path}`] });
    return { ...getWorld(), browser, close: () => browser.close() };
  }

  it('T3: one press reads the zone of a passport held before it; nothing is asked outside or kept', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'watchword-camera-'));
    const filmed = await openFilm(await film(folder));
    const page = await signInAs(filmed, 'officer-fra', { preferences: { discreet: false } });
    const refused = watchPage(filmed, page);
    await page.getByRole('button', { name: /Camera/ }).click();
    await verdictOn(page, 'hit');
    assert.match(await page.locator('[data-verdict=hit]').innerText(), /L898902C3/);
    assert.equal(await page.locator('video').count(), 0, 'the camera is closed');
    assert.deepEqual(refused, []);
    assert.deepEqual(await page.evaluate(async () => (await indexedDB.databases()).length), 0);
    await filmed.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('without a camera it says so, and what to do instead', async () => {
    const page = await signInAs(getWorld(), 'officer-fra');
    await page.keyboard.press('F8');
    await page.getByText(/There is no camera here|not allowed here/).waitFor();
    await page.getByRole('button', { name: 'Type it instead' }).click();
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'INPUT');
    await page.context().close();
  });
}
