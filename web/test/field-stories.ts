/** An operation by the keyboard alone: planned, joined, reported without a line, sent once, counted. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { faultsOf } from './faults.ts';
import { addressAt, signInAs, signInOn, watchPage, type World } from './world.ts';

/** Goes on with Tab until what has the focus is called so. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let time = 0; time < 120; time += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const labels = element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement ? [...(element.labels ?? [])].map((label) => label.textContent) : [];
      return [element?.getAttribute('aria-label'), ...labels, element?.tagName === 'INPUT' || element?.tagName === 'SELECT' ? '' : element?.textContent].find((text) => (text ?? '').trim() !== '') ?? '';
    });
    if (name.test(focused.trim())) return;
  }
  assert.fail(`no way by Tab to ${name.source}`);
}

async function press(page: Page, name: RegExp): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

async function fill(page: Page, name: RegExp, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.type(text);
}

/** What lies on the device, as somebody finds it who opens it. */
const onDisk = (page: Page): Promise<{ keys: number; reports: number; readable: boolean }> => page.evaluate(async () => {
  const all = async (database: string, store: string): Promise<unknown[]> => {
    if (!(await indexedDB.databases()).some(({ name }) => name === database)) return [];
    const opened = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(database);
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(new Error('no database')));
    });
    const rows = await new Promise<unknown[]>((resolve) => {
      const request = opened.transaction(store).objectStore(store).getAll();
      request.addEventListener('success', () => resolve(request.result));
    });
    opened.close();
    return rows;
  };
  const sealed = (await all('watchword.field', 'sealed')) as { id: string; data: ArrayBuffer }[];
  const text = sealed.map(({ data }) => new TextDecoder().decode(data)).join('') + JSON.stringify(localStorage) + JSON.stringify(sessionStorage);
  const caches_ = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)));
  return { keys: (await all('watchword.field-key', 'keys').catch(() => [])).length, reports: sealed.filter(({ id }) => id.startsWith('inc_')).length, readable: text.includes('Puente') || caches_.flat().some((path) => path.startsWith('/v1/')) };
});

