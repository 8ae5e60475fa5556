import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { FILE_FORMAT, type CheckTally, type Countable, type CountablePerson, type FilePlan, type OperationFile, type SameLink } from '@watchword/api/joint/files.ts';
import type { Results } from '@watchword/api/joint/results.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import { countableOf, keysOf } from './countable.ts';
import { figuresOf, recount, signaturesOf } from './recount.ts';

const CUT = '2026-11-30T00:00:00.000Z';
const COUNTRIES = ['BRA', 'COL', 'ESP'] as const;
const plan: FilePlan = { format: FILE_FORMAT, code: 'TEST', name: 'Test', from: '2026-11-16', to: '2026-11-20', days: 'utc', countries: COUNTRIES.map((country) => ({ country, role: 'participant' })) };
const nobody: CountablePerson = { role: 'migrant', count: 1, sex: 'unknown', age: 'unknown', nationality: 'VEN', arrested: false, leads: '', keys: [] };
const suspect = (...keys: string[]): CountablePerson => ({ ...nobody, role: 'suspect', arrested: true, keys });

function report(incident: string, more: Partial<Countable> = {}): Countable {
  return { incident, version: 1, country: 'BRA', receivedAt: '2026-11-17T12:00:00.000Z', withdrawn: false, at: '2026-11-17T08:00:00-03:00', kind: 'arrest', persons: [], accounts: [], transactions: [], networks: [], seizures: [], documents: [], vehicles: [], phones: [], tallies: [], ...more };
}
const counted = (reports: readonly Countable[], more: Partial<OperationFile> = {}, cutOff = CUT): Results => recount({ plan, reports, links: [], rates: [], ...more, cutOff });
const link = (by: string, one: string, other: string): SameLink => ({ by, at: '2026-11-18T00:00:00Z', one: { incident: one, person: 0 }, other: { incident: other, person: 0 } });

const anyPerson: fc.Arbitrary<CountablePerson> = fc.record({
  role: fc.constantFrom('suspect', 'facilitator', 'migrant', 'victim'), sex: fc.constantFrom('female', 'male', 'unknown'), age: fc.constantFrom('adult', 'minor', 'unknown'), nationality: fc.constantFrom('', 'VEN', 'COL', 'IND'), leads: fc.constant(''),
  arrested: fc.boolean(), count: fc.integer({ min: 1, max: 9 }), keys: fc.subarray(['k1', 'k2', 'k3', 'k4', 'k5', 'k6']),
}).map((person) => ({ ...person, arrested: person.arrested && (person.role === 'suspect' || person.role === 'facilitator'), count: person.keys.length > 0 ? 1 : person.count })) as fc.Arbitrary<CountablePerson>;
const anyReport = (incident: string): fc.Arbitrary<Countable> => fc.record({
  country: fc.constantFrom(...COUNTRIES), day: fc.integer({ min: 16, max: 20 }), hour: fc.integer({ min: 10, max: 23 }), persons: fc.array(anyPerson, { maxLength: 4 }),
  accounts: fc.array(fc.record({ key: fc.constantFrom('a1', 'a2'), state: fc.constantFrom('asked', 'frozen', 'lifted'), since: fc.constantFrom('2026-11-16', '2026-11-17') }), { maxLength: 2 }),
  transactions: fc.array(fc.record({ key: fc.constantFrom('', 't1', 't2'), on: fc.constantFrom('2026-11-16', '2026-11-18'), currency: fc.constantFrom('USD', 'BRL', 'XXX'), amount: fc.constantFrom('10', '0.005', '33.333333') }), { maxLength: 2 }),
}).map(({ country, day, hour, persons, accounts, transactions }) => report(incident, { country, at: `2026-11-${day}T${hour}:00:00-03:00`, persons, accounts, transactions } as Partial<Countable>));
const anyReports = fc.integer({ min: 1, max: 8 }).chain((size) => fc.tuple(...Array.from({ length: size }, (_, at) => anyReport(`inc_${at}`))));
const anyLinks = fc.array(fc.record({ by: fc.constantFrom(...COUNTRIES), one: fc.integer({ min: 0, max: 7 }), other: fc.integer({ min: 0, max: 7 }) }), { maxLength: 12 }).map((links) => links.filter(({ one, other }) => one !== other).map(({ by, one, other }) => link(by, `inc_${one}`, `inc_${other}`)));
const rates = [{ currency: 'BRL', on: '2026-11-16', usd: '0.186427', source: 'test' }];

