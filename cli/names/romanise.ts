import type { IcaoTable } from '@watchword/server/bin/names.ts';
import type { Run } from '../command.ts';
import { misuse } from '../failures.ts';
import { alignRows } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';

/** `watchword names romanise`: the readings of each word, the forms of ICAO Doc 9303-3, and Arabic codes both ways. */
export const romaniseName: Run = async ({ args, flags, terminal }) => {
  const { decodeArabicMrz, encodeArabicMrz, ICAO_TABLES, icaoTransliterate, romanise } = await import('@watchword/server/bin/names.ts');
  const text = args.join(' ').trim();
  const chosen = flags.text('icao');
  if (chosen !== undefined) {
    const table = ICAO_TABLES.find((one) => one === chosen);
    if (table === undefined) throw misuse(`There is no table ${JSON.stringify(chosen)}.`, `one of: ${ICAO_TABLES.join(', ')}`);
    const written = icaoTransliterate(text, table);
    return print(terminal, { text, table, written }, () => [written]);
  }
  const words = text.split(/\s+/).map((word) => ({ word, readings: romanise(word) }));
  const icao = ICAO_TABLES.filter((table) => isWrittenIn(text, table)).map((table) => ({ table, written: icaoTransliterate(text, table) }));
  const decoded = decodeArabicMrz(text);
  const coded = isWrittenIn(text, 'arabic') ? encodeArabicMrz(text) : undefined;
  await print(terminal, { text, words, icao, ...(coded !== undefined && { arabicCodes: coded }), ...(decoded !== undefined && { fromArabicCodes: decoded }) }, () => [
    ...alignRows(words.map(({ word, readings }) => [`  ${word}`, readings.join(', ')])),
    ...alignRows(icao.map(({ table, written }) => [`  ICAO Doc 9303-3, ${table}`, written])),
    ...(coded === undefined ? [] : [`  Arabic codes of a zone: ${coded}`]),
    ...(decoded === undefined ? [] : [`  Read as Arabic codes: ${decoded}`]),
  ]);
};

const SCRIPTS: Readonly<Record<IcaoTable, RegExp>> = {
  latin: /[\u00c0-\u024f\u1e00-\u1eff]/, russian: /\p{Script=Cyrillic}/u, ukrainian: /[ґєії]/iu, belarusian: /ў/iu, bulgarian: /[ъщ]/iu, serbian: /[ђјљњћџ]/iu, macedonian: /[ѓѕќ]/iu,
  greek: /\p{Script=Greek}/u, hebrew: /\p{Script=Hebrew}/u, arabic: /\p{Script=Arabic}/u,
};

const isWrittenIn = (text: string, table: IcaoTable): boolean => SCRIPTS[table].test(text);