/** Registers the story; `world`: the one that is open by then. */
export function fieldStories(world: () => World): void {
  describe('a joint operation by the keyboard', () => {
    let uto: Page;
    let phone: Page;
    let id = '';
    const counted = (): Promise<Record<string, number>> => uto.evaluate(async (operation) => ((await (await fetch(`/v1/operations/${operation}/results`)).json()) as { results: { totals: Record<string, number> } }).results.totals, id);
    const untilCounted = async (incidents: number): Promise<Record<string, number>> => {
      for (let time = 0; time < 300; time += 1) {
        const totals = await counted();
        if ((totals['incidents'] ?? 0) >= incidents) return totals;
        await uto.waitForTimeout(200);
      }
      return counted();
    };

    test('it is planned with a checkpoint, a country is invited and accepts, and it is opened', async () => {
      uto = await signInAs(world(), 'desk-uto');
      const refused = watchPage(world(), uto);
      await uto.goto(addressAt(world(), 'desk-uto', '/operations'));
      await uto.getByRole('link', { name: 'Plan an operation' }).waitFor();
      await press(uto, /^Plan an operation$/);
      await uto.getByRole('form', { name: 'Plan' }).waitFor();
      await fill(uto, /^Code/, 'NORTH');
      await fill(uto, /^Name/, 'Northern route');
      await fill(uto, /^First day/, '24.11.2026');
      await fill(uto, /^Last day/, '28.11.2026');
      await press(uto, /Checkpoints/);
      await uto.keyboard.type('CP-1');
      await fill(uto, /^Name/, 'Puente Viejo');
      await fill(uto, /^Country/, 'France');
      await press(uto, /^Create the operation$/);
      await uto.waitForURL(/\/operations\/opn_\w+\/plan$/);
      id = /opn_\w+/.exec(uto.url())?.[0] ?? '';
      await uto.getByText('Puente Viejo').waitFor();
      await fill(uto, /^Country$/, 'France');
      await press(uto, /^Invite one$/);
      await uto.getByText('Invited, no answer').waitFor();
      const fra = await signInAs(world(), 'desk-fra');
      await fra.goto(addressAt(world(), 'desk-fra', '/operations'));
      await fra.getByText('Northern route').first().waitFor();
      await press(fra, /^Accept$/);
      await fra.getByRole('link', { name: 'Open the room' }).first().waitFor();
      await fra.context().close();
      await uto.reload();
      await uto.getByRole('button', { name: 'Open it' }).waitFor();
      await press(uto, /^Open it$/);
      await uto.getByText('Reports are taken.').waitFor();
      assert.deepEqual(refused, []);
    });

    test('an officer reports without a line, the page opens again without one, and the report is sent once and counted when the line is back', async () => {
      phone = await signInAs(world(), 'officer-fra', { size: { width: 360, height: 640 } });
      const refused = watchPage(world(), phone);
      await phone.goto(addressAt(world(), 'officer-fra', '/field'));
      await phone.getByRole('form', { name: 'A report' }).waitFor();
      await phone.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await phone.context().setOffline(true);
      // An arrest would be likely: the third step from a checkpoint is a transport.
      await tabTo(phone, /^Checkpoint$/);
      for (const key of ['Space', 'ArrowDown', 'ArrowDown', 'ArrowDown']) await phone.keyboard.press(key);
      await fill(phone, /^How many$/, '12');
      await fill(phone, /^Nationality/, 'Venezuela');
      await tabTo(phone, /^Where\?$/);
      await phone.keyboard.press('ArrowDown');
      await press(phone, /^Report$/);
      await phone.getByText('Waiting', { exact: true }).waitFor();
      await phone.reload();
      await phone.getByText('No line. You can go on reporting').waitFor({ timeout: 30_000 });
      assert.match(await phone.locator('[data-state="waiting"]').innerText(), /Transport · 12 persons · Puente Viejo/);
      assert.deepEqual(await onDisk(phone), { keys: 1, reports: 1, readable: false });
      await phone.context().setOffline(false);
      await press(phone, /^Try again$/);
      await phone.getByText(/^Sent at/).waitFor({ timeout: 60_000 });
      const totals = await untilCounted(1);
      assert.deepEqual([totals['migrants'], totals['incidents']], [12, 1]);
      assert.deepEqual(refused, []);
    });

    test('what is missing is said beside its field, and whoever helps others to cross needs an alleged benefit', async () => {
      await tabTo(phone, /^Checkpoint$/);
      for (const key of ['Space', 'ArrowDown']) await phone.keyboard.press(key);
      await tabTo(phone, /^Role$/);
      await phone.keyboard.press('F');
      await press(phone, /^Report$/);
      assert.match(await phone.getByRole('alert').innerText(), /things are to be mended/);
      assert.equal(await phone.locator('input[aria-invalid="true"], select[aria-invalid="true"]').count(), 2);
      assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing is wider than the phone');
      const small = await phone.evaluate(() => [...document.querySelectorAll('form button, form select, form label[data-chosen], form input:not([type=checkbox], [type=radio])')].filter((one) => one.getBoundingClientRect().height < 55.5).map((one) => one.outerHTML.slice(0, 120)));
      assert.deepEqual(small, [], 'a glove hits everything');
    });

    test('after signing out without a line nothing on the device can be read, and what waited is sent when the officer is back', async () => {
      await phone.context().setOffline(true);
      await phone.getByLabel('Alleged benefit').fill('300 USD each');
      await phone.getByLabel('Where?').last().selectOption('CP-1');
      await press(phone, /^Report$/);
      await phone.locator('[data-state="waiting"]').waitFor();
      await phone.getByRole('button', { name: /FRA$/ }).click();
      await phone.getByRole('button', { name: 'Sign out' }).click();
      for (let time = 0; time < 100 && (await onDisk(phone)).keys > 0; time += 1) await phone.waitForTimeout(100);
      assert.deepEqual(await onDisk(phone), { keys: 0, reports: 2, readable: false });
      await phone.context().setOffline(false);
      await phone.context().clearCookies();
      await signInOn(phone, world(), 'officer-fra');
      await phone.goto(addressAt(world(), 'officer-fra', '/field'));
      const totals = await untilCounted(2);
      assert.deepEqual([totals['incidents'], totals['facilitators'], totals['migrants']], [2, 1, 12]);
    });

    test('the desk corrects a report and sees its history, and adds to the lists', async () => {
      await uto.goto(addressAt(world(), 'desk-uto', `/operations/${id}/tasks`));
      await press(uto, /^Add a task$/);
      await uto.keyboard.type('Two cars to the bridge');
      await uto.keyboard.press('Enter');
      await uto.getByText('Two cars to the bridge').waitFor();
      await press(uto, /^Done: Two cars/);
      await uto.getByText(/^Done ·/).waitFor();
      await phone.goto(addressAt(world(), 'officer-fra', '/field/reports'));
      await press(phone, /^Transport · Puente Viejo$/);
      await press(phone, /^Correct$/);
      await tabTo(phone, /^How many, alike/);
      await phone.keyboard.press('Control+A');
      await phone.keyboard.type('11');
      await fill(phone, /^Why/, 'One was an officer.');
      await press(phone, /^Save the correction$/);
      await phone.getByText('One was an officer.').waitFor();
      assert.equal((await counted())['migrants'], 11);
    });

    for (const [language, scheme] of [['en', 'dark'], ['ar', 'light']] as const) {
      test(`the pages are free of faults that axe finds: ${language}, ${scheme}`, async () => {
        const page = await signInAs(world(), 'desk-fra', { preferences: { language }, scheme, size: { width: 390, height: 844 } });
        for (const path of ['/operations/new', `/operations/${id}/plan`, `/operations/${id}/field`, `/operations/${id}/own`, `/operations/${id}/tasks`]) {
          await page.goto(addressAt(world(), 'desk-fra', path));
          await page.locator('main form, main section, main table').first().waitFor({ timeout: 30_000 });
          await page.waitForLoadState('networkidle');
          assert.deepEqual(await faultsOf(page), [], path);
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${path}: nothing is wider than the window`);
        }
        await page.locator('main').waitFor();
        await page.context().close();
      });
    }
  });
}
