import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MOST_READINGS, findWithoutArticle, readHanName, readHangulName, romanise, scriptOf, splitByScript } from './romanise.ts';

/** A word and readings that must be among its own. */
const WORDS: readonly (readonly [word: string, ...readings: string[]])[] = [
  ['Müller', 'muller', 'mueller'], ['Ñáñez', 'nanez'], ['Đoković', 'dokovic', 'djokovich'], ['Søren', 'soren', 'soeren'], ['Weiß', 'weiss'], ['Yılmaz', 'yilmaz'], ['Łukasz', 'lukasz'],
  ['Nguyễn', 'nguyen'], ['SMITH', 'smith'], ["O'Brien", 'obrien'],
  ['Юлия', 'iuliia', 'yuliya'], ['Хрущёв', 'khrushchev', 'chruschtschow'], ['Ельцин', 'eltsin', 'yeltsin'], ['Григоренко', 'grigorenko'], ['Юрій', 'yurii', 'yuriy'], ['Ђоковић', 'djokovic'],
  ['Щерев', 'shterev'], ['Джон', 'jon'], ['Қасым', 'qasym', 'kasim'],
  ['Μητσοτάκης', 'mitsotakis'], ['Παπανδρέου', 'papandreou'], ['Χρήστος', 'christos', 'hristos'], ['Ευάγγελος', 'evangelos'], ['Μπάμπης', 'bampis'],
  ['محمد', 'muhammad', 'mohamed', 'mohammed'], ['الشمس', 'alshams', 'ashshams'], ['عبدالرحمن', 'abdulrahman', 'abdelrahman'], ['مُحَمَّد', 'muhammad'], ['طارق', 'tariq', 'tarek'],
  ['خورشید', 'khurshid'], ['پزشکیان', 'pezeshkian'], ['هوفمان', 'hofman'],
  ['김', 'gim', 'kim'], ['정은', 'jeongeun', 'jungeun'], ['세바스티안', 'sebastian'], ['さとう', 'sato', 'satou', 'satoh'], ['ジャクソン', 'jakson'], ['王', 'wang', 'wong'], ['司馬', 'sima'],
  ['أبوزيد', 'abuzaid'], ['علیرضا', 'alireza'], ['محسني', 'mohseni'], ['سعدالدين', 'saadeddin'], ['ابوالقاسم', 'abulqasim'], ['ترنر', 'terner'], ['بھٹو', 'bhutto'], ['نێچیرڤان', 'nechirvan'],
  ['יונתן', 'yonatan', 'jonathan'], ['פוטין', 'putin'], ['גרוסמן', 'grosman'], ['מְדִינַת', 'mediynat'], ['צ׳רצ׳יל', 'cherchil'],
  ['Дзюнъитиро', 'junichiro'], ['Мария', 'mariia', 'maria', 'mariya'], ['Анатолий', 'anatolii', 'anatoly', 'anatoliy'], ['Ньюсон', 'newson'],
  ['नरेन्द्र', 'narendra'], ['राजकुमार', 'rajkumar'], ['রহমান', 'rahman'], ['முருகன்', 'murugan'], ['ਸਿੰਘ', 'singh'], ['മുഹമ്മദ്', 'muhammad'], ['මහින්ද', 'mahinda'],
  ['สมชาย', 'somchai'], ['ภูมิพล', 'phumiphon', 'phumiphol'], ['မြင့်', 'myint'], ['ពត', 'pot'], ['ገብረ', 'gebre'], ['ብርሃን', 'birhan'],
  ['巴德利', 'badeli', 'badli'], ['華盛頓', 'huashengdun', 'washengton'], ['プーチン', 'puchin'], ['ハー', 'ha', 'har'], ['트럼프', 'tromp'], ['블라디미르', 'vladimir'],
  ['Սարգսյան', 'sargsyan'], ['Հակոբ', 'hakob', 'hagop'], ['შევარდნაძე', 'shevardnadze'],
];

for (const [word, ...readings] of WORDS) {
  test(`${word} is read ${readings.join(', ')}`, () => {
    const read = romanise(word);
    assert.deepEqual(readings.filter((reading) => !read.includes(reading)), [], read.join(' '));
  });
}

test('readings are few, different, and small ASCII letters', () => {
  for (const [word] of WORDS) {
    const read = romanise(word);
    assert.ok(read.length > 0 && read.length <= MOST_READINGS, word);
    assert.equal(new Set(read).size, read.length, word);
    for (const reading of read) assert.match(reading, /^[a-z]+$/, word);
  }
});

test('a word without letters has no reading', () => assert.deepEqual(['', '123', '-', '\u0301'].map((word) => romanise(word)), [[], [], [], []]));
test('fewer readings can be asked for', () => assert.equal(romanise('Хрущёв', { most: 2 }).length, 2));
test('a word in two scripts is read as one', () => assert.ok(romanise('Ивaнов').includes('ivanov')));

test('a text is cut where its script changes', () => assert.deepEqual(splitByScript('ИванSmith王'), [
  { script: 'cyrillic', text: 'Иван' }, { script: 'latin', text: 'Smith' }, { script: 'han', text: '王' },
]));
test('the script is that of the first letter', () => assert.deepEqual(['1-a', 'Ω', 'ж', 'ש', 'ع', 'क', 'ก', 'ᄀ', 'ア', '々', 'ሀ', '12'].map(scriptOf),
  ['latin', 'greek', 'cyrillic', 'hebrew', 'arabic', 'devanagari', 'thai', 'hangul', 'kana', 'han', 'ethiopic', 'other']));

test('an article is told from a name that only begins like one', () =>
  assert.deepEqual(['الخالق', 'الياس', 'الله', 'حسن'].map(findWithoutArticle), ['خالق', undefined, undefined, undefined]));

const HAN: readonly (readonly [name: string, language: string, family: string, given: string])[] = [
  ['習近平', 'mandarin', 'xi', 'jinping'], ['陳水扁', 'wade', 'chen', 'shuipien'], ['陳大文', 'cantonese', 'chan', 'taiman'], ['金正恩', 'korean', 'kim', 'jeongeun'], ['阮文勇', 'vietnamese', 'nguyen', 'vandung'],
  ['歐陽娜娜', 'mandarin', 'ouyang', 'nana'], ['今井颯真', 'japanese', 'imai', 'soma'], ['佐藤健', 'japanese', 'sato', 'ken'], ['趙英明', 'cantonese', 'chiu', 'yingming'],
];
for (const [name, language, family, given] of HAN) {
  test(`${name} is ${family} ${given} in ${language}`, () => {
    const read = readHanName(name).filter((reading) => reading.language === language);
    assert.ok(read.some((reading) => reading.family === family && reading.given === given), JSON.stringify(readHanName(name)));
  });
}

test('a Korean name has the spellings of its family name', () => {
  const read = readHangulName('이정희');
  assert.ok(read.some(({ family, given }) => family === 'lee' && given === 'junghee'), JSON.stringify(read));
  assert.ok(readHangulName('남궁민').every(({ family }) => family.startsWith('namg') || family.startsWith('namk')));
  assert.deepEqual(readHangulName('폴'), []);
});
