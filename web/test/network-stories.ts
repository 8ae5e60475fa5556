/** The link chart and the money of an operation: with the keys as with the pointer, kept, opened as it was, taken away. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { parseChart } from '@watchword/sdk/joint/charts/charts.ts';
import type { Page } from 'playwright-core';
import { faultsOf } from './faults.ts';
import { addressAt, watchPage, type Refused, type World } from './world.ts';

const TURQUESA = '/operations/opn_019a8c0000007a008a00000000000001';
const LONG = { timeout: 60_000 };

/** How many entities the picture or the table shows. */
const shown = async (page: Page): Promise<number> => Number.parseInt(await page.locator('[data-network-count]').innerText(LONG), 10);
const until = async (what: string, isSo: () => Promise<boolean>): Promise<void> => {
  for (let time = 0; time < 600; time += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(what);
};

/** Every story; `world` stands when they run. */
export function networkStories(world: () => World, room: () => Page): void {
  let refused: Refused = [];
  describe('the link chart', () => {
    test('begins with whoever leads, shows 500 of all and says so, and its table has the same selection by keys alone', async () => {
      const page = room();
      refused = watchPage(world(), page);
      await page.goto(addressAt(world(), 'room-slv', `${TURQUESA}/network`));
      await page.locator('[data-network-selection] h2', { hasText: 'Montoro' }).waitFor(LONG);
      await page.locator('[data-network-canvas] canvas').first().waitFor(LONG);
      await until('what is around the leader', async () => (await shown(page)) > 20);
      await page.getByRole('button', { name: 'Show the whole network' }).click();
      await page.getByText(/Showing 500 of [\d,]+/).waitFor(LONG);
      assert.equal(await shown(page), 500);
      await page.keyboard.press('t');
      await page.locator('[data-network-table]').waitFor(LONG);
      const box = page.getByRole('checkbox', { name: 'Red Austral' });
      await box.focus();
      await page.keyboard.press('Space');
      await page.getByText('2 selected').waitFor(LONG);
      await page.keyboard.press('h');
      await page.getByText('2 hidden').waitFor(LONG);
      assert.equal(await shown(page), 498);
      await page.keyboard.press('Control+z');
      await until('what was hidden is back', async () => (await shown(page)) === 500);
    });

    test('is kept with its versions, lies as it was left when it is opened again, and is read back from the file that it was taken away as', async () => {
      const page = room();
      await page.goto(addressAt(world(), 'room-slv', `${TURQUESA}/network`));
      await until('what is around the leader', async () => (await shown(page)) > 20);
      const count = await shown(page);
      await page.keyboard.press('i');
      await page.getByRole('button', { name: 'Unpin (I)' }).waitFor(LONG);
      await page.getByRole('button', { name: 'Chart', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Keep the chart' }).click();
      await page.getByLabel('Title').fill('Red Austral, first');
      await page.getByRole('button', { name: 'Keep', exact: true }).click();
      await page.getByText('Red Austral, first · version 1').waitFor(LONG);
      const take = async (): Promise<Map<string, readonly (number | boolean | undefined)[]>> => {
        await page.getByRole('button', { name: 'Files' }).click();
        const [download] = await Promise.all([page.waitForEvent('download', LONG), page.getByRole('menuitem', { name: /JSON$/ }).click()]);
        const { nodes } = parseChart(await readFile(await download.path(), 'utf8'));
        return new Map(nodes.map(({ label, id, x, y, pinned }) => [`${label} ${id}`, [x, y, pinned]]));
      };
      const before = await take();
      assert.deepEqual([before.size, [...before.values()].filter(([, , pinned]) => pinned === true).length], [count, 1]);
      await page.reload();
      await until('the page has begun', async () => (await shown(page)) > 20);
      await page.getByRole('button', { name: 'Chart', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Open a chart' }).click();
      await page.getByRole('button', { name: 'Open', exact: true }).click();
      await page.getByText('Red Austral, first · version 1').waitFor(LONG);
      assert.deepEqual(await take(), before);
    });

    test('has no fault that axe finds, in picture and table, and asks nobody outside', async () => {
      const page = room();
      assert.deepEqual(await faultsOf(page), []);
      await page.keyboard.press('t');
      await page.locator('[data-network-table]').waitFor(LONG);
      assert.deepEqual(await faultsOf(page), []);
      assert.deepEqual(refused, []);
    });
  });

  describe('the money', () => {
    test('agrees with the results, is drawn by hop with a table that has the same, and has no fault that axe finds', async () => {
      const page = room();
      await page.goto(addressAt(world(), 'room-slv', `${TURQUESA}/money`));
      for (const [measure, value] of [['usd', 'USD\\s10,000,000.00'], ['accounts-frozen', '42']] as const) assert.match(await page.locator(`[data-money-total="${measure}"]`).innerText(LONG), new RegExp(`${value}\\s+As in the results`));
      await page.locator('[data-money-sankey] svg').waitFor(LONG);
      assert.deepEqual(await faultsOf(page), []);
      await page.keyboard.press('t');
      const cells = await page.locator('[data-money-flows] tbody tr td:nth-child(4)').allInnerTexts();
      assert.deepEqual(refused, []);
      assert.equal(cells.reduce((sum, text) => sum + Math.round(Number(text.replaceAll(/[^\d.]/g, '')) * 100), 0), 1_000_000_000);
    });
  });
}