describe('counting', () => {
  test('does not depend on the order of reports, links and rates', () => {
    fc.assert(fc.property(anyReports, anyLinks, fc.integer(), (reports, links, seed) => {
      const mix = <One>(things: readonly One[]): One[] => things.map((thing, at) => ({ thing, order: Math.imul(at + 1, seed | 1) % 97 })).toSorted((one, other) => one.order - other.order).map(({ thing }) => thing);
      assert.deepEqual(counted(mix(reports), { links: mix(links), rates }), counted(reports, { links, rates }));
    }), { numRuns: 400 });
  });

  test('gives after a correction what it gives where nobody was wrong', () => {
    fc.assert(fc.property(anyReports, anyReport('inc_0'), anyLinks, (reports, wrong, links) => {
      const [first, ...others] = reports;
      assert.ok(first !== undefined);
      const right = counted(reports, { links, rates });
      const corrected = counted([{ ...wrong, country: first.country }, ...others, { ...first, version: 2 }], { links, rates });
      assert.equal(corrected.incidents.corrected, 1);
      assert.deepEqual({ ...corrected, content: '', incidents: 0 }, { ...right, content: '', incidents: 0 });
    }), { numRuns: 300 });
  });

  test('counts nobody twice: told again by another country, under the same keys, nothing grows', () => {
    fc.assert(fc.property(anyReports, (reports) => {
      const named = reports.map((one, at) => ({ ...one, transactions: [], persons: one.persons.map((person, place) => ({ ...person, count: 1, keys: [`${at}.${place}`, ...person.keys] })) }));
      const again = named.map((one) => ({ ...one, incident: `${one.incident}b`, country: one.country === 'BRA' ? 'COL' : 'BRA', kind: 'checkpoint' as const }));
      const { incidents: _, ...once } = counted(named, { rates }).totals;
      const { incidents: __, ...twice } = counted([...named, ...again], { rates }).totals;
      assert.deepEqual(twice, once);
    }), { numRuns: 300 });
  });

  test('makes tables whose lines come to the totals, and named and unnamed to all', () => {
    fc.assert(fc.property(anyReports, anyLinks, (reports, links) => {
      const results = counted(reports, { links, rates });
      for (const table of [results.byCountry, results.byDay, results.byCountryDay]) {
        for (const [measure, total] of Object.entries(results.totals)) assert.equal(table.reduce((sum, { counts }) => sum + (counts[measure] ?? 0), 0), total, measure);
      }
      for (const { measure, named, unnamed } of results.persons) assert.equal(named + unnamed, results.totals[measure] ?? 0);
      assert.equal(results.money.reduce((sum, { cents }) => sum + cents, 0), results.totals['usd'] ?? 0);
    }), { numRuns: 300 });
  });

  test('never counts more than the countries together report, and of whom nobody is named no fewer than any of them', () => {
    fc.assert(fc.property(anyReports, anyLinks, (reports, links) => {
      const sums = ({ byCountry }: Results): number[] => byCountry.map(({ own }) => own['victims'] ?? 0);
      const { totals, ...all } = counted(reports, { links });
      assert.ok((totals['victims'] ?? 0) <= sums({ totals, ...all }).reduce((sum, one) => sum + one, 0));
      const nameless = counted(reports.map((one) => ({ ...one, persons: one.persons.map((person) => ({ ...person, keys: [] })) })), { links });
      assert.ok((nameless.totals['victims'] ?? 0) >= Math.max(...sums(nameless)));
    }), { numRuns: 300 });
  });
});

