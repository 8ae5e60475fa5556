/** What two countries both have, at two desks: both are told, and each opens its part. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { faultsOf } from './faults.ts';
import { addressAt, signInAs, type World } from './world.ts';

const LONG = { timeout: 60_000 };
type Call = <Answer>(page: Page, method: string, path: string, body?: unknown) => Promise<Answer>;

/** Every story; `world` stands when they run. */
export function crossStories(world: () => World, call: Call): void {
  describe('links and possible duplicates', () => {
    test('a phone that two countries report is a link at both desks, opens when both release, and two plates of one car are merged', async () => {
      const [uto, fra] = [await signInAs(world(), 'desk-uto'), await signInAs(world(), 'desk-fra')];
      const { id } = await call<{ id: string }>(uto, 'POST', '/v1/operations', { plan: { code: 'BOREALIS', name: 'Borealis', from: '2026-11-23', to: '2026-11-27', days: 'utc', contacts: [{ country: 'FRA', desk: 'Paris room', phone: '+33 1 00 00 00 10' }] } });
      await call(uto, 'POST', `/v1/operations/${id}/members`, { organisations: ['FRA'], role: 'participant' });
      await call(fra, 'POST', `/v1/operations/${id}/answer`, { answer: 'accept', shares: { counts: 'all', incidents: 'nobody' } });
      await call(uto, 'POST', `/v1/operations/${id}/state`, { to: 'open' });
      const content = { kind: 'checkpoint', at: '2026-11-24T06:20:00-03:00', place: { name: 'Puente Viejo' } };
      await uto.goto(addressAt(world(), 'desk-uto', `/operations/${id}/links`));
      await uto.getByText('Nothing that you have reported is in a report of another country.').waitFor(LONG);
      for (const plate of ['AB 12', 'CD 34']) await call(uto, 'POST', `/v1/operations/${id}/incidents`, { content: { ...content, phones: ['+57 300 123 4567'], vehicles: [{ plate, country: 'UTO', vin: '1M8GDM9AXKP042788' }] } });
      await call(fra, 'POST', `/v1/operations/${id}/incidents`, { content: { ...content, phones: ['0057 300 1234567'], place: { name: 'Pont Neuf' } } });
      // Heard as it happens.
      await uto.getByText('Paris room').waitFor(LONG);
      assert.equal(await uto.getByText('Pont Neuf').count(), 0);
      await uto.getByRole('button', { name: 'Release: +57 300 1234567' }).click();
      await uto.getByLabel('Why (stays with your country)').fill('Agreed on the phone.');
      await uto.getByRole('button', { name: 'Release', exact: true }).click();
      await uto.getByText('Waits for the other country').waitFor(LONG);
      await fra.goto(addressAt(world(), 'desk-fra', `/operations/${id}/links`));
      await fra.getByText('Waits for your release').waitFor(LONG);
      await fra.getByRole('button', { name: 'Release: +57 300 1234567' }).click();
      await fra.getByLabel('Why (stays with your country)').fill('Agreed.');
      await fra.getByRole('button', { name: 'Release', exact: true }).click();
      await fra.getByText('Puente Viejo').first().waitFor(LONG);
      await uto.getByText('Pont Neuf').waitFor(LONG);
      await uto.getByRole('button', { name: 'They are one: AB 12 (UTO)' }).click();
      await uto.getByLabel(/^Why/).fill('One VIN.');
      await uto.getByRole('button', { name: 'They are one', exact: true }).click();
      await uto.getByText('Counted once').waitFor(LONG);
      assert.deepEqual(await faultsOf(uto), []);
      await Promise.all([uto.close(), fra.close()]);
    });
  });
}
