import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeArabicMrz, encodeArabicMrz } from './arabic-mrz.ts';

const PAIRS: readonly (readonly [name: string, codes: string])[] = [
  ['محمود', 'MXHMWD'], ['عبدالرحيم', 'EBDALRXHYM'], ['أبو بكر محمد', 'XAEBW<BKR<MXHMD'], ['فاطمة', 'FAXTTMXAH'], ['شيماء', 'XSHYMAXE'], ['إبراهيم خليل', 'IBRAHYM<XKHLYL'],
  ['رؤوف', 'RUWF'], ['عائشة', 'EAXIXSHXAH'], ['مصطفى', 'MXSSXTTFXAY'], ['پرویز', 'PRWXYAZ'],
];

for (const [name, codes] of PAIRS) {
  test(`${name} is ${codes} in a machine-readable zone`, () => assert.equal(encodeArabicMrz(name), codes));
  if (codes.includes('X')) test(`${codes} stands for ${name}`, () => assert.equal(decodeArabicMrz(codes), name));
}

test('two fillers part names as one does', () => assert.equal(decodeArabicMrz('MXHMWD<<EBDALRXHYM<<<'), 'محمود عبدالرحيم'));
test('vowel marks and stretching signs are not coded', () => assert.equal(encodeArabicMrz('مُـحَـمُود'), 'MXHMWD'));

for (const latin of ['MUELLER', 'XAVIER', 'ALEXANDER', 'FELIX', 'XENIA', 'XIANG', 'XHULIANO', 'ALEXEI', 'ALEXIS', 'MAXWELL', 'MAX', 'O<CONNOR', 'SMITH<JOHN', '']) {
  test(`${latin === '' ? 'an empty name' : latin} is no name in Arabic codes`, () => assert.equal(decodeArabicMrz(latin), undefined));
}
