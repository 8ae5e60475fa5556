/** Messages between two bureaus, in a real browser: two windows, two countries, a message with a file each way. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { faultsOf } from './faults.ts';
import { handAt, scanWithReader, STOLEN, verdictOn } from './hand.ts';
import { addressAt, openWorld, signInAs, watchPage, type World } from './world.ts';

describe('messages', { timeout: 300_000 }, () => {
  let world: World;
  let uto: Page;
  let fra: Page;
  before(async () => {
    world = await openWorld();
    [uto, fra] = [await signInAs(world, 'desk-uto'), await signInAs(world, 'desk-fra')];
    for (const [page, persona] of [[uto, 'desk-uto'], [fra, 'desk-fra']] as const) {
      await page.goto(addressAt(world, persona, '/messages'));
      await page.getByRole('button', { name: 'Inbox' }).waitFor({ timeout: 60_000 });
    }
  });
  after(() => world.close());

  test('a message with a file is sent in six actions and none about keys, and is delivered', async (t) => {
    const refused = watchPage(world, uto);
    const hand = handAt(uto);
    await hand.press('c');
    const actions = ['c'];
    await uto.getByRole('combobox', { name: 'To', exact: true }).or(uto.getByLabel('To', { exact: true })).first().waitFor();
    await hand.type('fra');
    await uto.getByRole('option', { name: /France/ }).waitFor();
    await hand.press('Enter');
    actions.push('three letters and Enter');
    await uto.getByText('Encrypted for NCB France. The server cannot read it.').first().waitFor();
    await uto.getByLabel('Subject').fill('Grey van near the border');
    actions.push('subject');
    await uto.getByLabel('Text', { exact: true }).fill('Seen at 14:02. Please look at the file.');
    actions.push('text');
    const data = await uto.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['a grey van '.repeat(3000)], 'van.txt', { type: 'text/plain' }));
      return transfer;
    });
    await uto.dispatchEvent('form[aria-label="Write a message"]', 'drop', { dataTransfer: data });
    actions.push('drop');
    await uto.getByText('van.txt').waitFor();
    const sent = performance.now();
    await uto.getByLabel('Text', { exact: true }).press('Control+Enter');
    actions.push('Ctrl+Enter');
    await fra.getByText('Grey van near the border').first().waitFor({ timeout: 60_000 });
    const ms = performance.now() - sent;
    assert.ok(actions.length <= 6);
    t.diagnostic(`in the inbox after ${Math.round(ms)} ms`);
    await uto.locator('article').getByText(/delivered|opened/).first().waitFor({ timeout: 60_000 });
    assert.deepEqual(refused, []);
  });

  test('the other bureau opens it, saves the file, and answers; the first one sees how far it has come', async () => {
    await fra.getByText('Grey van near the border').first().click();
    await fra.locator('article').getByText('Seen at 14:02. Please look at the file.').waitFor();
    const [download] = await Promise.all([fra.waitForEvent('download'), fra.getByRole('button', { name: 'van.txt' }).click()]);
    assert.equal(await readFile(await download.path(), 'utf8'), 'a grey van '.repeat(3000));
    await uto.locator('article').getByText('opened').first().waitFor({ timeout: 60_000 });
    await fra.keyboard.press('r');
    await fra.getByLabel('Text', { exact: true }).fill('Confirmed. Thank you.');
    await fra.getByLabel('Text', { exact: true }).press('Control+Enter');
    await uto.locator('article').getByText('Confirmed. Thank you.').waitFor({ timeout: 60_000 });
    await uto.locator('article').getByText('answered').first().waitFor({ timeout: 60_000 });
  });

  test('what the hub stored is shown, and says nothing', async () => {
    const message = fra.locator('section').filter({ hasText: 'Seen at 14:02' }).first();
    await message.getByRole('button', { name: 'Details' }).click();
    await message.getByText('As the hub stored it').click();
    const stored = await message.locator('details pre').allInnerTexts();
    assert.match(stored[0] ?? '', /"from": "UTO"/);
    assert.ok(!stored.join('').includes('Grey van'));
  });

  test('words are found at the bureau, whole and by their beginnings', async () => {
    await fra.getByLabel('Search messages').fill('bord gre');
    await fra.getByText('Grey van near the border').first().waitFor();
    await fra.getByLabel('Search messages').fill('submarine');
    await fra.getByText('No message has all of these words.').waitFor();
    await fra.getByLabel('Search messages').fill('');
  });

  test('what is half written is kept for the next shift, and opened again in this browser', async () => {
    await uto.goto(addressAt(world, 'desk-uto', '/messages'));
    await uto.getByRole('button', { name: /Write a message/ }).click();
    await uto.getByLabel('Subject').fill('Half a report');
    await uto.getByText('Draft kept').waitFor({ timeout: 60_000 });
    await uto.getByRole('button', { name: 'Cancel' }).click();
    await uto.getByRole('button', { name: 'Drafts' }).click();
    await uto.getByText('Half a report').click();
    assert.equal(await uto.getByLabel('Subject').inputValue(), 'Half a report');
    await uto.getByRole('button', { name: 'Cancel' }).click();
  });

  test('recipients are kept as a group, a phrase is put in with one key, and a fingerprint is compared with what the other bureau reads out', async () => {
    await uto.goto(addressAt(world, 'desk-uto', '/messages?to=FRA,DEU'));
    await uto.getByText('Keep these recipients as a group').click({ timeout: 60_000 });
    await uto.getByLabel('Name of the group').fill('Neighbours of Utopia');
    await uto.getByRole('button', { name: 'Keep the group' }).click();
    await uto.getByText('Kept for your bureau').waitFor({ timeout: 60_000 });
    await uto.getByText('Quick phrases').click();
    await uto.getByRole('button', { name: 'Please call our duty desk.' }).click();
    assert.equal(await uto.getByLabel('Text', { exact: true }).inputValue(), 'Please call our duty desk.');
    assert.deepEqual(await faultsOf(uto), []);
    await uto.getByRole('button', { name: 'Cancel' }).click();
    await uto.getByText('Groups of your bureau').click();
    await uto.getByRole('button', { name: 'Remove the group Neighbours of Utopia' }).click();
    await uto.getByText('Groups of your bureau').waitFor({ state: 'detached', timeout: 60_000 });
    await fra.getByText('Keys of other bureaus').click();
    const theirs = await fra.locator('p', { hasText: 'Your fingerprint' }).locator('strong').innerText({ timeout: 60_000 });
    await uto.getByText('Keys of other bureaus').click();
    await uto.getByRole('combobox', { name: 'Bureau' }).fill('FRA');
    await uto.getByLabel('Fingerprint as the bureau reads it out').fill(theirs.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')));
    await uto.getByRole('button', { name: 'Compare', exact: true }).click();
    await uto.getByText('It is another fingerprint.').first().waitFor({ timeout: 60_000 });
    await uto.getByLabel('Fingerprint as the bureau reads it out').fill(theirs);
    await uto.getByRole('button', { name: 'Compare', exact: true }).click();
    await uto.getByText(/^Compared on/).first().waitFor({ timeout: 60_000 });
  });

  test('an answer to a hit goes by message, with a file if need be: the officer reads CONFIRMED, the other bureau sees it beside the text', async () => {
    const officer = await signInAs(world, 'officer-fra', { preferences: { discreet: false } });
    await scanWithReader(officer, STOLEN);
    await verdictOn(officer, 'hit');
    await officer.keyboard.press('F2');
    await officer.getByRole('radio', { name: /Urgent/ }).check();
    await officer.keyboard.press('Enter');
    await uto.goto(addressAt(world, 'desk-uto', '/desk'));
    await uto.locator('[data-row]').first().click({ timeout: 60_000 });
    await uto.getByRole('link', { name: /Answer with a file/ }).click({ timeout: 60_000 });
    await uto.getByLabel('Is the record still valid?').selectOption('yes', { timeout: 60_000 });
    await uto.getByLabel('Is it the same person or object?').selectOption('yes');
    await uto.getByLabel('Subject').fill('Your hit');
    await uto.getByLabel('Text', { exact: true }).fill('The file is attached.');
    await uto.getByLabel('Text', { exact: true }).press('Control+Enter');
    await officer.getByText('CONFIRMED', { exact: true }).first().waitFor({ timeout: 60_000 });
    await fra.goto(addressAt(world, 'desk-fra', '/messages'));
    await fra.getByText('Your hit').first().click({ timeout: 60_000 });
    await fra.locator('article').getByText('CONFIRMED', { exact: true }).waitFor({ timeout: 60_000 });
    await officer.context().close();
  });

  for (const language of ['en', 'fr', 'es', 'ar'] as const) {
    for (const scheme of ['light', 'dark'] as const) {
      test(`the page is free of faults that axe finds: ${language}, ${scheme}`, async () => {
        const page = await signInAs(world, 'desk-fra', { preferences: { language }, scheme, ...(language === 'ar' && { size: { width: 390, height: 844 } }) });
        await page.goto(addressAt(world, 'desk-fra', '/messages'));
        await page.locator('[data-thread]').first().click({ timeout: 60_000 });
        await page.locator('article section').first().waitFor();
        assert.deepEqual(await faultsOf(page), []);
        await page.goto(addressAt(world, 'desk-fra', '/messages?to=UTO'));
        await page.locator('form textarea').waitFor({ timeout: 60_000 });
        assert.deepEqual(await faultsOf(page), []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing is wider than the window');
        await page.context().close();
      });
    }
  }
});
