import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Page } from 'playwright-core';
import { faultsOf } from './faults.ts';
import { scanWithReader, STOLEN, verdictOn } from './hand.ts';
import { addressAt, signInAs, type World } from './world.ts';

const OPEN = { preferences: { discreet: false, language: 'en' as const } };
const WAIT = { timeout: 60_000 };

/** An officer scans a passport and asks its owner. */
async function ask(officer: Page): Promise<void> {
  await scanWithReader(officer, STOLEN);
  await verdictOn(officer, 'hit');
  await officer.keyboard.press('F2');
  await officer.getByRole('radio', { name: /Urgent/ }).check();
  await officer.keyboard.press('Enter');
  await officer.getByText(/^Owner asked/).first().waitFor(WAIT);
}

/** The hit of this country at the desk, opened. */
async function openHit(desk: Page, finder: string): Promise<void> {
  const row = desk.locator('[data-queue=to-answer] [data-row], [data-row]', { hasText: finder }).first();
  await row.waitFor(WAIT);
  await row.click();
  await desk.locator('#item-title').waitFor(WAIT);
}

/** What a desk does beside the plain answer, with keys: time, what came by telephone, the end of a record, and its settings. */
export function tellMore(getWorld: () => World): void {
  it('NEED TIME is an answer: three keys, and the officer reads until when', async () => {
    const [desk, officer] = await Promise.all([signInAs(getWorld(), 'desk-uto'), signInAs(getWorld(), 'officer-fra', OPEN)]);
    await ask(officer);
    await openHit(desk, 'FRA');
    await desk.locator('[data-choice] input').first().focus();
    await desk.keyboard.press('3');
    await desk.getByRole('button', { name: /^Need time until/ }).waitFor(WAIT);
    await desk.keyboard.press('Control+Enter');
    await desk.locator('ol li', { hasText: 'Needs time' }).first().waitFor(WAIT);
    await officer.getByText('NEED TIME', { exact: true }).first().waitFor(WAIT);
    await Promise.all([desk, officer].map((page) => page.context().close()));
  });

  it('what the owner said on the telephone is noted by the finder: the clock stands, and the owner may still answer', async () => {
    const [desk, finder] = await Promise.all([signInAs(getWorld(), 'desk-uto'), signInAs(getWorld(), 'desk-fra')]);
    await openHit(finder, 'UTO');
    await finder.getByRole('button', { name: 'Answer came another way' }).click();
    await finder.getByLabel('What was said (the owner reads it)').fill('The duty officer, 14:07.');
    await finder.getByRole('button', { name: 'Note the answer' }).click();
    await finder.getByText('CONFIRMED', { exact: true }).first().waitFor(WAIT);
    await finder.getByText(/noted by the finder/).first().waitFor(WAIT);
    await openHit(desk, 'FRA');
    await desk.locator('ol li', { hasText: 'The duty officer, 14:07.' }).waitFor(WAIT);
    await desk.locator('[data-choice] input').first().focus();
    for (const key of ['1', '1', 'Control+Enter']) {
      await desk.keyboard.press(key);
      await desk.waitForTimeout(60);
    }
    await desk.getByText(/noted by the finder/).waitFor({ state: 'detached', ...WAIT });
    await Promise.all([desk, finder].map((page) => page.context().close()));
  });

  it('a document that was seized, once its owner confirmed, is to be ended or kept by its owner', async () => {
    const [desk, finder] = await Promise.all([signInAs(getWorld(), 'desk-uto'), signInAs(getWorld(), 'desk-fra')]);
    await openHit(finder, 'UTO');
    await finder.getByRole('button', { name: 'What became of it' }).click();
    await finder.getByRole('radio', { name: 'Seized' }).check();
    await finder.getByRole('button', { name: 'Report', exact: true }).click();
    await desk.getByRole('heading', { name: /^Located: end or keep the record/ }).waitFor(WAIT);
    await desk.locator('[data-row]', { hasText: 'FRA' }).first().click();
    await desk.getByRole('button', { name: 'Keep the record' }).click();
    await desk.locator('textarea[aria-invalid=true]').waitFor(WAIT);
    await desk.getByLabel('Why it stands').fill('Its holder is not found.');
    await desk.getByRole('button', { name: 'Keep the record' }).click();
    await desk.locator('ol li', { hasText: 'Record kept by its owner' }).waitFor(WAIT);
    await Promise.all([desk, finder].map((page) => page.context().close()));
  });

  it('an administrator sets when owners are told and who answers at night; the desk reads it', async () => {
    const admin = await signInAs(getWorld(), 'admin-fra');
    await admin.goto(addressAt(getWorld(), 'admin-fra', '/desk/settings'));
    await admin.getByRole('button', { name: 'Add a rule' }).click(WAIT);
    const rule = admin.getByRole('group', { name: 'Rule 1' });
    await rule.getByLabel('Database').selectOption('travel-documents');
    await rule.getByLabel('The owner is told').selectOption('after');
    await rule.getByLabel('Minutes').fill('45');
    await admin.getByLabel('Somebody is always there').uncheck();
    await admin.getByRole('combobox', { name: 'At other times answers' }).fill('ESP');
    await admin.getByLabel('Two persons confirm a person').check();
    assert.deepEqual(await faultsOf(admin), []);
    await admin.getByRole('button', { name: 'Save', exact: true }).click();
    await admin.getByText(/^Saved\./).waitFor(WAIT);
    await admin.getByText('This bureau has not agreed yet').waitFor(WAIT);
    const desk = await signInAs(getWorld(), 'desk-fra');
    await desk.goto(addressAt(getWorld(), 'desk-fra', '/desk/settings'));
    await desk.getByText('An administrator of your bureau changes this.').waitFor(WAIT);
    assert.equal(await desk.getByLabel('Minutes').inputValue(), '45');
    assert.ok(await desk.getByLabel('Two persons confirm a person').isChecked());
    assert.equal(await desk.getByRole('button', { name: 'Save', exact: true }).count(), 0);
    await Promise.all([admin, desk].map((page) => page.context().close()));
  });
}
