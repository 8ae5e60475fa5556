import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { SentMessage } from '@watchword/api/message-format.ts';
import type { BrowserContext, Page } from 'playwright-core';
import { utf8 } from '../../proofs/bytes.ts';
import type * as Encoding from '../encoding.ts';
import { bytesOf, toBase64Url } from '../encoding.ts';
import { openMessage, readyKeys } from '../envelope/open.ts';
import { EMPTY_LINE } from '../envelope/places.ts';
import type * as Write from '../envelope/write.ts';
import { deliveredTo } from '../envelope/sending-under-test.ts';
import { verifyMessage } from '../envelope/verify.ts';
import { headOf } from '../directory/log.ts';
import { BureauUnderTest, HubUnderTest } from '../network-under-test.ts';
import type * as BrowserKeys from './browser-keys.ts';
import type * as DeviceModule from './device-keys.ts';
import { openBrowser } from '../page-under-test.ts';
import { sealTo } from '../sealing/hpke.ts';

const bound = { info: utf8('info'), aad: utf8('aad') };
type Made = { id: string; kind: string; key: { ed25519: string; mldsa65: string }; kem: string };

/** The modules by their addresses, for code that runs in the page. */
const AT = { keys: '/sdk/messages/devices/browser-keys.ts', device: '/sdk/messages/devices/device-keys.ts', write: '/sdk/messages/envelope/write.ts', encoding: '/sdk/messages/encoding.ts' };

/** Makes keys in the page, keeps them, and says what is public of them. */
function makeKeys(page: Page): Promise<Made> {
  return page.evaluate(async (at) => {
    const keys = await import(at.keys) as typeof BrowserKeys;
    const device = await import(at.device) as typeof DeviceModule;
    const keeping = await keys.openKeyKeeping();
    const stored = await keys.generateStoredKeys();
    await keeping.write('desk', stored);
    keeping.close();
    const own = await keys.deviceFromStored(stored);
    return { id: own.id, kind: stored.kind, ...device.publicKeysOf(own) };
  }, AT);
}

/** What the page finds again after it was loaded anew: opens what is sealed to it, and tries to take its keys out. */
function findAgain(page: Page, sealed: { enc: string; ciphertext: string }): Promise<{ id: string; opened: string; takenOut: number }> {
  return page.evaluate(async ({ at, given }) => {
    const keys = await import(at.keys) as typeof BrowserKeys;
    const keeping = await keys.openKeyKeeping();
    const stored = await keeping.read('desk');
    if (stored === undefined) throw new Error('The keys are gone.');
    const device = await keys.deviceFromStored(structuredClone(stored));
    const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
    const opened = await device.kem.open(given, { info: encode('info'), aad: encode('aad') });
    let takenOut = 0;
    for (const key of Object.values({ ...stored, ...(stored.kind === 'native' && stored.xwing) })) {
      if (!(key instanceof CryptoKey)) continue;
      for (const format of ['jwk', 'pkcs8', 'raw', 'raw-seed']) await crypto.subtle.exportKey(format as 'raw', key).then(() => (takenOut += 1), () => undefined);
    }
    return { id: device.id, opened: new TextDecoder().decode(opened), takenOut };
  }, { at: AT, given: sealed });
}

describe('the keys of a browser', () => {
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  const contexts: BrowserContext[] = [];
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());
  const openPage = async (lacksNative = false): Promise<Page> => {
    const context = await browser.browser.newContext();
    contexts.push(context);
    if (lacksNative) await context.addInitScript(() => Object.defineProperty(SubtleCrypto, 'supports', { value: undefined }));
    const page = await context.newPage();
    await page.goto(browser.url);
    return page;
  };

  for (const [kind, lacksNative] of [['native', false], ['sealed', true]] as const) {
    it(`(${kind}) are there again after a reload, work with Node's, and cannot be taken out`, async () => {
      const page = await openPage(lacksNative);
      const made = await makeKeys(page);
      assert.equal(made.kind, kind);
      await page.reload();
      const found = await findAgain(page, await sealTo(bytesOf(made.kem), utf8('for the desk'), bound));
      assert.deepEqual(found, { id: made.id, opened: 'for the desk', takenOut: 0 });
    });

    it(`(${kind}) write a message that Node verifies and opens`, async () => {
      const hub = new HubUnderTest();
      const { bureau: france } = await BureauUnderTest.withMailbox(hub, 'FRA');
      const { bureau: germany, node } = await BureauUnderTest.withMailbox(hub, 'DEU');
      const page = await openPage(lacksNative);
      const made = await makeKeys(page);
      await france.enter({ type: 'device', kind: 'browser', name: 'desk', key: made.key, kem: made.kem }, france.officers);
      const given = { at: AT, to: germany.key(), own: france.key(), directory: headOf(await hub.log()), time: hub.time() };
      const { message, body } = await page.evaluate(async ({ at, to, own, directory, time }) => {
        const [keys, write, encoding] = [await import(at.keys) as typeof BrowserKeys, await import(at.write) as typeof Write, await import(at.encoding) as typeof Encoding];
        const stored = await (await keys.openKeyKeeping()).read('desk');
        if (stored === undefined) throw new Error('The keys are gone.');
        const envelope = await write.beginEnvelope('FRA', ['DEU']);
        const encrypted = await write.encryptBody(envelope, { v: 1, subject: 'From a browser', text: 'Guten Tag' });
        const wraps = await write.wrapKey(envelope, [to], own);
        const places = new Map(['DEU', 'FRA'].map((code) => [code, { sequence: 1, prev: null }]));
        const parts = { blobs: [encrypted.blob], priority: 'urgent', handling: 'police', time, prev: null, directory } as const;
        const signed = await write.signMessage({ envelope, wraps, places, parts, device: await keys.deviceFromStored(stored) });
        return { message: signed.message, body: encoding.toBase64Url(encrypted.body) };
      }, given) as { message: SentMessage; body: string };
      const verified = await verifyMessage(deliveredTo(message, 'DEU'), { own: germany.state(), sender: france.state(), log: await hub.log(), line: EMPTY_LINE });
      const { content } = await openMessage(verified, await readyKeys(await germany.secretsOf(node), germany.state()), bytesOf(body));
      assert.equal(content.subject, 'From a browser');
      assert.equal(toBase64Url(bytesOf(body)), body);
    });
  }
});
