/**
 * What messages cost: a body of 4 KB to 193 bureaus, receiving one, and a file of 200 MB, in Node and in Chromium. Nothing goes over a network.
 *
 *     node tools/node.js bench/messages.ts [--rounds 20] [--megabytes 200] [--no-browser] [--json]
 *
 * Said before the first run, from the figures of single operations on a machine with two cores: 193 recipients 70 ms in Node and 60 ms in Chromium;
 * receiving 1.5 ms and 2 ms; 200 MB encrypted in 0.8 s in Node and 1.5 s in Chromium, where SHA-256 of a stream is JavaScript.
 */
import { parseArgs } from 'node:util';
import { MEMBER_CODES } from '@watchword/api/countries/members.ts';
import type * as Measured from '../sdk/messages/measured-under-test.ts';
import { keepEncrypted, measureEncrypting, measureMessages } from '../sdk/messages/measured-under-test.ts';
import { openBrowser } from '../sdk/messages/page-under-test.ts';
import { createFigures } from './figures.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' }, megabytes: { type: 'string', default: '200' }, 'no-browser': { type: 'boolean', default: false }, json: { type: 'boolean', default: false } } });
const figures = createFigures({ json: values.json });
const wanted = { to: MEMBER_CODES.filter((code) => code !== 'FRA').slice(0, 193), rounds: Number(values.rounds) };
const size = Number(values.megabytes) * 2 ** 20;

function note(where: string, { write, take }: Measured.MessageTimes, file: Measured.FileTimes): void {
  figures.note(`${where}: 4 KB to ${wanted.to.length}: encrypt, wrap, sign (median)`, write, 'ms', { most: 150 });
  figures.note(`${where}: receive: verify both signatures, unwrap, decrypt (median)`, take, 'ms', { most: 5 });
  figures.note(`${where}: ${values.megabytes} MB: encrypt and hash`, file.encrypt, 'ms');
  figures.note(`${where}: ${values.megabytes} MB: hash and decrypt`, file.decrypt, 'ms');
}

/** Runs a piece of work and says how much memory it took at most beyond what was there, in MB. */
async function watchMemory<T>(work: () => Promise<T>): Promise<{ result: T; most: number }> {
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 10);
  const result = await work();
  clearInterval(watch);
  return { result, most: (peak - before) / 2 ** 20 };
}

const messages = await measureMessages(wanted);
await measureEncrypting(2 ** 22);
const encrypted = await watchMemory(() => measureEncrypting(size));
const decrypt = await keepEncrypted(size);
const decrypted = await watchMemory(decrypt);
note('Node', messages, { encrypt: encrypted.result, decrypt: decrypted.result });
figures.note('Node: most memory beyond what was there, encrypting', encrypted.most, 'MB', { most: 100 });
figures.note('Node: most memory beyond what was there, decrypting', decrypted.most, 'MB', { most: 100 });

if (!values['no-browser']) {
  const { browser, url, close } = await openBrowser();
  const page = await browser.newPage();
  await page.goto(url);
  const at = '/sdk/messages/measured-under-test.ts';
  const times = await page.evaluate(async (given) => (await import(given.at) as typeof Measured).measureMessages(given.wanted), { at, wanted });
  const fileTimes = await page.evaluate(async (given) => (await import(given.at) as typeof Measured).measureFile(given.size), { at, size });
  note(`Chromium ${browser.version().split('.')[0]}`, times, fileTimes);
  await close();
}
figures.print({ rounds: wanted.rounds, megabytes: Number(values.megabytes) });
