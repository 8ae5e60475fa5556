import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openTries } from '../bureau/tries.ts';
import { addressOf, networkOf } from './address.ts';

const from = (remoteAddress: string, forwarded?: string): Parameters<typeof addressOf>[0] => ({ raw: { socket: { remoteAddress } }, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } }) as unknown as Parameters<typeof addressOf>[0];

describe('the address that limits count', () => {
  it('is one for all that a subscriber of IPv6 has, however it is written', () => {
    const same = ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:0DB8:0001:0002:0:0:0:7', '[2001:db8:1:2::9]', '[2001:db8:1:2::9]:443', '2001:db8:1:2::192.0.2.1', '2001:db8:1:2::1%eth0'];
    assert.deepEqual(new Set(same.map(networkOf)), new Set(['2001:db8:1:2::/64']));
    for (const other of ['2001:db8:1:3::1', '2001:db8::1', 'fe80::1', '::1', '::']) assert.notEqual(networkOf(other), '2001:db8:1:2::/64');
    assert.equal(networkOf('::1'), '0:0:0:0::/64');
  });

  it('is whole for IPv4, also when it is written as IPv6', () => {
    for (const text of ['192.0.2.7', '::ffff:192.0.2.7', '::FFFF:c000:207', '[::ffff:192.0.2.7]']) assert.equal(networkOf(text), '192.0.2.7');
    assert.notEqual(networkOf('192.0.2.8'), networkOf('192.0.2.7'));
  });

  it('is what it is where it is none', () => {
    for (const text of ['', 'unknown', '_hidden', '1.2.3']) assert.equal(networkOf(text), text);
  });

  it('is that of the proxy, or what the proxy saw', () => {
    assert.equal(addressOf(from('2001:db8:1:2::1', '2001:db8:9:9::1'), false), '2001:db8:1:2::/64');
    assert.equal(addressOf(from('127.0.0.1', '203.0.113.1, 2001:db8:9:9::1'), true), '2001:db8:9:9::/64');
    assert.equal(addressOf(from('127.0.0.1'), true), '127.0.0.1');
  });

  it('stops whoever guesses from a new address each time', () => {
    const tries = openTries({ now: () => 0 });
    for (let at = 0; at < 20; at += 1) tries.miss(addressOf(from(`2001:db8:1:2::${at.toString(16)}`), false), 'key');
    assert.throws(() => tries.require(addressOf(from('2001:db8:1:2:aaaa::1'), false), 'key'), { code: 'access.too-many-tries' });
    tries.require(addressOf(from('2001:db8:1:3::1'), false), 'key');
  });
});
