/** Joint operations in a real browser: one server and one demo world for all parts. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { crossStories } from './cross-stories.ts';
import { fieldStories } from './field-stories.ts';
import { reportInTwoClicks } from './reports-stories.ts';
import { networkStories } from './network-stories.ts';
import { addressAt, openWorld, signInAs, watchPage, type World } from './world.ts';

const TURQUESA = '/operations/opn_019a8c0000007a008a00000000000001';
const LONG = { timeout: 60_000 };
let world: World;
let room: Page;
before(async () => {
  world = await openWorld();
  room = await signInAs(world, 'room-slv');
});
after(() => world.close());

/** Calls the hub as the page would, with its session. */
async function call<Answer>(page: Page, method: string, path: string, body?: unknown): Promise<Answer> {
  const { status, text } = await page.evaluate(async ({ method: how, path: where, sent }) => {
    const answer = await fetch(where, { method: how, headers: { 'content-type': 'application/json', ...(how !== 'GET' && { 'idempotency-key': crypto.randomUUID() }) }, ...(sent !== undefined && { body: sent }) });
    return { status: answer.status, text: await answer.text() };
  }, { method, path, sent: body === undefined ? undefined : JSON.stringify(body) });
  assert.ok(status < 300, `${method} ${path}: ${status} ${text}`);
  return JSON.parse(text) as Answer;
}

/** The value of a tile. */
const tile = (page: Page, label: string): ReturnType<Page['locator']> => page.locator('dl > div', { has: page.locator('dt', { hasText: label }) }).locator('dd').first();

describe('the room', () => {
  test('the role card opens the room of TURQUESA, with the numbers of its brief', async () => {
    await room.locator('h1', { hasText: 'Turquesa' }).waitFor(LONG);
    for (const [label, value] of [['Arrests', '152'], ['Migrants', '800'], ['Nationalities', '30'], ['Accounts frozen', '42'], ['Networks dismantled', '1'], ['US dollars', 'USD 10,000,000']] as const) {
      await tile(room, label).getByText(value, { exact: true }).waitFor(LONG);
    }
    await room.locator('[data-panel=nationality] li').nth(15).getByText('15 others').waitFor(LONG);
  });

  test('a number opens the reports behind it, and stands in the address with what it was narrowed to', async () => {
    await room.goto(addressAt(world, 'room-slv', `${TURQUESA}?country=PAN&day=2026-11-17`));
    const value = await tile(room, 'Migrants').locator('a').innerText(LONG);
    await tile(room, 'Migrants').locator('a').click();
    await room.locator('h2', { hasText: `Migrants: ${value}` }).waitFor(LONG);
    assert.match(room.url(), /incidents\?country=PAN&day=2026-11-17&measure=migrants$/);
    await room.locator('[data-incidents] tbody tr').first().waitFor(LONG);
    await room.getByRole('link', { name: 'Back to the room' }).click();
    await room.getByLabel('Country', { exact: true }).waitFor(LONG);
    assert.equal(await room.getByLabel('Country', { exact: true }).inputValue(), 'PAN');
  });

  test('two countries see what each may: France counts what it cannot read, and is told whom to ask', async () => {
    const fra = await signInAs(world, 'desk-fra');
    await fra.goto(addressAt(world, 'desk-fra', `${TURQUESA}/incidents?measure=arrests`));
    await fra.locator('h2', { hasText: 'Arrests: 152' }).waitFor(LONG);
    await fra.getByText('Counted, not shown to you').waitFor(LONG);
    await fra.getByText('ask El Salvador (SLV)').waitFor(LONG);
    assert.deepEqual([...new Set(await fra.locator('[data-incidents] tbody tr td:nth-child(3)').allInnerTexts())], ['Panama (PAN)']);
    await fra.context().close();
  });

  test('whoever takes part is written to from the room, and what was written stands there', async () => {
    await room.goto(addressAt(world, 'room-slv', TURQUESA));
    await room.getByRole('link', { name: /^Write to all \d+ others/ }).click(LONG);
    await room.getByLabel('Case', { exact: true }).waitFor(LONG);
    assert.equal(await room.getByLabel('Case', { exact: true }).inputValue(), 'TURQUESA');
    await room.getByLabel('Text', { exact: true }).fill('Call at 18:00 UTC.');
    await room.getByLabel('Text', { exact: true }).press('Control+Enter');
    await room.locator('article').getByText('Call at 18:00 UTC.').waitFor(LONG);
    await room.goto(addressAt(world, 'room-slv', TURQUESA));
    await room.locator('[data-panel=messages] li a', { hasText: 'TURQUESA' }).waitFor(LONG);
  });

  test('keys: T shows tables in place of pictures, Tab and Enter open what is on the map, W is the wall', async () => {
    await room.goto(addressAt(world, 'room-slv', TURQUESA));
    const spot = room.locator('[data-panel=map] svg [role=button]').first();
    await spot.waitFor(LONG);
    await room.locator('[data-panel=map] svg[tabindex]').focus();
    await room.keyboard.press('Tab');
    assert.match(await room.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''), /Migrants \d+/);
    const before = await room.locator('[data-panel=map] svg[tabindex]').getAttribute('viewBox');
    await room.keyboard.press('Enter');
    await room.waitForFunction((was) => document.querySelector('[data-panel=map] svg[tabindex]')?.getAttribute('viewBox') !== was, before, LONG);
    await room.keyboard.press('t');
    await room.locator('[data-panel=map] table').first().waitFor(LONG);
    await room.locator('[data-panel=nationality] tbody tr').nth(29).waitFor(LONG);
    await room.keyboard.press('t');
    await spot.waitFor(LONG);
    await room.keyboard.press('w');
    await room.locator('html[data-wall=true]').waitFor({ state: 'attached', ...LONG });
    await room.getByText('TRAINING').first().waitFor(LONG);
    await room.keyboard.press('Escape');
    await room.locator('html:not([data-wall])').waitFor({ state: 'attached', ...LONG });
  });

  test('a view is saved under a name, and is an address', async () => {
    await room.goto(addressAt(world, 'room-slv', `${TURQUESA}?nationality=VEN&of=arrests`));
    await room.getByRole('button', { name: 'Save this view' }).click(LONG);
    await room.getByLabel('Name of the view').fill('Venezuela');
    await room.getByRole('button', { name: 'Save', exact: true }).click();
    await room.getByRole('button', { name: 'Show everything' }).click();
    await room.waitForURL((url) => !url.search.includes('nationality'), LONG);
    await room.getByRole('link', { name: 'Venezuela', exact: true }).click();
    await room.waitForURL(/nationality=VEN/, LONG);
  });

  test('a frozen edition is counted again in the browser, and agrees', async () => {
    const refused = watchPage(world, room);
    await room.goto(addressAt(world, 'room-slv', `${TURQUESA}/results?edition=1`));
    await room.getByRole('button', { name: 'Count again here' }).click(LONG);
    await room.getByText('It agrees: this browser counted the file again').waitFor(LONG);
    assert.deepEqual(refused, []);
  });
});

