import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SECRETARIAT } from '../organisations.ts';
import { COUNTRIES, COUNTRY_KINDS, findCountry, isMember, normaliseCountry } from './countries.ts';
import { MEMBER_CODES } from './members.ts';

test('there are 194 member countries, each with a code of its own that the table has', () => {
  assert.equal(MEMBER_CODES.length, 194);
  assert.equal(new Set(MEMBER_CODES).size, 194);
  assert.equal(COUNTRIES.filter((country) => country.isMember).length, 194);
});

test('the members are the states of the United Nations but four, and three countries of the Kingdom of the Netherlands', () => {
  const states = COUNTRIES.filter((country) => country.kind === 'state').map((country) => country.code);
  assert.equal(states.length, 195, '193 members and 2 observers');
  const expected = [...states.filter((code) => !['PRK', 'TUV', 'FSM', 'PLW'].includes(code)), 'ABW', 'CUW', 'SXM'];
  assert.deepEqual(MEMBER_CODES.toSorted(), expected.toSorted());
});

test('the secretariat is an organisation and no member', () => {
  assert.equal(findCountry(SECRETARIAT)?.kind, 'organisation');
  assert.equal(isMember(SECRETARIAT), false);
});

test('all 249 entries of ISO 3166-1 are there, known to the platform by the same two letters', () => {
  const iso = COUNTRIES.filter((country) => (country.kind === 'state' || country.kind === 'territory') && !['RKS', 'XCT'].includes(country.code));
  assert.equal(iso.length, 249);
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  for (const { alpha2, code } of iso) assert.ok(alpha2 !== undefined && names.of(alpha2), code);
});

test('no code stands for two countries', () => {
  const codes = COUNTRIES.flatMap(({ code, alpha2 }) => (alpha2 === undefined ? [code] : [code, alpha2]));
  assert.equal(new Set(codes).size, codes.length);
  for (const { code, alpha2, kind } of COUNTRIES) {
    assert.match(code, /^[A-Z]{3}$/);
    assert.match(alpha2 ?? 'AA', /^[A-Z]{2}$/);
    assert.ok(COUNTRY_KINDS.includes(kind));
  }
});

test('Germany is one country however it is written', () => {
  for (const code of ['D', 'D<<', 'DEU', 'DE', 'd', ' deu ', 'DE<']) assert.equal(normaliseCountry(code), 'DEU', code);
});

test('every code of ICAO Doc 9303 resolves to itself', () => {
  const special = 'GBD GBN GBO GBP GBS EUE UNO UNA UNK XBA XIM XCC XCE XCO XEC XPO XES XMP XOM XDC IAO XXA XXB XXC XXX UTO RKS ANT NTZ';
  for (const code of special.split(' ')) assert.equal(normaliseCountry(code), code);
});

test('a digit in a code is read as the letter it looks like', () => {
  assert.equal(normaliseCountry('UT0'), 'UTO');
  assert.equal(normaliseCountry('8RA'), 'BRA');
  assert.equal(normaliseCountry('C1V'), 'CIV');
});

test('what is no code is unknown', () => {
  for (const code of ['', '<<<', 'QQQ', 'FRAN', 'France', 'X', 'constructor', '__proto__']) assert.equal(findCountry(code), undefined, code);
  assert.equal(isMember('QQQ'), false);
});

test('only the codes for refugees and stateless persons are marked so', () => {
  assert.deepEqual(COUNTRIES.filter((country) => country.refugee).map((country) => country.code), ['XXB', 'XXC']);
  assert.deepEqual(COUNTRIES.filter((country) => country.stateless).map((country) => country.code), ['XXA']);
});

test('a former country names those of today, and is none itself', () => {
  const former = COUNTRIES.filter((country) => country.kind === 'former');
  assert.equal(former.length, 31);
  for (const { code, successors } of COUNTRIES) {
    assert.equal(successors.length > 0, former.some((one) => one.code === code), code);
    for (const successor of successors) assert.ok(findCountry(successor)?.kind === 'state' || findCountry(successor)?.kind === 'territory', successor);
  }
  assert.deepEqual(findCountry('CSK')?.successors, ['CZE', 'SVK']);
  assert.equal(normaliseCountry('ZAR'), 'ZAR');
});

test('a nationality that is not the ordinary one names its state', () => {
  for (const code of ['GBD', 'GBN', 'GBO', 'GBP', 'GBS']) assert.equal(findCountry(code)?.of, 'GBR');
});
