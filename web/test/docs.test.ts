/** The description of the API, as a browser shows it on a machine without any other network. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { withBareServer } from './bare-server.ts';

const server = withBareServer();

it('the description of the API asks nobody else, and offers no service of others', async () => {
  const origin = server.origin();
  const page = await server.open();
  const refused: string[] = [];
  page.on('request', (request) => void (new URL(request.url()).origin !== origin && !/^(?:data|blob):/.test(request.url()) && refused.push(request.url())));
  page.on('console', (message) => void (/Content Security Policy/i.test(message.text()) && refused.push(message.text())));
  await page.goto(`${origin}/docs/`);
  await page.getByRole('heading', { name: 'Watchword' }).first().waitFor();
  await page.getByText('Check a document, vehicle, person or thing').first().waitFor();
  const shown = await page.locator('body').innerText();
  assert.doesNotMatch(shown, /Ask AI|MCP|Deploy|Developer Tools/);
  const links = await page.locator('a[href^="http"]').evaluateAll((all) => all.map((link) => (link as unknown as { href: string }).href));
  assert.deepEqual(links.filter((link) => !link.startsWith(origin)), ['https://www.scalar.com/']);
  assert.deepEqual(refused, []);
});
