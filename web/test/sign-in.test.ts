/** People of a bureau sign in with passkeys, in a real browser with a virtual authenticator. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { type Bureau, type Desk, enrol, openBureauWorld, sitDown } from './bureau.ts';
import { faultsOf, STANDARD } from './faults.ts';

describe('people of a bureau', { timeout: 120_000 }, () => {
  let bureau: Bureau;
  let admin: Desk;
  let officer: Desk;
  before(async () => {
    bureau = await openBureauWorld();
    admin = await sitDown(bureau);
  });
  after(() => bureau.close());

  const menu = async (page: Page, item: string): Promise<void> => {
    await page.getByRole('button', { name: /You are|User|FRA/ }).last().click();
    await page.getByText(item, { exact: true }).click();
  };

  const lookAgain = (page: Page): Promise<unknown> => page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));

  it('the first administrator registers a device with the code of the operator, and a wrong code is refused in words', async () => {
    const { page } = admin;
    await page.getByRole('button', { name: 'Sign in with a passkey' }).waitFor();
    assert.deepEqual(await faultsOf(page), []);
    await enrol(page, 'AAAA-BBBB-CCCC');
    await page.getByRole('alert').waitFor();
    assert.match((await page.getByRole('alert').textContent()) ?? '', /code is not accepted/);
    await page.getByLabel('One-time code').fill(bureau.code.toLowerCase());
    await page.getByRole('button', { name: 'Register this device' }).click();
    await page.waitForURL(/\/people$/);
    await page.getByText('Ada First').first().waitFor();
    const [cookie] = (await page.context().cookies()).filter(({ name }) => name === '__Host-watchword');
    assert.deepEqual([cookie?.httpOnly, cookie?.secure, cookie?.sameSite, cookie?.path], [true, true, 'Strict', '/']);
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
    assert.doesNotMatch(stored, /wwt_|__Host-|eyJ/, 'no script can read what signs in');
  });

  it('admits an officer, whose code is shown once and lets him in at a device of his own', async () => {
    const { page } = admin;
    await page.getByRole('button', { name: 'Admit a person' }).first().click();
    await page.getByLabel('Name', { exact: false }).first().fill('Ben Border');
    assert.deepEqual(await faultsOf(page, STANDARD), []);
    await page.getByRole('dialog').getByRole('button', { name: 'Admit a person' }).click();
    const code = (await page.locator('[role=status] bdi').textContent()) ?? '';
    assert.match(code, /^[A-Z0-9-]{8,}$/);
    assert.deepEqual(await faultsOf(page), []);
    officer = await sitDown(bureau);
    await enrol(officer.page, code);
    await officer.page.waitForURL(/\/check$/);
    await page.reload();
    await page.getByRole('cell', { name: /active/ }).first().waitFor();
    assert.equal(await page.locator('[role=status] bdi').count(), 0);
  });

  it('a locked session shows nothing of the page, and unlocking brings back what was half typed', async () => {
    const { page } = officer;
    const field = page.locator('main input').first();
    await field.fill('L8989');
    await menu(page, 'Lock');
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
    assert.equal(await field.isVisible(), false);
    assert.deepEqual(await faultsOf(page), []);
    const asked = await page.evaluate(async () => (await fetch('/v1/databases')).status);
    assert.ok(asked === 401 || asked === 403 || asked === 423, `a locked session was answered ${asked}`);
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByRole('heading', { name: 'Locked' }).waitFor({ state: 'detached' });
    assert.equal(await field.inputValue(), 'L8989');
  });

  it('a question over the page hides when another window locks the session, and comes back with what was typed', async () => {
    const { page } = admin;
    await page.getByRole('button', { name: 'Admit a person' }).first().click();
    const name = page.getByRole('dialog').getByLabel('Name', { exact: false }).first();
    await name.fill('Cora Customs');
    const other = await page.context().newPage();
    await other.goto(`${bureau.origin}/people`);
    await menu(other, 'Lock');
    await other.getByRole('heading', { name: 'Locked' }).waitFor();
    await other.close();
    await lookAgain(page);
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
    assert.equal(await name.isVisible(), false);
    assert.deepEqual(await faultsOf(page), []);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Sign out and leave everything');
    await page.getByRole('button', { name: 'Unlock' }).click();
    await name.waitFor();
    assert.equal(await name.inputValue(), 'Cora Customs');
    await page.keyboard.press('Escape');
    await name.waitFor({ state: 'detached' });
  });

  it('without the device nobody unlocks, and the page says so', async () => {
    const { page } = await sitDown(bureau);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByRole('alert').waitFor();
    assert.match((await page.getByRole('alert').textContent()) ?? '', /No passkey was used/);
    await page.context().close();
  });

  it('shows passkeys and sessions, adds a second passkey, and signs out everywhere', async () => {
    const { page } = admin;
    await menu(page, 'My sign-in');
    await page.getByRole('heading', { name: 'Passkeys' }).waitFor();
    await page.getByText('Register a second passkey').waitFor();
    assert.deepEqual(await faultsOf(page), []);
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByRole('heading', { name: 'Passkeys' }).waitFor();
  });

  it('a suspended person is out at the next request, and what was typed is kept beneath the cover', async () => {
    const { page } = admin;
    await page.goto(`${bureau.origin}/people`);
    await page.getByRole('button', { name: 'Change Ben Border' }).click();
    await page.getByRole('button', { name: 'Suspend' }).click();
    await page.getByLabel('Reason').fill('Under inquiry');
    await page.getByRole('button', { name: 'Do it' }).click();
    await page.getByRole('cell', { name: /suspended/ }).waitFor();
    await officer.page.locator('main input').first().press('Enter');
    await officer.page.getByRole('button', { name: 'Check for this purpose' }).click();
    await officer.page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
    await officer.page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await officer.page.getByRole('alert').waitFor();
  });

  it('somebody else who signs in over the cover sees nothing of the one before', async () => {
    const { page } = officer;
    // The form itself shows the specimen L898902C3 as its example.
    const typed = async (): Promise<boolean> => /L8989(?!02C3)/.test(await page.content());
    assert.equal(await typed(), true);
    await page.context().addCookies(await admin.page.context().cookies());
    await lookAgain(page);
    await page.getByRole('heading', { name: 'Your session has ended' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'People' }).waitFor();
    assert.equal(await typed(), false);
  });
});
