import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { linesOf, SPECIMENS } from '@watchword/api/specimens.ts';
import type { Page } from 'playwright-core';
import { EVERYTHING, faultsOf } from './faults.ts';
import { scanWithReader, STOLEN, verdictOn } from './hand.ts';
import { addressAt, openContext, openWorld, type Refused, signInAs, signInOn, watchPage, type World } from './world.ts';

const LANGUAGES = ['en', 'fr', 'es', 'ar'] as const;
const OPEN = { preferences: { discreet: false } };

/** What is looked at: whose page it is, where, and what to do there first. */
type Look = { name: string; persona?: string; path?: string; first?: (page: Page) => Promise<void> };

const TURQUESA = '/operations/opn_019a8c0000007a008a00000000000001';

function specimen(id: string): readonly string[] {
  return linesOf(SPECIMENS.find((one) => one.id === id) ?? SPECIMENS[0] ?? assert.fail());
}

const show = (id: string, verdict: string) => async (page: Page): Promise<void> => {
  await scanWithReader(page, specimen(id));
  await verdictOn(page, verdict);
};

const LOOKS: readonly Look[] = [
  { name: 'the start page' },
  { name: 'a check that waits', persona: 'officer-fra' },
  { name: 'HIT', persona: 'officer-fra', first: show('wanted', 'hit') },
  { name: 'POSSIBLE', persona: 'officer-fra', first: show('look-alike', 'possible') },
  { name: 'NO HIT', persona: 'officer-fra', first: show('none', 'none') },
  {
    name: 'NOT CHECKED', persona: 'officer-fra',
    first: async (page) => {
      await page.route('**/v1/checks', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ code: 'store.unavailable', status: 503 }) }));
      await show('none', 'unchecked')(page);
    },
  },
  { name: 'a list of persons', persona: 'officer-fra', first: show('namesake', 'possible') },
  { name: 'a comparison, with the reasons open', persona: 'officer-fra', first: async (page) => {
    await show('namesake', 'possible')(page);
    await page.keyboard.press('F6');
    await page.keyboard.press('Enter');
    await page.keyboard.press('F4');
    await page.locator('[type=radio]').first().waitFor();
  } },
  { name: 'a misused identity', persona: 'officer-pan', first: show('rightful-holder', 'possible') },
  { name: 'a hit that was asked about', persona: 'officer-fra', first: async (page) => {
    await show('stolen', 'hit')(page);
    await page.locator('main button kbd', { hasText: 'F2' }).waitFor();
    await page.keyboard.press('F2');
    await page.locator('input[value=urgent]').check();
    await page.keyboard.press('Enter');
    await page.locator('[data-state=asked]').waitFor();
  } },
  { name: 'the form that asks an owner, and what just happened', persona: 'officer-fra', first: async (page) => {
    await show('revoked', 'hit')(page);
    await page.locator('main button kbd', { hasText: 'F2' }).waitFor();
    await page.keyboard.press('F2');
    await page.locator('input[value=urgent]').waitFor();
    await page.locator('main button[aria-expanded]').first().click();
  } },
  { name: 'the duty desk', persona: 'desk-uto', path: '/desk', first: (page) => page.locator('[data-row]').first().waitFor() },
  { name: 'a hit on the workbench', persona: 'desk-uto', path: '/desk', first: async (page) => {
    await page.locator('[data-row]').first().click();
    await page.locator('[data-choice]').first().waitFor();
    await page.locator('aside dl').first().waitFor();
  } },
  { name: 'a hit at the desk of the finder', persona: 'desk-fra', path: '/desk', first: async (page) => {
    await page.locator('[data-row]').first().click();
    await page.locator('#item-title').waitFor();
    await page.locator('section ol li').first().waitFor();
  } },
  { name: 'a handover', persona: 'desk-fra', path: '/desk/handover', first: (page) => page.locator('tbody tr').first().waitFor() },
  { name: 'records', persona: 'desk-uto', path: '/records' },
  { name: 'a new record', persona: 'desk-uto', path: '/records/new' },
  { name: 'a new person', persona: 'desk-uto', path: '/records/new?database=persons' },
  {
    name: 'one record', persona: 'desk-uto', path: '/records?database=persons',
    first: async (page) => {
      await page.locator('tbody a').first().click();
      await page.waitForURL(/rec_/);
      await page.locator('ol li strong').first().waitFor();
    },
  },
  { name: 'a misused identity being amended', persona: 'desk-uto', path: '/records?database=persons', first: async (page) => {
    await page.getByText('SPECIMEN-misused-1').first().waitFor();
    await page.locator('tbody tr', { hasText: 'SPECIMEN-misused-1' }).locator('a').first().click();
    await page.getByRole('button', { name: 'Amend' }).click();
    await page.getByText('Only with the consent of the rightful holder.').waitFor();
  } },
  { name: 'the photographs of a record, one of them being described', persona: 'desk-uto', path: '/records?database=persons', first: async (page) => {
    await page.getByText('SPECIMEN-wanted-1').first().waitFor();
    await page.locator('tbody tr', { hasText: 'SPECIMEN-wanted-1' }).locator('a').first().click();
    await page.getByRole('button', { name: 'Describe' }).click();
    await page.getByLabel('What it shows').waitFor();
  } },
  { name: 'loads', persona: 'desk-uto', path: '/loads' },
  { name: 'reviews', persona: 'reviewer-xpo', path: '/reviews' },
  { name: 'settings', persona: 'officer-fra', path: '/settings' },
  { name: 'the calibration of a reader', persona: 'officer-fra', path: '/settings/reader', first: (page) => scanWithReader(page, STOLEN) },
  { name: 'the people of a bureau', persona: 'admin-fra', path: '/people', first: (page) => page.locator('tbody tr').first().waitFor() },
  { name: 'one\'s own sign-in', persona: 'admin-fra', path: '/account', first: (page) => page.locator('section li').first().waitFor() },
  { name: 'the search of the log, with what was found', persona: 'privacy-uto', path: '/oversight', first: async (page) => {
    await page.getByRole('tab').nth(1).click();
    await page.locator('form [role=radiogroup] label').nth(4).click();
    await page.locator('form input:not([type=radio])').first().fill('ofc_nobody01');
    await page.locator('form textarea').fill('A look for the test');
    await page.locator('form button[type=submit]').click();
    await page.locator('form + [role=status] strong').waitFor();
  } },
  { name: 'data protection, with what was done', persona: 'privacy-uto', path: '/oversight', first: async (page) => {
    await page.locator('[role=status] svg').first().waitFor();
    await page.getByRole('tab').nth(2).click();
    await page.locator('tbody button').first().click();
    await page.locator('tbody a[download]').first().waitFor();
  } },
  { name: 'what is published of a month', persona: 'privacy-uto', path: '/oversight', first: async (page) => {
    await page.getByRole('tab').nth(4).click();
    await page.locator('tbody tr').first().waitFor();
  } },
  { name: 'joint operations', persona: 'room-slv', path: '/operations', first: (page) => page.locator('main li').first().waitFor() },
  { name: 'the room of an operation', persona: 'room-slv', path: TURQUESA, first: async (page) => {
    await page.locator('[data-panel=map] svg [role=button]').first().waitFor();
    await page.locator('[data-panel=feed] li').first().waitFor();
    await page.keyboard.press('t');
    await page.locator('[data-panel=map] table').first().waitFor();
    assert.deepEqual(await faultsOf(page, EVERYTHING), [], 'as tables');
    await page.keyboard.press('t');
    await page.locator('[data-panel=map] svg [role=button]').first().waitFor();
  } },
  { name: 'the reports behind a number of an operation', persona: 'desk-fra', path: `${TURQUESA}/incidents?measure=migrants`, first: (page) => page.locator('[data-incidents] tbody tr').first().waitFor() },
  { name: 'results of an operation, to be signed', persona: 'room-slv', path: `${TURQUESA}/results`, first: (page) => page.locator('form strong').first().waitFor() },
  { name: 'a frozen edition of an operation, counted again', persona: 'room-slv', path: `${TURQUESA}/results?edition=1`, first: async (page) => {
    await page.locator('section dl + div button').first().click();
    await page.locator('[role=status] strong').first().waitFor();
  } },
  { name: 'the page for developers', persona: 'integrator-fra', path: '/developer' },
];

