import assert from 'node:assert/strict';
import { test } from 'node:test';
import { icaoTransliterate } from './icao.ts';
import type { IcaoTable } from './icao.ts';

const ROWS: readonly (readonly [table: IcaoTable, text: string, written: string])[] = [
  ['latin', 'MÜLLER', 'MUELLER'], ['latin', 'Ångström', 'Aangstroem'], ['latin', 'NÚÑEZ', 'NUNEZ'], ['latin', 'Weiß', 'Weiss'], ['latin', 'Þór', 'Thor'],
  ['latin', 'Đorđević', 'Dordevic'], ['latin', 'ŁUKASZ', 'LUKASZ'], ['latin', 'Søren', 'Soeren'], ['latin', "D'Artagnan", 'DArtagnan'],
  ['russian', 'Щеглова', 'Shcheglova'], ['russian', 'ЮЛИЯ', 'IULIIA'], ['russian', 'Юлия', 'Iuliia'], ['russian', 'Подъездной', 'Podieezdnoi'], ['russian', 'Игорь', 'Igor'],
  ['ukrainian', 'Юрій', 'Yurii'], ['ukrainian', 'Гринь', 'Hryn'], ['ukrainian', 'Зінаїда', 'Zinaida'], ['ukrainian', 'Є', 'IE'],
  ['belarusian', 'СВЯТЛАНА', 'SVIATLANA'], ['belarusian', 'Ігар', 'Ihar'], ['belarusian', 'Паўлюк', 'Pauliuk'],
  ['bulgarian', 'Щерев', 'Shterev'], ['serbian', 'Живковић', 'Zivkovic'], ['serbian', 'Љиљана', 'Ljiljana'], ['macedonian', 'Ѓорѓи', 'Gjorgji'], ['macedonian', 'Џемал', 'Djemal'],
  ['greek', 'Χρήστος', 'Christos'], ['greek', 'ΨΑΡΌΣ', 'PSAROS'],
  ['hebrew', 'מְדִינַת', 'MEDIYNAT'], ['hebrew', 'צ׳', 'TSH'],
  ['arabic', 'محمود', 'MXHMWD'], ['arabic', 'فاطمة', 'FAXTTMXAH'], ['arabic', 'مُحَمَّد', 'MXHMMD'], ['arabic', 'چوبک', 'XCWBXKK'],
];

for (const [table, text, written] of ROWS) {
  test(`by the ${table} table of ICAO Doc 9303-3 ${text} is written ${written}`, () => assert.equal(icaoTransliterate(text, table), written));
}
