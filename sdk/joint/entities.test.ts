import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fitsLuhn, readIban } from '@watchword/api/check-digits.ts';
import type { EntityKind } from '@watchword/api/joint/cross-words.ts';
import { faultsOf, type IncidentContent } from '@watchword/api/joint/incidents.ts';
import { entitiesOf, keepCards } from './entities.ts';

const reportOf = (more: Partial<IncidentContent>): IncidentContent => ({ kind: 'checkpoint', at: '2026-11-24T06:20:00-05:00', place: { name: 'Puente Viejo' }, ...more });
const read = (more: Partial<IncidentContent>, country = 'COL'): string[] => entitiesOf(reportOf(more), country).map(({ kind, value, doubts }) => [kind, value, ...doubts].join('|'));

describe('what is the same has one form', () => {
  const SAME: readonly [EntityKind, Partial<IncidentContent>, ...Partial<IncidentContent>[]][] = [
    ['phone', { phones: ['300 123 4567'] }, { phones: ['+57 300 123-4567'] }, { phones: ['0057 3001234567'] }, { handles: [{ platform: 'WhatsApp', handle: '+57 (300) 1234567' }] }],
    ['account', { accounts: [account('DE89 3704 0044 0532 0130 00', 'DEU')] }, { accounts: [account('de89370400440532013000', 'FRA')] }, { transactions: [{ on: '2026-11-24', amount: '1', currency: 'EUR', from: 'DE89-3704-0044-0532-0130-00' }] }],
    ['account', { accounts: [account('001-234 567', 'COL')] }, { accounts: [account('001234567', 'COL')] }],
    ['document', { documents: [{ kind: 'passport', issuer: 'VEN', number: 'ab-123 456' }] }, { persons: [{ role: 'suspect', identity: { name: 'Bruno Test', document: { issuer: 'VEN', number: 'AB123456' } } }] }],
    ['person', { persons: [{ role: 'suspect', identity: { name: 'TEST, Bruno', birthDate: '1980-02-03' } }] }, { persons: [{ role: 'facilitator', identity: { name: 'Bruno Tést', birthDate: '1980-02-03' } }] }],
    ['vehicle', { vehicles: [{ plate: 'abc 123', country: 'COL' }] }, { vehicles: [{ plate: 'АВС-123', country: 'COL' }] }],
    ['vin', { vehicles: [{ plate: 'X 1', country: 'COL', vin: '1M8GDM9AXKP042788' }] }, { vehicles: [{ plate: 'Y 2', country: 'PER', vin: '1m8gdm9axkp042788' }] }],
    ['imei', { devices: [{ imei: '49-015420-323751-8' }] }, { devices: [{ imei: '4901542032375101' }] }],
    ['handle', { handles: [{ platform: 'Telegram', handle: '@Guide_One' }] }, { handles: [{ platform: 'tg', handle: 'guide_one' }] }, { handles: [{ platform: 'web', handle: 'https://t.me/Guide_One/?start=1' }] }, { offer: { advert: 'Work abroad', platform: 't.me', handle: 'GUIDE_ONE', price: '10', currency: 'USD' } }],
    ['handle', { handles: [{ platform: 'Facebook', handle: 'https://www.facebook.com/profile.php?id=1000123' }] }, { handles: [{ platform: 'fb', handle: '1000123' }] }],
    ['address', { addresses: [{ text: 'Cra. 7 # 12-34, Apto 5' }] }, { addresses: [{ text: 'Carrera 7 No. 12 - 34 apartment 5', country: 'COL' }] }],
    ['address', { addresses: [{ text: 'Bahnhofstraße 5', country: 'DEU' }] }, { addresses: [{ text: 'BAHNHOFSTR. 5', country: 'DEU' }] }],
  ];
  for (const [kind, ...reports] of SAME) test(`${kind}: ${JSON.stringify(reports[0])}`, () => {
    const values = reports.map((report) => entitiesOf(reportOf(report), 'COL').find((one) => one.kind === kind)?.value);
    assert.ok(values[0] !== undefined && values[0] !== '');
    assert.deepEqual(new Set(values), new Set([values[0]]));
  });

  test('and what is not the same has another', () => {
    const values = [
      { phones: ['300 123 4567'] }, { phones: ['300 123 4568'] }, { phones: ['+51 300 123 4567'] }, { accounts: [account('001234567', 'COL')] }, { accounts: [account('001234567', 'PER')] },
      { documents: [{ kind: 'id', issuer: 'COL', number: 'AB1' }] }, { documents: [{ kind: 'id', issuer: 'PER', number: 'AB1' }] }, { handles: [{ platform: 'x', handle: 'a' }] }, { handles: [{ platform: 'tiktok', handle: 'a' }] },
      { addresses: [{ text: 'Calle 5 Carrera 12' }] }, { addresses: [{ text: 'Calle 12 Carrera 5' }] },
      { persons: [{ role: 'suspect' as const, identity: { name: 'Bruno Test', birthDate: '1980-02-03' } }] }, { persons: [{ role: 'suspect' as const, identity: { name: 'Bruno Test', birthDate: '1980-02-04' } }] },
    ].flatMap((report) => read(report));
    assert.equal(new Set(values).size, values.length);
  });
});

