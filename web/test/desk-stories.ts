import assert from 'node:assert/strict';
import { it } from 'node:test';
import { buildMrz } from '@watchword/api/mrz/build.ts';
import type { Locator, Page } from 'playwright-core';
import { scanWithReader, verdictOn } from './hand.ts';
import { addressAt, signInAs, type World } from './world.ts';

/** Two who are not in the demo world: these tests enter them. */
const [RELEASED, BLOCKED] = ['Testova', 'Probova'].map((lastName, at) =>
  buildMrz({ format: 'TD3', documentNumber: `T770088${at}Q`, lastName, firstName: 'Mira', birthDate: '830517', sex: 'F', expirationDate: '331030' })) as [string[], string[]];

/** Enters a wanted person by scanning his passport. */
export async function enterWanted(desk: Page, world: World, lines: readonly string[]): Promise<void> {
  await desk.goto(addressAt(world, 'desk-uto', '/records/new?database=persons'));
  await desk.getByText('Scan the document to fill the form').waitFor();
  await scanWithReader(desk, lines);
  await desk.getByText(/^Filled/).waitFor();
  await desk.getByLabel('What it asks for').selectOption('wanted');
  await desk.getByLabel('Status').selectOption('accused');
  await desk.getByRole('button', { name: 'Add: Warrants' }).click();
  await desk.getByRole('combobox', { name: 'Issued in' }).fill('UTO');
  await desk.getByRole('textbox', { name: 'Charge', exact: true }).fill('Fraud');
  await desk.keyboard.press('Control+Enter');
  await desk.waitForURL(/\/records\/rec_[0-9a-f]{32}$/);
  await desk.getByText('Waits for release').first().waitFor();
}

/** Opens page after page of a list until something is on it. */
export async function showUntil(page: Page, wanted: Locator): Promise<void> {
  const more = page.getByRole('button', { name: 'Show more' });
  for (let round = 0; round < 200 && !(await wanted.isVisible()); round += 1) {
    if (await more.isEnabled({ timeout: 100 }).catch(() => false)) await more.click();
    await page.waitForTimeout(50);
  }
}

const OPEN = { preferences: { discreet: false } };