/** Colours are the same in every language, and the longest of axe's rules: they are looked at from the left and from the right. */
function looksAt(language: (typeof LANGUAGES)[number]): readonly (readonly ['light' | 'dark', readonly string[], readonly string[]])[] {
  if (language === 'fr' || language === 'es') return [['light', EVERYTHING, COLOURS]];
  return [['light', EVERYTHING, []], ['dark', COLOURS, []]];
}

const COLOURS = ['color-contrast', 'link-in-text-block'];

describe('who sees, hears or types otherwise', { timeout: 1_200_000 }, () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  async function visit({ persona, path, first }: Look): Promise<{ page: Page; refused: Refused }> {
    const page = await (await openContext(world, OPEN)).newPage();
    const refused = watchPage(world, page);
    if (persona !== undefined) await signInOn(page, world, persona);
    if (persona === undefined || path !== undefined) await page.goto(addressAt(world, persona, path));
    await page.locator('main h1').waitFor({ state: 'attached' });
    await page.waitForLoadState('networkidle');
    await first?.(page);
    return { page, refused };
  }

  for (const look of LOOKS) {
    it(`axe finds nothing on ${look.name}, in four languages, light and dark, and it asks nobody outside`, async () => {
      const { page, refused } = await visit(look);
      for (const language of LANGUAGES) {
        await page.locator('header select').selectOption(language);
        await page.locator(`html[lang=${language}][dir=${language === 'ar' ? 'rtl' : 'ltr'}]`).waitFor({ state: 'attached' });
        for (const [scheme, rules, but] of looksAt(language)) {
          await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
          await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor({ state: 'attached' });
          assert.deepEqual(await faultsOf(page, rules, but), [], `${language}, ${scheme}`);
        }
      }
      assert.deepEqual(refused, []);
      await page.context().close();
    });
  }

  it('a hit is announced once, at once; NO HIT when there is a pause', async () => {
    const page = await signInAs(world, 'officer-fra', OPEN);
    await show('stolen', 'hit')(page);
    assert.match(await page.locator('main [role=alert]').first().innerText(), /^HIT\. Possible match/);
    await page.keyboard.press('Control+Enter');
    await show('none', 'none')(page);
    assert.equal((await page.locator('main [role=alert]').first().innerText()).trim(), '');
    assert.ok((await page.locator('main [role=status]').allInnerTexts()).some((text) => text.startsWith('NO HIT')));
    await page.context().close();
  });

  it('on a telephone the verdict, what it is, the steps and the buttons stand above the fold', async () => {
    const page = await signInAs(world, 'officer-fra', { ...OPEN, size: { width: 360, height: 640 } });
    await show('wanted', 'hit')(page);
    await page.waitForTimeout(300);
    for (const part of [page.getByRole('heading', { name: 'HIT' }), page.getByRole('heading', { name: /wanted/ }), page.locator('ol li', { hasText: 'Ask the owner' }), page.getByRole('button', { name: /Acknowledge/ })]) {
      const box = await part.boundingBox();
      assert.ok(box !== null && box.y >= 0 && box.y + box.height <= 640, JSON.stringify(box));
    }
    const buttons = await page.getByRole('button', { name: /Acknowledge/ }).boundingBox();
    assert.ok((buttons?.height ?? 0) >= 56, 'wide enough for gloves');
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, 'nothing to scroll sideways');
    await page.context().close();
  });

  it('a desk on a telephone has nothing to scroll sideways, and no key is a letter once letters are switched off', async () => {
    const page = await signInAs(world, 'desk-uto', { size: { width: 360, height: 640 } });
    await page.locator('[data-row]').first().click();
    await page.locator('[data-choice]').first().waitFor();
    await page.locator('aside dl').first().waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    await page.getByRole('button', { name: 'Back to the queues' }).click();
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByLabel('Single letters are keys').uncheck();
    await page.keyboard.press('Escape');
    await page.locator('[data-row]').first().focus();
    await page.keyboard.press('a');
    await page.waitForTimeout(500);
    assert.equal(await page.getByText(/^Taken by you/).count(), 0);
    await page.context().close();
  });

  it('the keyboard alone reaches everything: purpose, result, history', async () => {
    const page = await signInAs(world, 'officer-fra', OPEN);
    await show('stolen', 'hit')(page);
    const reached: string[] = [];
    for (let step = 0; step < 24; step += 1) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate(() => document.activeElement?.textContent ?? ''));
    }
    for (const name of ['Camera', 'Purpose', 'Acknowledge', 'Print slip', 'Simulate scan', 'L898902C3']) assert.ok(reached.some((text) => text.includes(name)), `${name} in ${reached.join(', ')}`);
    await page.context().close();
  });

  it('the policy of the pages allows nothing from outside, and nothing written into a page', async () => {
    for (const persona of [undefined, 'officer-fra', 'desk-uto', 'reviewer-xpo', 'integrator-fra']) {
      const response = await fetch(`http://127.0.0.1:${world.port}/`, { headers: { host: new URL(addressAt(world, persona)).host, accept: 'text/html' } });
      const policy = response.headers.get('content-security-policy') ?? '';
      assert.match(policy, /^default-src 'self'; script-src 'self' 'wasm-unsafe-eval';/);
      assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval'[^;]*'unsafe|data:|blob:|https?:|\*/);
    }
  });
});