describe('an operation from invitation to frozen results', () => {
  test('what is reported is on the wall of the other country, signed and frozen there', async () => {
    const plan = { code: 'AURORA-9', name: 'Aurora', from: '2026-11-01', to: '2026-12-30', days: 'utc' };
    const { id } = await call<{ id: string }>(room, 'POST', '/v1/operations', { plan });
    await call(room, 'POST', `/v1/operations/${id}/members`, { organisations: ['FRA'], role: 'participant' });
    await call(room, 'POST', `/v1/operations/${id}/state`, { to: 'open' });
    const fra = await signInAs(world, 'desk-fra');
    await fra.goto(addressAt(world, 'desk-fra', '/operations'));
    await fra.getByLabel('Who sees your numbers').selectOption('all', LONG);
    await fra.getByRole('button', { name: 'Accept' }).click();
    await fra.getByRole('link', { name: /Aurora/ }).waitFor(LONG);
    await room.goto(addressAt(world, 'room-slv', `/operations/${id}`));
    await tile(room, 'Migrants').getByText('0', { exact: true }).waitFor(LONG);
    const content = { kind: 'rescue', at: `${new Date().toISOString().slice(0, 10)}T00:00:00Z`, place: { name: 'Pont Vieux' }, persons: [{ role: 'migrant', count: 17, nationality: 'VEN' }] };
    await call(fra, 'POST', `/v1/operations/${id}/incidents`, { content });
    await tile(room, 'Migrants').getByText('17', { exact: true }).waitFor(LONG);
    await room.locator('[data-panel=feed] li', { hasText: 'France (FRA)' }).waitFor(LONG);
    for (const [page, persona] of [[fra, 'desk-fra'], [room, 'room-slv']] as const) {
      await page.goto(addressAt(world, persona, `/operations/${id}/results`));
      const form = page.getByRole('form', { name: 'Sign the figures of' });
      await form.getByLabel('Cut-off, UTC').fill(await cutOff(page), LONG);
      await form.getByRole('button', { name: 'Sign…' }).click(LONG);
      await form.getByRole('button', { name: 'Sign these figures' }).click();
      await form.getByText('Signed. Hash of the figures:').waitFor(LONG);
    }
    const form = room.getByRole('form', { name: 'Freeze results' });
    await form.getByLabel('Cut-off, UTC').fill(await cutOff(room));
    await form.getByLabel('As').selectOption('final');
    await form.getByRole('button', { name: 'Freeze…' }).click();
    await form.getByRole('button', { name: 'Freeze for good' }).click();
    await room.getByText('Edition 1', { exact: true }).waitFor(LONG);
    await room.getByRole('button', { name: 'Count again here' }).click(LONG);
    await room.getByText('It agrees').waitFor(LONG);
    await fra.context().close();
  });
});

let signedAt: string | undefined;
/** One cut-off for both countries, in the past of the demo world's clock and after nothing at all: what was reported is not in it, which is no matter here. */
async function cutOff(page: Page): Promise<string> {
  signedAt ??= await page.getByRole('form', { name: 'Sign the figures of' }).getByLabel('Cut-off, UTC').inputValue(LONG);
  return signedAt;
}

fieldStories(() => world);

networkStories(() => world, () => room);

crossStories(() => world, call);

describe('reports', () => {
  test('a PDF is two clicks away, keeps what it says, and is the same file for the other country', () => reportInTwoClicks(world, { room, address: TURQUESA }));
});