/** What desks do with records, and the secretariat with those on persons. */
export function tellDesks(getWorld: () => World): void {
  it('a person is found by another country only after the secretariat has released the record', async () => {
    const [desk, officer, reviewer] = await Promise.all([signInAs(getWorld(), 'desk-uto'), signInAs(getWorld(), 'officer-fra', OPEN), signInAs(getWorld(), 'reviewer-xpo')]);
    await enterWanted(desk, getWorld(), RELEASED);
    await scanWithReader(officer, RELEASED);
    await verdictOn(officer, 'none');
    await reviewer.reload();
    const item = reviewer.getByRole('button', { name: /TESTOVA, MIRA/ });
    await showUntil(reviewer, item);
    await item.click();
    await reviewer.getByRole('button', { name: 'Release', exact: true }).click();
    await item.waitFor({ state: 'detached' });
    await scanWithReader(officer, RELEASED);
    await verdictOn(officer, 'hit');
    await Promise.all([desk, officer, reviewer].map((page) => page.context().close()));
  });

  it('a blocked person is found by nobody, and the owner reads why', async () => {
    const [desk, officer, reviewer] = await Promise.all([signInAs(getWorld(), 'desk-uto'), signInAs(getWorld(), 'officer-fra', OPEN), signInAs(getWorld(), 'reviewer-xpo')]);
    await enterWanted(desk, getWorld(), BLOCKED);
    await reviewer.reload();
    const item = reviewer.getByRole('button', { name: /PROBOVA, MIRA/ });
    await showUntil(reviewer, item);
    await item.click();
    await reviewer.getByRole('button', { name: 'Block', exact: true }).click();
    await reviewer.getByText('A block needs a reason.').waitFor();
    await reviewer.getByLabel('Reasons').fill('Not enough facts');
    await reviewer.getByRole('button', { name: 'Block', exact: true }).click();
    await item.waitFor({ state: 'detached' });
    await scanWithReader(officer, BLOCKED);
    await verdictOn(officer, 'none');
    await desk.reload();
    await desk.getByText('Not enough facts').first().waitFor();
    await Promise.all([desk, officer, reviewer].map((page) => page.context().close()));
  });

  it('two who amend the same record see both versions field by field, and nothing is lost', async () => {
    const desk = await signInAs(getWorld(), 'desk-uto');
    await desk.goto(addressAt(getWorld(), 'desk-uto', '/records/new?database=vehicles'));
    await desk.getByLabel('Plate', { exact: true }).fill('CONFLICT 1');
    await desk.getByLabel('Kind').selectOption('car');
    await desk.getByLabel('Status').selectOption('stolen');
    await desk.keyboard.press('Control+Enter');
    await desk.waitForURL(/\/records\/rec_[0-9a-f]{32}$/);
    const other = await desk.context().newPage();
    await Promise.all([desk, other].map(async (page) => {
      await page.goto(`${desk.url()}/amend`);
      await page.getByLabel('Plate', { exact: true }).waitFor();
    }));
    await other.getByRole('textbox', { name: 'Colour' }).fill('red');
    await other.getByRole('textbox', { name: 'Make', exact: true }).fill('Utopia');
    await other.keyboard.press('Control+Enter');
    await other.getByText('version 2').first().waitFor();
    await desk.getByRole('textbox', { name: 'Colour' }).fill('blue');
    await desk.getByRole('textbox', { name: 'Model' }).fill('Meridian');
    await desk.keyboard.press('Control+Enter');
    const rows = desk.locator('table tbody tr');
    await desk.getByRole('heading', { name: 'Somebody else has changed this record' }).waitFor();
    assert.equal(await rows.filter({ hasText: 'changed by both' }).count(), 1);
    await desk.getByRole('radio', { name: 'Colour: Theirs' }).check();
    await desk.getByRole('button', { name: 'Take this choice into the form' }).click();
    await desk.keyboard.press('Control+Enter');
    await desk.getByText('version 3').first().waitFor();
    const shown = await desk.locator('main').innerText();
    for (const value of ['red', 'Utopia', 'Meridian']) assert.ok(shown.includes(value), value);
    await desk.context().close();
  });

  it('a wrong field is told at the field', async () => {
    const desk = await signInAs(getWorld(), 'desk-uto');
    await desk.goto(addressAt(getWorld(), 'desk-uto', '/records/new'));
    await desk.getByLabel('Number', { exact: false }).first().fill('AB12');
    await desk.getByLabel('Valid until').fill('soon');
    await desk.keyboard.press('Control+Enter');
    await desk.getByText('There is a problem').waitFor();
    assert.match(await desk.getByLabel('Kind').evaluate((field) => field.closest('.mantine-InputWrapper-root')?.textContent ?? ''), /Write one of|needed/);
    assert.match(await desk.getByLabel('Valid until').evaluate((field) => field.closest('.mantine-InputWrapper-root')?.textContent ?? ''), /year-month-day/);
    await desk.context().close();
  });

  it('filters stand in the address, so that a list can be kept', async () => {
    const desk = await signInAs(getWorld(), 'desk-uto');
    await desk.goto(addressAt(getWorld(), 'desk-uto', '/records'));
    await desk.getByLabel('Database').selectOption('persons');
    await desk.waitForURL(/\/records\?database=persons$/);
    await desk.getByLabel('Ending within four months').check();
    await desk.waitForURL(/expiring=true/);
    await desk.goBack();
    await desk.waitForURL(/\/records\?database=persons$/);
    await desk.getByText('SPECIMEN-wanted-1').waitFor();
    await desk.context().close();
  });
}
