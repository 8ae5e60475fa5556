import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createAgreement } from './agreement.ts';

const LINES = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];

it('one frame is not believed, two that agree are', () => {
  const agreement = createAgreement();
  assert.equal(agreement.take(LINES.join('\n')), undefined);
  assert.deepEqual(agreement.take(`UTOPIA\n${LINES.join('\n')}\n`), LINES);
});

it('a frame in between that reads something else begins anew', () => {
  const agreement = createAgreement();
  agreement.take(LINES.join('\n'));
  agreement.take('nothing');
  assert.equal(agreement.take(LINES.join('\n')), undefined);
});

it('a check digit that does not fit is never believed', () => {
  const agreement = createAgreement();
  const broken = [LINES[0], 'L898902C37UTO7408122F1204159ZE184226B<<<<<10'].join('\n');
  agreement.take(broken);
  assert.equal(agreement.take(broken), undefined);
});

it('a name with a digit in it is not believed, although no check digit covers it', () => {
  const agreement = createAgreement();
  const misread = ['P<UTOER1KSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', LINES[1]].join('\n');
  agreement.take(misread);
  assert.equal(agreement.take(misread), undefined);
});
