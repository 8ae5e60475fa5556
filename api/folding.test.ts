import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  foldDocumentNumber,
  foldEngineNumber,
  foldHullNumber,
  foldImo,
  foldMmsi,
  foldNameTokens,
  foldPlate,
  foldSerial,
  foldText,
  foldVin,
  lookalikeSkeleton,
  plateForms,
} from './folding.ts';

test('a document number keeps its letters and digits, whatever was written between them', () => {
  for (const text of ['L898902C3', 'l898902c3', ' L 898-902 C3<', 'L898902C3<<<', 'L.898.902/C3', 'Ｌ８９８９０２Ｃ３', 'L\u00ad898902\u200bC3', '№ L898902C3', 'L٨٩٨٩٠٢C۳']) {
    assert.equal(foldDocumentNumber(text), 'L898902C3', text);
  }
  assert.equal(foldDocumentNumber('<<- '), '');
});

test('a document number keeps letters of every script', () => {
  assert.equal(foldDocumentNumber('серия IV-аб 123456'), 'СЕРИЯIVАБ123456');
  assert.equal(foldDocumentNumber('๑๒๓४५६'), '123456');
});

test('look-alikes have one skeleton, and Q is not one of them', () => {
  assert.equal(lookalikeSkeleton('O0I1S5B8Z2Q'), '0011558822Q');
  assert.equal(lookalikeSkeleton('C0IB82'), lookalikeSkeleton('COI8B2'));
  assert.notEqual(lookalikeSkeleton('Q12'), lookalikeSkeleton('012'));
  assert.equal(lookalikeSkeleton(foldDocumentNumber('СН 123456')), 'CH123456', 'Cyrillic letters');
  assert.equal(lookalikeSkeleton(foldDocumentNumber('ΑΒ 12')), 'A812', 'Greek letters');
});

test('in a VIN the letters I, O and Q can only be digits', () => {
  assert.equal(foldVin('1m8-gdm9 axkpo42788'), '1M8GDM9AXKP042788');
  assert.equal(foldVin('*IQO*'), '100');
  assert.equal(foldVin('ХТА210930Y2766389'), 'XTA210930Y2766389', 'typed on a Cyrillic keyboard');
});

test('a plate is the same with and without separators, and in Latin, Cyrillic and Greek letters', () => {
  for (const text of ['A 123 BC 77', 'а123вс77', 'А·123·ВС-77', 'Α123BC77']) assert.equal(foldPlate(text), 'A123BC77', text);
  assert.equal(foldPlate('ΙΧΡ-1234'), 'IXP1234');
  assert.equal(foldPlate('уба 0123'), 'YБA0123', 'letters without a Latin twin stay');
  assert.notEqual(foldPlate('AO 123'), foldPlate('A0 123'));
});

test('the country of a plate changes nothing, for a question may leave it out', () => {
  for (const text of ['А123ВС77', 'GÖ AB 123', '۱۲ب۳۴۵']) assert.equal(foldPlate(text, 'RUS'), foldPlate(text));
});

test('a plate has western digits and one form of each Arabic letter', () => {
  assert.equal(foldPlate('۱۲ ی ۳۴۵ - ۶۷'), '12ي34567');
  assert.equal(foldPlate('أ ب ج ١٢٣'), foldPlate('اب ج 123'));
});

test('a plate with an umlaut is found in each way offices write it', () => {
  assert.equal(foldPlate('GÖ-AB 123'), 'GOAB123');
  assert.deepEqual(plateForms('GÖ-AB 123').toSorted(), ['GOAB123', 'GOEAB123']);
  assert.ok(plateForms('GOE AB 123').includes('GOAB123'));
  assert.ok(plateForms('Ö-X 1').includes(foldPlate('OE-X 1')));
  assert.deepEqual(plateForms('AB 123 CD'), ['AB123CD']);
  assert.equal(foldPlate('51Đ-123.45'), '51D12345');
});