describe('the same person', () => {
  test('reported by two countries under one document is counted once, where he was reported first', () => {
    const { totals, byCountryDay, doubles, byCountry } = counted([report('b', { country: 'COL', at: '2026-11-18T08:00:00Z', persons: [suspect('d')] }), report('a', { persons: [suspect('d', 'n')] })]);
    assert.equal(totals['arrests'], 1);
    assert.equal(doubles.persons, 1);
    assert.deepEqual(byCountryDay.filter(({ counts }) => counts['arrests'] !== undefined).map(({ country, day }) => [country, day]), [['BRA', '2026-11-17']]);
    assert.deepEqual(byCountry.map(({ country, own }) => [country, own['arrests'] ?? 0]), [['BRA', 1], ['COL', 1], ['ESP', 0]]);
  });

  test('without a name is two until both countries link the reports', () => {
    const reports = [report('a', { persons: [{ ...nobody, count: 12 }] }), report('b', { country: 'COL', persons: [{ ...nobody, count: 10 }] })];
    assert.equal(counted(reports).totals['migrants'], 22);
    assert.equal(counted(reports, { links: [link('BRA', 'a', 'b')] }).totals['migrants'], 22);
    assert.equal(counted(reports, { links: [link('BRA', 'a', 'b'), link('ESP', 'b', 'a')] }).totals['migrants'], 22);
    assert.equal(counted(reports, { links: [link('BRA', 'a', 'b'), link('COL', 'b', 'a')] }).totals['migrants'], 12);
    const undone = { ...link('COL', 'b', 'a'), undoneAt: '2026-11-19T00:00:00Z' };
    assert.equal(counted(reports, { links: [link('BRA', 'a', 'b'), undone] }).totals['migrants'], 22);
    assert.equal(counted(reports, { links: [link('BRA', 'a', 'b'), undone] }, '2026-11-18T12:00:00Z').totals['migrants'], 12);
  });

  test('in two groups of one country, each of them part of what the other country saw, is counted once', () => {
    const groups = [report('a', { persons: [{ ...nobody, count: 6 }] }), report('b', { persons: [{ ...nobody, count: 6 }] }), report('c', { country: 'COL', persons: [{ ...nobody, count: 12 }] })];
    const links = ['a', 'b'].flatMap((one) => [link('BRA', one, 'c'), link('COL', 'c', one)]);
    assert.equal(counted(groups, { links }).totals['migrants'], 12);
  });

  test('is a victim and nothing else, once anybody says so', () => {
    const { totals } = counted([report('a', { persons: [suspect('d')] }), report('b', { country: 'COL', persons: [{ ...nobody, role: 'victim', keys: ['d'] }] })]);
    assert.deepEqual([totals['arrests'], totals['victims']], [undefined, 1]);
  });

  test('who is a migrant stays apart where a country has migrants and victims compared with its own reports only', () => {
    const content: IncidentContent = { kind: 'rescue', at: '2026-11-17T08:00:00-03:00', place: { name: 'Pier' }, persons: [{ role: 'migrant', nationality: 'VEN', identity: { name: 'Ana Lizano', birthDate: '1990-01-02' } }] };
    const of = (country: string, salt = 's'): Countable => countableOf({ incident: country, version: 1, country, receivedAt: '2026-11-17T12:00:00.000Z', content }, keysOf('s'), keysOf(salt));
    assert.equal(counted([of('BRA'), of('COL')]).totals['migrants'], 1);
    assert.equal(counted([of('BRA'), of('COL', 's COL')]).totals['migrants'], 2);
    assert.ok(!JSON.stringify(of('BRA')).includes('Lizano'));
  });
});

describe('the cut-off', () => {
  const late = report('b', { receivedAt: '2026-11-22T09:00:00.000Z', persons: [suspect()] });
  test('leaves out what came after it, and a later one restates the day on which it happened', () => {
    const reports = [report('a', { persons: [suspect()] }), late];
    assert.equal(counted(reports, {}, '2026-11-21T00:00:00Z').totals['arrests'], 1);
    const restated = counted(reports);
    assert.deepEqual([restated.totals['arrests'], restated.incidents.late], [2, 1]);
    assert.equal(restated.byDay.find(({ day }) => day === '2026-11-17')?.counts['arrests'], 2);
  });

  test('counts a withdrawn report no more', () => {
    const withdrawn = { ...late, version: 2, withdrawn: true };
    assert.equal(counted([late, withdrawn]).totals['arrests'], undefined);
    assert.equal(counted([late, withdrawn]).incidents.withdrawn, 1);
  });

  test('refuses a file that contradicts itself', () => {
    assert.throws(() => counted([late, { ...late, at: '2026-11-19T08:00:00-03:00' }]), { code: 'joint.file' });
    assert.throws(() => counted([late, { ...late, version: 2, country: 'COL' }]), { code: 'joint.file' });
    assert.equal(counted([late, { ...late }]).totals['arrests'], 1);
  });

  test('counts by the day of Greenwich or by that on the wall, as the operation chose', () => {
    const evening = [report('a', { at: '2026-11-17T22:30:00-05:00', persons: [suspect()] })];
    assert.deepEqual(counted(evening).byDay.map(({ day }) => day), ['2026-11-18']);
    assert.deepEqual(recount({ plan: { ...plan, days: 'local' }, reports: evening, links: [], rates: [], cutOff: CUT }).byDay.map(({ day }) => day), ['2026-11-17']);
  });
});

describe('a signature', () => {
  test('stands for the reports of its country, and shows when they change', () => {
    const reports = [report('a', { persons: [suspect()] }), report('b', { country: 'COL', persons: [suspect()] })];
    const asked = { plan, reports, links: [], rates: [], cutOff: CUT };
    const signOffs = [{ country: 'BRA', at: CUT, by: 'off_1', cutOff: CUT, figures: figuresOf(asked, 'BRA').figures }];
    assert.deepEqual(signaturesOf(asked, signOffs).map(({ state }) => state), ['signed', 'unsigned', 'unsigned']);
    const [first] = reports;
    assert.ok(first !== undefined);
    assert.deepEqual(signaturesOf({ ...asked, reports: [...reports, { ...first, version: 2 }] }, signOffs).map(({ state }) => state), ['changed', 'unsigned', 'unsigned']);
    assert.deepEqual(signaturesOf({ ...asked, reports: [...reports, report('c', { country: 'COL' })] }, signOffs)[0]?.state, 'signed');
  });
});

