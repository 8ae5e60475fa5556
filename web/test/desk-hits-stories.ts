import assert from 'node:assert/strict';
import { it } from 'node:test';
import { linesOf, SPECIMENS } from '@watchword/api/specimens.ts';
import type { Page } from 'playwright-core';
import { handAt, scanWithReader, STOLEN, verdictOn } from './hand.ts';
import { addressAt, openContext, signInAs, type World } from './world.ts';

const OPEN = { preferences: { discreet: false } };
const WANTED = linesOf(SPECIMENS.find(({ id }) => id === 'wanted') ?? assert.fail());

/** Makes hits of earlier stories go away, so that each finds an empty queue. */
async function emptyDesk(desk: Page): Promise<void> {
  for (let rounds = 0; rounds < 20 && (await desk.locator('[data-row]').count()) > 0; rounds += 1) {
    await desk.locator('[data-row]').first().click();
    await desk.locator('#item-title').waitFor();
    if ((await desk.locator('[data-choice]').count()) > 0) await answer(desk);
    await desk.locator('#item-title').focus();
    await desk.keyboard.press('e');
    await desk.waitForTimeout(300);
  }
}

async function answer(desk: Page): Promise<void> {
  await desk.locator('[data-choice] input').first().focus();
  for (const key of ['1', '1', 'Control+Enter']) {
    await desk.keyboard.press(key);
    await desk.waitForTimeout(60);
  }
  await desk.getByText('CONFIRMED', { exact: true }).first().waitFor();
}