test('numbers of engines, firearms and hulls lose only what stands between the marks', () => {
  assert.equal(foldEngineNumber('*M54-256 S5*'), 'M54256S5');
  assert.equal(foldSerial('ab-1234 / x'), 'AB1234X');
  assert.equal(foldHullNumber('GB-ABC12345D404'), 'GBABC12345D404');
  assert.equal(foldHullNumber('US-ABC12345D404'), foldHullNumber('ABC12345D404'));
  assert.equal(foldHullNumber('USC12345D404'), 'USC12345D404');
});

test('ship numbers are their digits', () => {
  assert.equal(foldImo('IMO 9074729'), '9074729');
  assert.equal(foldImo('imo9074729'), foldImo('9074729'));
  assert.equal(foldMmsi('MMSI: 002 320 1234'), '0023201234');
});

test('a name is the same in another case and without its accents', () => {
  assert.equal(foldText('  José  MARÍA-de\tla Cruz, Ñuñez '), 'jose maria de la cruz nunez');
  assert.equal(foldText('Æsir Þór Łukasz Søren Đorđe Œuvre Strauß IŞIK ışık İnci Gal·la'), 'aesir thor lukasz soren dorde oeuvre strauss isik isik inci galla');
  assert.equal(foldText('ΓΙΏΡΓΟΣ Οδυσσεύς'), 'γιωργοσ οδυσσευσ');
  assert.equal(foldText('Фёдор Андре\u0301й'), 'федор андреи');
});

test('an apostrophe joins as in an MRZ, other signs and digits part', () => {
  for (const text of ["O'BRIEN", 'O’Brien', 'Oʼbrien', 'OBRIEN', 'O`brien', 'O´Brien']) assert.equal(foldText(text), 'obrien', text);
  assert.equal(foldText('J.R. Smith 3rd<JONES'), 'j r smith rd jones');
  assert.equal(foldText("'-, 12"), '');
});

test('names of every script are kept, with the marks that are letters there', () => {
  assert.equal(foldText('王小明'), '王小明');
  assert.equal(foldText('김 민준'), '김 민준');
  assert.equal(foldText('ガブリエル'), 'ガブリエル');
  assert.notEqual(foldText('ガ'), foldText('カ'));
  assert.equal(foldText('葛\u{e0100}城'), '葛城', 'a variant of one sign');
  assert.equal(foldText('अनिता शर्मा'), 'अनिता शर्मा');
  assert.equal(foldText('สมชาย'), 'สมชาย');
  assert.equal(foldText('דָּוִד כֹּהֵן'), 'דוד כהן');
});

test('Arabic and Persian spellings of one name are one', () => {
  assert.equal(foldText('مُحَمَّد'), 'محمد');
  assert.equal(foldText('محـــمد'), 'محمد');
  assert.equal(foldText('علی کریمی'), foldText('علي كريمي'));
  assert.equal(foldText('أحمد'), foldText('احمد'));
  assert.equal(foldText('فاطمة'), foldText('فاطمه'));
  assert.equal(foldText('\u202bعلي\u202c'), 'علي');
});

test('the order of the words of a name does not matter, their number does', () => {
  assert.deepEqual(foldNameTokens('Kim, Jong Un'), foldNameTokens('JONG UN KIM'));
  assert.deepEqual(foldNameTokens('Ali Ali Hassan'), ['ali', 'ali', 'hassan']);
  assert.notDeepEqual(foldNameTokens('Ali Ali'), foldNameTokens('Ali'));
  assert.deepEqual(foldNameTokens(' - '), []);
});

test('folding a folded value changes nothing, for every character there is', () => {
  const folds = [foldDocumentNumber, foldVin, foldPlate, foldHullNumber, foldImo, foldMmsi, foldText];
  for (let code = 0x20; code < 0x20000; code += 1) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const text = `A${String.fromCodePoint(code)}1`;
    for (const fold of folds) {
      const once = fold(text);
      if (fold(once) !== once) assert.fail(`${fold.name} of U+${code.toString(16)}: ${once}, then ${fold(once)}`);
    }
    const skeleton = lookalikeSkeleton(foldDocumentNumber(text));
    if (lookalikeSkeleton(skeleton) !== skeleton) assert.fail(`skeleton of U+${code.toString(16)}`);
  }
  assert.equal(foldDocumentNumber('\ud800A'), 'A', 'half a character');
});
