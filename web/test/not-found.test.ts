/** An address that leads nowhere says so, also to who has not signed in. */
import { it } from 'node:test';
import { withBareServer } from './bare-server.ts';

const server = withBareServer();

it('an address that leads nowhere says so, and a page that is there does not', async () => {
  const page = await server.open();
  await page.goto(`${server.origin()}/no-such-page/at/all`);
  await page.getByText('There is no such page').first().waitFor();
  await page.goto(`${server.origin()}/records`);
  await page.getByRole('heading').first().waitFor();
  await page.getByText('There is no such page').waitFor({ state: 'detached' });
});
