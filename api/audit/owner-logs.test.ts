import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isProtectedQuestion } from './owner-logs.ts';

test('a document of a refugee or stateless person is known by its issuer or nationality, wherever a question names it', () => {
  const yes = [
    { document: { number: 'A1', issuer: 'XXA' } }, { document: { number: 'A1', issuer: 'xxb' } }, { person: { name: 'Ana', nationality: 'XXC' } },
    { mrz: ['P<XXBERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'] },
    { mrz: ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36XXA7408122F1204159ZE184226B<<<<<10'] },
    { mrz: ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159XXB<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'] },
    { mrz: ['i<utod231458907<<<<<<<<<<<<<<<', '7408122f 1204159 xxb<<<<<<<<<<<6', 'eriksson<<anna<maria<<<<<<<<<<'] },
  ];
  for (const question of yes) assert.equal(isProtectedQuestion(question), true, JSON.stringify(question));
  const no = [
    { vehicle: { vin: 'WVWZZZ1JZXW000001' } },
    { mrz: ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'] },
  ];
  for (const question of no) assert.equal(isProtectedQuestion(question), false, JSON.stringify(question));
});