describe('money', () => {
  test('is converted at the rate of its day or the last before it, rounded for each transaction, and never without a rate', () => {
    const of = (currency: string, on: string, amount: string, key = ''): Countable['transactions'][number] => ({ key, on, currency, amount });
    const { totals, money, unconverted } = counted([report('a', { transactions: [of('USD', '2026-11-16', '10.005'), of('BRL', '2026-11-17', '100'), of('BRL', '2026-11-19', '100'), of('EUR', '2026-11-16', '5'), of('USD', '2026-11-16', '1', 'k')] }), report('b', { country: 'COL', transactions: [of('USD', '2026-11-16', '1', 'k')] })], { rates: [...rates, { currency: 'BRL', on: '2026-11-19', usd: '0.2', source: 'test' }] });
    assert.equal(totals['usd'], 1000 + 1864 + 2000 + 100);
    assert.deepEqual(money.map(({ currency, amount, rates: used }) => [currency, amount, used.length]), [['BRL', '200', 2], ['USD', '11.005', 1]]);
    assert.deepEqual(unconverted, [{ currency: 'EUR', transactions: 1 }]);
  });
});

describe('things that two entries say are one', () => {
  const phones = [report('inc_1', { phones: ['k1'] }), report('inc_2', { country: 'COL', phones: ['other', 'k2'] })];
  const said = (by: string, more: Partial<SameLink> = {}): SameLink => ({ ...link(by, 'inc_1', 'inc_2'), thing: 'phones', other: { incident: 'inc_2', person: 1 }, ...more });
  const CASES: readonly [string, readonly SameLink[], number][] = [
    ['nobody', [], 3], ['one of two countries', [said('BRA')], 3], ['both', [said('BRA'), said('COL')], 2], ['both, and one takes it back', [said('BRA'), said('COL', { undoneAt: '2026-11-18T01:00:00Z' })], 3],
    ['both, of an entry that is not there', [said('BRA', { other: { incident: 'inc_2', person: 7 } }), said('COL', { other: { incident: 'inc_2', person: 7 } })], 3], ['both, of persons', [link('BRA', 'inc_1', 'inc_2'), link('COL', 'inc_1', 'inc_2')], 3],
  ];
  for (const [who, links, expected] of CASES) test(`${who}: ${expected}`, () => assert.equal(counted(phones, { links }).totals['phones'], expected));

  test('three entries are one by two pairs, and accounts count in the state reached last', () => {
    const account = (key: string, state: 'asked' | 'frozen'): Partial<Countable> => ({ accounts: [{ key, state, since: '2026-11-17' }] });
    const accounts = [report('inc_1', account('k1', 'asked')), report('inc_2', account('k2', 'frozen')), report('inc_3', account('k3', 'asked'))];
    const links = [{ ...link('BRA', 'inc_1', 'inc_2'), thing: 'accounts' as const }, { ...link('BRA', 'inc_2', 'inc_3'), thing: 'accounts' as const }];
    const { totals, doubles } = counted(accounts, { links });
    assert.deepEqual([totals['accounts-frozen'], totals['accounts-asked'], doubles.accounts], [1, undefined, 2]);
  });
});

describe('checks under the code', () => {
  const tally = (country: string, checks: number, until = '2026-11-17T23:00:00.000Z'): CheckTally => ({ country, day: '2026-11-17', until, checks, hits: 1, entries: ['hub 1-9'] });
  const told = (count: number, apart?: true): Countable => report(`inc_${count}`, { tallies: [{ what: 'checks', count, ...(apart && { apart }) }] });
  const CASES: readonly [string, readonly Countable[], readonly CheckTally[], number | undefined][] = [
    ['none', [], [], undefined], ['counted by the hub', [], [tally('BRA', 5)], 5], ['fewer reported', [told(3)], [tally('BRA', 5)], 5], ['more reported', [told(3), told(4)], [tally('BRA', 5)], 7],
    ['others reported apart', [told(3), told(4, true)], [tally('BRA', 5)], 9], ['of two countries', [told(9)], [tally('BRA', 5), tally('COL', 2)], 11], ['after the cut-off', [], [tally('BRA', 5, '2026-12-01T00:00:00.000Z')], undefined],
  ];
  for (const [what, reports, checks, expected] of CASES) test(`${what}: ${expected}`, () => assert.equal(counted(reports, { checks }).totals['checks'], expected));

  test('are signed: other checks are other figures', () => {
    const figures = (checks: readonly CheckTally[]): string => figuresOf({ plan, reports: [], links: [], rates: [], checks, cutOff: CUT }, 'BRA').figures;
    assert.notEqual(figures([tally('BRA', 5)]), figures([{ ...tally('BRA', 5), entries: ['hub 1-10'] }]));
    assert.equal(figures([tally('COL', 5)]), figures([]));
  });
});
