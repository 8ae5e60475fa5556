import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { EVERYTHING, faultsOf } from './faults.ts';
import { addressAt, openWorld, signInAs, type World } from './world.ts';

const LANGUAGES = ['en', 'fr', 'es', 'ar'] as const;

/** Opens the request of this person. */
async function openRequest(page: Page, person: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(person) }).click();
  await page.locator('article dl').getByText(person).waitFor();
}

describe('the pages of the Commission', { timeout: 600_000 }, () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  it('a request is admitted, examined and decided with the keyboard alone, and the clock is in words', async () => {
    const page = await signInAs(world, 'commission-xpo');
    await openRequest(page, 'Mohamed Specimen');
    await page.getByRole('button', { name: 'Admissible: start the clock' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('article').getByText(/27\d days left/).waitFor();
    await page.getByRole('button', { name: 'Decide', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Write the reasons.').waitFor();
    await page.getByLabel('Reasons or note').focus();
    await page.keyboard.type('Nothing is held.');
    await page.getByLabel('Outcome').selectOption('refused');
    await page.getByRole('button', { name: 'Decide', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Close: the person was answered' }).waitFor();
    await page.locator('article').getByText('Nothing is held.').waitFor();
    await page.context().close();
  });

  it('a package is saved as a PDF', async () => {
    const page = await signInAs(world, 'commission-xpo');
    await openRequest(page, 'Anna Maria Eriksson');
    const saving = page.waitForEvent('download', { timeout: 180_000 });
    await page.getByRole('button', { name: 'Gather as PDF' }).click();
    assert.match((await saving).suggestedFilename(), /^cas_[0-9a-f]{32}\.pdf$/);
    await page.context().close();
  });

  it('an owner is asked for a correction and answers it; nobody says who asked', async () => {
    const page = await signInAs(world, 'desk-uto');
    await page.goto(addressAt(world, 'desk-uto', '/records'));
    const asked = page.getByRole('region', { name: 'The Commission asks for corrections' });
    await asked.getByText('enter when, or withdraw the record').waitFor();
    assert.ok(!(await asked.innerText()).includes('drawer'));
    await asked.getByLabel('What was done, or why not').fill('It was recovered.');
    await asked.getByRole('button', { name: 'It is corrected' }).click();
    await asked.waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('nobody else has the page', async () => {
    const page = await signInAs(world, 'reviewer-xpo');
    assert.equal(await page.getByRole('link', { name: 'Requests' }).count(), 0);
    await page.goto(addressAt(world, 'reviewer-xpo', '/requests'));
    await page.getByText('Your rights do not cover this.').waitFor();
    await page.context().close();
  });

  for (const language of LANGUAGES) {
    it(`axe finds nothing: ${language}`, async () => {
      const page = await signInAs(world, 'commission-xpo', { preferences: { language }, scheme: language === 'fr' ? 'dark' : 'light' });
      await page.locator('article dl').waitFor();
      await page.locator('main button[aria-expanded]').first().click();
      await page.locator('main form').waitFor();
      assert.deepEqual(await faultsOf(page, EVERYTHING), []);
      await page.context().close();
    });
  }
});
