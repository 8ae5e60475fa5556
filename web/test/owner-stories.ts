import assert from 'node:assert/strict';
import { it } from 'node:test';
import { buildMrz } from '@watchword/api/mrz/build.ts';
import type { Locator, Page } from 'playwright-core';
import { enterWanted, showUntil } from './desk-stories.ts';
import { scanWithReader, verdictOn } from './hand.ts';
import { signInAs, type World } from './world.ts';

const OPEN = { preferences: { discreet: false } };

/** Passports of people who are in no world before these tests enter them. */
const [PICTURED, MISUSER] = ['Pictova', 'Misusova'].map((lastName, at) =>
  buildMrz({ format: 'TD3', documentNumber: `T881199${at}Q`, lastName, firstName: 'Vera', birthDate: '790823', sex: 'F', expirationDate: '331030' })) as [string[], string[]];

/** A photograph of the screen, as a file that somebody chooses. */
async function choose(page: Page, name: string): Promise<void> {
  const buffer = await page.screenshot({ type: 'jpeg', quality: 60, clip: { x: 0, y: 0, width: 300, height: 400 } });
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/jpeg', buffer });
}

const cards = (page: Page): Locator => page.getByRole('region', { name: 'Photographs' }).getByRole('figure');

/** What owners and the secretariat do with records on persons. */
export function tellOwners(getWorld: () => World): void {
  it('photographs are added, described, put first and erased, with their limits said beforehand', async () => {
    const desk = await signInAs(getWorld(), 'desk-uto');
    await enterWanted(desk, getWorld(), PICTURED);
    await desk.getByText('No photograph yet.').waitFor();
    await desk.getByText('JPEG, PNG or WebP, at most 10 MiB and 64 million pixels; 10 to a record.').waitFor();
    await desk.locator('input[type=file]').setInputFiles({ name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture at all') });
    await desk.getByText('The picture cannot be read. Send a JPEG, PNG or WebP file.').waitFor();
    await choose(desk, 'first.jpg');
    await cards(desk).first().waitFor();
    assert.equal(await desk.getByText('The picture cannot be read.').count(), 0);
    assert.match(await cards(desk).first().innerText(), /Main\s*Waits for release/);
    await cards(desk).first().getByRole('img').evaluate((image: HTMLImageElement) => image.decode());
    await cards(desk).first().getByRole('button', { name: 'Describe' }).click();
    await desk.getByLabel('What it shows').fill('On leaving custody');
    await desk.getByLabel('When it was taken').fill('06/2024');
    await desk.getByRole('button', { name: 'Save' }).click();
    await desk.getByText('Taken Jun 2024').waitFor();
    assert.equal(await cards(desk).getByRole('img', { name: 'On leaving custody' }).count(), 1);
    await choose(desk, 'second.jpg');
    await cards(desk).nth(1).waitFor();
    await cards(desk).nth(1).getByRole('button', { name: 'Show first' }).click();
    await desk.waitForFunction(() => [...document.querySelectorAll('figure')].at(1)?.innerText.includes('On leaving custody'));
    await cards(desk).nth(1).getByRole('button', { name: 'Remove' }).click();
    await desk.getByText('Erase this photograph for good?').waitFor();
    await desk.getByRole('button', { name: 'Erase the photograph' }).click();
    await cards(desk).nth(1).waitFor({ state: 'detached' });
    assert.equal(await desk.getByText('On leaving custody').count(), 0);
    await desk.getByText('Photograph removed').waitFor();
    await desk.context().close();
  });

  it('a misused identity is entered beside a person who stands abroad: owner and secretariat see both versions, officers the old one until the release', async () => {
    const [desk, officer, reviewer] = await Promise.all([signInAs(getWorld(), 'desk-uto'), signInAs(getWorld(), 'officer-fra', OPEN), signInAs(getWorld(), 'reviewer-xpo')]);
    const release = async (): Promise<void> => {
      await reviewer.reload();
      const item = reviewer.getByRole('button', { name: /MISUSOVA, VERA/ });
      await showUntil(reviewer, item);
      await item.click();
    };
    await enterWanted(desk, getWorld(), MISUSER);
    const page = desk.url();
    await choose(desk, 'face.jpg');
    await cards(desk).first().waitFor();
    await release();
    await cards(reviewer).first().getByRole('img').evaluate((image: HTMLImageElement) => image.decode());
    assert.equal(await reviewer.getByRole('button', { name: 'Add a photograph' }).count(), 0);
    await reviewer.getByRole('button', { name: 'Release', exact: true }).click();
    await reviewer.getByRole('button', { name: /MISUSOVA, VERA/ }).waitFor({ state: 'detached' });
    await desk.goto(`${page}/amend`);
    await desk.getByRole('button', { name: 'Add: Identity that is misused' }).click();
    await desk.getByText('Only with the consent of the rightful holder.').waitFor();
    await desk.getByRole('textbox', { name: 'Rightful holder' }).fill('Vera Misusova');
    await desk.getByRole('textbox', { name: 'How to tell the two apart' }).fill('The holder wears a hearing aid.');
    await desk.getByRole('group', { name: 'Identity that is misused' }).getByLabel('Born').fill('23081979');
    await desk.keyboard.press('Control+Enter');
    await desk.getByRole('heading', { name: /Other countries see version \d/ }).waitFor();
    const standing = await desk.getByRole('region', { name: /Other countries see version/ }).innerText();
    assert.match(standing, /Identity that is misused\s+–\s+Vera Misusova · 23 Aug 1979\s+How to tell the two apart: The holder wears a hearing aid\./);
    await scanWithReader(officer, MISUSER);
    await verdictOn(officer, 'hit');
    assert.doesNotMatch(await officer.locator('[data-verdict=hit]').innerText(), /hearing aid/);
    await officer.keyboard.press('Control+Enter');
    await release();
    await reviewer.getByRole('region', { name: /Other countries see version/ }).getByText('The holder wears a hearing aid.').waitFor();
    await reviewer.getByRole('button', { name: 'Release', exact: true }).click();
    await reviewer.getByRole('button', { name: /MISUSOVA, VERA/ }).waitFor({ state: 'detached' });
    await scanWithReader(officer, MISUSER);
    await officer.getByText('The holder wears a hearing aid.').waitFor();
    await Promise.all([desk, officer, reviewer].map((one) => one.context().close()));
  });
}
