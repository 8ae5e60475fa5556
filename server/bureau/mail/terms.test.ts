import assert from 'node:assert/strict';
import { test } from 'node:test';
import { soughtOf, termsOf, wordsOf } from './terms.ts';
import { openVault } from './vault.ts';

test('words are found whatever their case and accents, in any script', () => {
  assert.deepEqual(wordsOf('Véhicule gris: AB-123, مركبة'), ['vehicule', 'gris', 'ab', '123', 'مركبة']);
});

test('a word is found by itself and by its beginnings of three letters or more', () => {
  assert.deepEqual(termsOf('grey').toSorted(), ['gre*', 'grey'].toSorted());
  assert.deepEqual(soughtOf('gre'), [['gre', 'gre*']]);
  assert.deepEqual(soughtOf('ab'), [['ab']]);
});

test('without the key nobody tells which word a term stands for, and nothing opens elsewhere', () => {
  const [one, other] = [openVault(new Uint8Array(32).fill(1)), openVault(new Uint8Array(32).fill(2))];
  assert.notEqual(one.term('grey'), other.term('grey'));
  assert.ok(Number.isSafeInteger(one.term('grey')));
  const sealed = one.seal({ subject: 'Grey van' }, 'a');
  assert.deepEqual(one.open(sealed, 'a'), { subject: 'Grey van' });
  assert.ok(!Buffer.from(sealed).includes('Grey'));
  assert.throws(() => one.open(sealed, 'b'), { code: 'store.broken' });
  assert.throws(() => other.open(sealed, 'a'), { code: 'store.broken' });
});
