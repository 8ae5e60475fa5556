import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import type { Content } from '@watchword/api/databases/database.ts';
import { findCheckDigit } from '@watchword/api/mrz/check-digit.ts';
import fc from 'fast-check';
import { ruleOutBy } from './rule-out.ts';
import { judgeSought, readAsked } from './sought.ts';

const TODAY = 20_781;
const checked = (text: string): string => text + (findCheckDigit(text) ?? '');

/** A zone of a passport. `spoil` writes another sign at one place of its second line. */
function zoneOf({ name, number, born, spoil }: { name: string; number: string; born: string; spoil?: { at: number; sign: string } | undefined }): string[] {
  const [family = 'X', ...given] = name.toUpperCase().split(' ').toReversed();
  const numbers = [checked(number.padEnd(9, '<').slice(0, 9)), checked(born.replaceAll('-', '').slice(2)), checked('300101')] as const;
  const second = `${numbers[0]}UTO${numbers[1]}F${numbers[2]}${'<'.repeat(15)}${findCheckDigit(`${numbers.join('')}${'<'.repeat(15)}`) ?? ''}`.padEnd(44, '0');
  const spoilt = spoil === undefined ? second : second.slice(0, spoil.at) + spoil.sign + second.slice(spoil.at + 1);
  return [`P<UTO${family}<<${given.join('<')}`.padEnd(44, '<').slice(0, 44), spoilt];
}

const name = fc.constantFrom('Anna Maria Eriksson', 'Ana Erikson', 'Tarvo Bakelinsen', 'Mohamed Ali');
const day = fc.tuple(fc.constantFrom('1974', '1975', '1947', '2004'), fc.constantFrom('08', '12', '01'), fc.constantFrom('12', '08', '01', '21')).map((parts) => parts.join('-'));
const born = fc.oneof(day, fc.constantFrom('1974', '1974-08'));
const number = fc.constantFrom('L898902C3', 'L8989O2C3', 'L8989OZC3', 'AB1234567', 'X1');
const spoil = fc.option(fc.record({ at: fc.nat(43), sign: fc.constantFrom('O', '0', '1', 'I', '<', '8', '*') }), { nil: undefined });
const question: fc.Arbitrary<Subject> = fc.oneof(
  fc.record({ document: fc.record({ number }) }),
  fc.record({ person: fc.record({ name, born }) }),
  fc.record({ person: fc.record({ name }) }),
  fc.record({ mrz: fc.record({ name, number, born: day, spoil }).map(zoneOf) }),
  fc.record({ document: fc.record({ number }), person: fc.record({ name, born }) }),
);

describe('ruling out a question', () => {
  it('never loses one that a check would judge to be about the person', () => {
    let ruledOut = 0;
    fc.assert(
      fc.property(question, name, born, number, (subject, full, birth, own) => {
        const content: Content = { names: [{ full }], born: [birth], documents: [{ number: own }] };
        const isOut = ruleOutBy({ numbers: [own], born: [birth], ranges: false })(subject);
        if (!isOut) return;
        ruledOut += 1;
        const asked = readAsked({ subject }, TODAY);
        if (asked === undefined) return;
        assert.equal(judgeSought(asked, 'persons', content), undefined);
        assert.equal(judgeSought(asked, 'travel-documents', { number: own }), undefined);
      }),
      { numRuns: 3000 },
    );
    assert.ok(ruledOut > 300, `only ${ruledOut} were ruled out`);
  });

  it('lets every number pass when a record is a range of them, and every name when a birth date is not known', () => {
    assert.equal(ruleOutBy({ numbers: [], born: ['1974-08-12'], ranges: true })({ document: { number: 'AB1234567' } }), false);
    assert.equal(ruleOutBy({ numbers: ['X1'], born: [], ranges: false })({ person: { name: 'Anna Eriksson', born: '1990-01-02' } }), false);
    assert.equal(ruleOutBy({ numbers: ['X1'], born: ['1974-08-12'], ranges: false })({ person: { name: 'Anna Eriksson', born: '1990-03-04' } }), true);
  });
});
