/** Reports of an operation, as people make them in the browser. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { addressAt, signInAs, type World } from './world.ts';

const LONG = { timeout: 60_000 };

/** From the tab to the PDF with one more click; the text that is written stands in the next one; the other country reads it. */
export async function reportInTwoClicks(world: World, { room, address }: { room: Page; address: string }): Promise<void> {
  await room.goto(addressAt(world, 'room-slv', address));
  await room.getByRole('link', { name: 'Situation report', exact: true }).click(LONG);
  const make = async (): Promise<{ name: string; bytes: Buffer }> => {
    const [download] = await Promise.all([room.waitForEvent('download', LONG), room.getByRole('button', { name: 'Make PDF' }).click(LONG)]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const first = await make();
  assert.deepEqual([first.name, first.bytes.subarray(0, 5).toString()], ['turquesa-situation-all-1-en.pdf', '%PDF-']);
  await room.getByLabel('Summary').fill('The network on the southern route was dismantled.', LONG);
  await room.getByRole('button', { name: 'Save text' }).first().click();
  await room.getByText('Saved as version 1.').waitFor(LONG);
  await room.getByText('about 150', { exact: true }).first().waitFor(LONG);
  const fra = await signInAs(world, 'desk-fra');
  await fra.goto(addressAt(world, 'desk-fra', `${address}/reports`));
  await fra.getByRole('row', { name: /^1 Situation report All who take part/ }).waitFor(LONG);
  const [again] = await Promise.all([fra.waitForEvent('download', LONG), fra.getByRole('button', { name: 'Save no. 1 as PDF' }).click(LONG)]);
  assert.ok((await readFile(await again.path())).equals(first.bytes), 'the same report is the same file');
  await fra.context().close();
}