describe('what says too little, or is to be read again', () => {
  const ODD: readonly [Partial<IncidentContent>, readonly string[]][] = [
    [{ persons: [{ role: 'suspect', identity: { name: 'Bruno Test', birthDate: '1980' } }] }, ['person|']],
    [{ persons: [{ role: 'migrant', count: 7 }] }, []],
    [{ addresses: [{ text: 'Hotel Central' }] }, ['address|']],
    [{ vehicles: [{ plate: 'A 1', country: 'COL', vin: 'KP042788' }] }, ['vehicle|COL A1', 'vin|']],
    [{ vehicles: [{ plate: 'A 1', country: 'COL', vin: '1M8GDM9A1KP042788' }] }, ['vehicle|COL A1', 'vin|1M8GDM9A1KP042788|vin-check']],
    [{ accounts: [account('DE89 3704 0044 0532 0130 01', 'DEU')] }, ['account|DEU DE89370400440532013001|iban-check']],
    [{ devices: [{ imei: '490154203237519' }] }, ['imei|49015420323751|imei-check']],
    [{ phones: ['+999 12 34 56 78'] }, ['phone|+99912345678|phone-unknown']],
    [{ transactions: [{ on: '2026-11-24', amount: '1', currency: 'USD', from: 'cash', to: '12345678' }] }, []],
  ];
  for (const [report, expected] of ODD) test(JSON.stringify(report), () => assert.deepEqual(read(report), expected));

  test('a number of a country without a dialling plan is compared as it was written', () => assert.deepEqual(read({ phones: ['0 123 456'] }, 'UTO'), ['phone|UTO 0123456|phone-unknown']));
  test('documents and names of migrants and victims are marked', () => {
    const found = entitiesOf(reportOf({ persons: [{ role: 'victim', identity: { name: 'Ana Test', document: { issuer: 'VEN', number: 'V1' } } }, { role: 'suspect', identity: { name: 'Bruno Test' } }] }), 'COL');
    assert.deepEqual(found.map(({ kind, isProtected }) => [kind, isProtected]), [['person', true], ['document', true], ['person', false]]);
  });
});

describe('payment cards', () => {
  const report = reportOf({ cards: [{ number: '4111 1111 1111 1111', bank: 'Bank' }] });
  const mark = (digits: string): string => digits.replace('411111', 'mark_________').slice(0, 20).padEnd(20, '_');

  test('are kept as four digits and a mark, and shown as four digits', () => {
    const kept = keepCards(report, mark);
    assert.doesNotMatch(JSON.stringify(kept), /4111 ?1111/);
    const [card] = entitiesOf(kept, 'COL');
    assert.deepEqual([card?.shown, card?.value.length], ['**** 1111', 20]);
    assert.equal(keepCards(kept, () => 'never').cards?.[0]?.number, kept.cards?.[0]?.number, 'what is kept is sent again as it is');
  });
  test('are refused when the last digit does not fit', () => {
    assert.deepEqual(faultsOf(report, { named: false }), []);
    assert.deepEqual(faultsOf(reportOf({ cards: [{ number: '4111111111111112' }] }), { named: false }).map(({ pointer, code }) => [pointer, code]), [['/cards/0/number', 'card-check']]);
  });
});

test('check digits', () => {
  for (const [digits, fits] of [['79927398713', true], ['79927398710', false], ['0', false], ['', false]] as const) assert.equal(fitsLuhn(digits), fits, digits);
  for (const [text, says] of [['GB82WEST12345698765432', 'fits'], ['GB82WEST12345698765433', 'differs'], ['FR1420041010050500013M02606', 'fits'], ['123456789012', 'none'], ['DE89', 'none']] as const) assert.equal(readIban(text), says, text);
});

function account(number: string, country: string): NonNullable<IncidentContent['accounts']>[number] {
  return { number, country, state: 'asked', since: '2026-11-24' };
}
