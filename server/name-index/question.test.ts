import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { analyseName, dateBandOf } from '#names/names.ts';
import { packFacts } from './posting.ts';
import { evidenceOf, readyQuestion } from './question.ts';

const dates = fc.record({ year: fc.integer({ min: 1900, max: 2020 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) });
const slips = fc.tuple(dates, fc.integer({ min: -11, max: 11 })).map(([date, by]) => [date, { ...date, year: date.year + by }] as const);

it('a birth date in a posting agrees as the judge says, whatever was ruled out by its year', () => {
  fc.assert(
    fc.property(fc.oneof(slips, fc.tuple(dates, dates)), ([asked, recorded]) => {
      const question = readyQuestion({ name: analyseName({ text: 'Anna Eriksson' }), born: [asked] });
      assert.equal(evidenceOf(packFacts({ style: 0, born: recorded, sex: '', nationalities: [] }), question), dateBandOf([asked], [recorded]));
      assert.equal(evidenceOf(packFacts({ style: 0, born: undefined, sex: '', nationalities: [] }), question), 'unrecorded');
    }),
  );
});