/** From a hit to an answer, in two windows: with keys alone, and counted. */
export function tellHits(getWorld: () => World): void {
  it('the first-run story: scan in one window, ring in the other, confirm, and the officer reads CONFIRMED', async (t) => {
    const context = await openContext(getWorld(), OPEN);
    const start = await context.newPage();
    await start.goto(addressAt(getWorld(), undefined));
    const opened: Page[] = [];
    context.on('page', (page) => void opened.push(page));
    await start.getByRole('button', { name: 'Open officer and desk side by side' }).click();
    for (let waited = 0; waited < 50 && opened.length < 2; waited += 1) await start.waitForTimeout(100);
    const [officer, desk] = [opened.find((page) => page.url().includes('officer-fra')), opened.find((page) => page.url().includes('desk-uto'))];
    assert.ok(officer !== undefined && desk !== undefined, opened.map((page) => page.url()).join(' '));
    for (const page of [officer, desk]) {
      await page.setViewportSize({ width: 683, height: 768 });
      await page.locator('main form button[type=submit]').click();
    }
    await desk.getByRole('button', { name: 'Start shift' }).click();
    await desk.getByText('On shift since').waitFor();
    await officer.getByText('press “Simulate scan”').waitFor();
    await officer.getByRole('button', { name: 'Simulate scan' }).click();
    await verdictOn(officer, 'hit');
    await officer.getByText('Press F2 to ask the owner').waitFor();
    await officer.keyboard.press('F2');
    await officer.getByRole('radio', { name: /Urgent/ }).check();
    const asked = performance.now();
    await officer.keyboard.press('Enter');
    await desk.locator('[data-rings=true]').first().waitFor();
    const rang = performance.now() - asked;
    t.diagnostic(`rings after ${rang.toFixed(0)} ms`);
    assert.ok(rang <= 2000, `${rang} ms`);
    assert.match(await desk.title(), /^\(\d+\) HIT/);
    assert.match(await desk.locator('link[rel=icon]').getAttribute('href') ?? '', /icon-rings/);
    await officer.getByText(/^Owner asked \d\d:\d\d · must answer by \d\d:\d\d$/).waitFor();
    await officer.locator('li[data-done=true]', { hasText: 'Delivered' }).waitFor();
    await desk.keyboard.press('j');
    await desk.keyboard.press('Enter');
    await officer.locator('li[data-done=true]', { hasText: 'Opened by the duty officer' }).waitFor();
    await answer(desk);
    await officer.getByText('CONFIRMED', { exact: true }).waitFor();
    await officer.getByText('Owner: record valid, same person or object. Your law decides.').waitFor();
    await desk.waitForFunction(() => !document.title.startsWith('('));
    await officer.getByRole('button', { name: 'What just happened' }).click();
    const drawer = officer.getByRole('region', { name: 'What just happened' });
    assert.match(await drawer.innerText(), /POST \/v1\/checks → 200/);
    assert.match(await drawer.innerText(), /Entry \d+\s+[0-9a-f]{64}/);
    await officer.keyboard.press('Escape');
    await officer.getByRole('button', { name: 'Close for good' }).click();
    await officer.reload();
    await officer.locator('main h1').waitFor({ state: 'attached' });
    assert.equal(await officer.getByText('press “Simulate scan”').count(), 0);
    await context.close();
  });

  it('T6: asking the owner is two keys, and is at its desk within two seconds', async (t) => {
    const [desk, officer] = await Promise.all([signInAs(getWorld(), 'desk-uto'), signInAs(getWorld(), 'officer-fra', OPEN)]);
    await emptyDesk(desk);
    await scanWithReader(officer, STOLEN);
    await verdictOn(officer, 'hit');
    await officer.getByRole('button', { name: /Ask owner to confirm/ }).waitFor();
    const hand = handAt(officer);
    await hand.press('F2');
    await officer.getByRole('radio', { name: /Routine/ }).waitFor();
    await hand.press('Enter');
    const asked = performance.now();
    await desk.getByRole('heading', { name: /^To answer/ }).waitFor();
    const took = performance.now() - asked;
    t.diagnostic(`${took.toFixed(0)} ms`);
    assert.equal(hand.count(), 2);
    assert.ok(took <= 2000, `${took} ms`);
    await Promise.all([desk, officer].map((page) => page.context().close()));
  });

  it('T7: a hit is answered in four actions, and e goes on to the next', async () => {
    const desk = await signInAs(getWorld(), 'desk-uto');
    const row = desk.locator('[data-row]').first();
    await row.waitFor();
    await row.focus();
    const hand = handAt(desk);
    await hand.press('Enter');
    await desk.locator('[data-choice] input').first().waitFor();
    await desk.waitForFunction(() => document.activeElement?.closest('[data-choice]') !== null);
    await hand.press('1');
    await desk.waitForTimeout(50);
    await hand.press('2');
    await desk.waitForTimeout(50);
    await hand.press('Control+Enter');
    await desk.getByText('NOT CONFIRMED', { exact: true }).waitFor();
    assert.equal(hand.count(), 4);
    await desk.keyboard.press('e');
    await desk.locator('#item-title').waitFor({ state: 'detached' });
    await desk.context().close();
  });

  it('what is taken rings no more, a colleague is asked before he acts, notes stay, and x and m make a case', async () => {
    const [desk, officer] = await Promise.all([signInAs(getWorld(), 'desk-uto'), signInAs(getWorld(), 'officer-fra', OPEN)]);
    await emptyDesk(desk);
    await scanWithReader(officer, STOLEN);
    await verdictOn(officer, 'hit');
    await officer.keyboard.press('F2');
    await officer.getByRole('radio', { name: /Urgent/ }).check();
    await officer.keyboard.press('Enter');
    await desk.locator('[data-rings=true] [data-row]').first().focus();
    await desk.keyboard.press('Enter');
    await desk.keyboard.press('Tab');
    await desk.keyboard.press('a');
    await desk.getByText(/^Taken by you/).first().waitFor();
    await desk.locator('[data-rings=true]').first().waitFor({ state: 'detached' });
    await desk.locator('#item-title').focus();
    await desk.keyboard.press('n');
    await desk.keyboard.type('Rings back at 14:30.');
    await desk.keyboard.press('Control+Enter');
    await desk.locator('ol li', { hasText: 'Rings back at 14:30.' }).waitFor();
    await desk.locator('#item-title').focus();
    await desk.keyboard.press('u');
    await desk.getByText('Nobody has it.').waitFor();
    await Promise.all([desk, officer].map((page) => page.context().close()));
  });

  it('a hit on a person is released by the finder\'s desk before its owner learns of it, and somebody who asks for protection stops it', async () => {
    const [desk, finder, officer] = await Promise.all([signInAs(getWorld(), 'desk-uto'), signInAs(getWorld(), 'desk-fra'), signInAs(getWorld(), 'officer-fra', OPEN)]);
    await scanWithReader(officer, WANTED);
    await verdictOn(officer, 'hit');
    await officer.keyboard.press('F2');
    await officer.getByRole('radio', { name: /Urgent/ }).waitFor();
    await officer.keyboard.press('Enter');
    await officer.getByText('Your own desk has it').waitFor();
    const row = finder.locator('[data-rings=true] [data-row]', { hasText: /wanted/i });
    await row.waitFor();
    assert.equal(await desk.locator('[data-row]', { hasText: /wanted/i }).count(), 0, 'nothing tells the owner before');
    await row.click();
    await finder.getByText('The owner does not know of this hit.').waitFor();
    await finder.getByRole('button', { name: 'Release to the owner' }).click();
    const asked = desk.locator('[data-row]', { hasText: /wanted/i });
    await asked.waitFor();
    await asked.click();
    await desk.locator('aside img').first().waitFor();
    await officer.getByText(/^Owner asked/).waitFor();
    await officer.getByRole('button', { name: 'Asks for protection' }).first().click();
    await officer.getByRole('button', { name: 'Stop it now' }).click();
    await officer.getByText('STOPPED', { exact: true }).waitFor();
    await desk.getByText('NO LONGER ASKED', { exact: true }).waitFor();
    assert.doesNotMatch(await desk.locator('main').innerText(), /protection/i);
    const reviewer = await signInAs(getWorld(), 'reviewer-xpo');
    await reviewer.goto(addressAt(getWorld(), 'reviewer-xpo', '/desk'));
    await reviewer.locator('[data-row]', { hasText: /wanted/i }).first().click();
    await reviewer.getByLabel('Reasons').fill('An application for asylum was made.');
    await reviewer.getByRole('button', { name: /^Protect/ }).click();
    await reviewer.locator('ol li', { hasText: 'Protected' }).waitFor();
    await Promise.all([desk, finder, officer, reviewer].map((page) => page.context().close()));
  });

  it('a feed that is lost is said, with its age, and rows are hatched', async () => {
    const desk = await signInAs(getWorld(), 'desk-fra');
    await desk.locator('[data-row]').first().waitFor();
    await desk.waitForTimeout(500);
    await desk.route('**/v1/events*', (route) => route.abort());
    await desk.reload();
    await desk.getByText(/Live feed lost .* ago – showing data of \d\d:\d\d:\d\d – retrying/).waitFor();
    await desk.locator('[data-stale=true]').first().waitFor();
    await desk.unroute('**/v1/events*');
    await desk.getByText(/Live feed lost/).waitFor({ state: 'detached' });
    await desk.context().close();
  });

  it('a shift is handed over and signed by the next, and nobody signs his own', async () => {
    const desk = await signInAs(getWorld(), 'desk-fra');
    await desk.getByRole('link', { name: 'Hand over' }).click();
    await desk.getByLabel('To the next shift').fill('Utopia rings back at 22:30.');
    await desk.getByRole('button', { name: 'Sign and hand over' }).click();
    const given = desk.locator('article', { hasText: 'Utopia rings back at 22:30.' });
    await given.waitFor();
    assert.match(await given.innerText(), /Charlie Modele[\s\S]*not signed yet/);
    assert.equal(await given.getByRole('button', { name: 'Sign: I take over' }).count(), 0);
    const next = await signInAs(getWorld(), 'integrator-fra');
    await next.goto(addressAt(getWorld(), 'integrator-fra', '/desk'));
    await next.getByRole('button', { name: 'Sign: I take over' }).click();
    await next.getByText(/^Taken over by/).waitFor();
    await Promise.all([desk, next].map((page) => page.context().close()));
  });
}
