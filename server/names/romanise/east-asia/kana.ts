import { listDifferent, makeSpeller } from '../spelling.ts';

/** One row of the kana table: its letters, and what is written for each. `:` is the long mark, Q the doubling mark, N the letter n by itself. */
const TABLE = `
  ア=a イ=i ウ=u エ=e オ=o カ=ka キ=ki ク=ku ケ=ke コ=ko サ=sa シ=shi ス=su セ=se ソ=so タ=ta チ=chi ツ=tsu テ=te ト=to ナ=na ニ=ni ヌ=nu ネ=ne ノ=no
  ハ=ha ヒ=hi フ=fu ヘ=he ホ=ho マ=ma ミ=mi ム=mu メ=me モ=mo ヤ=ya ユ=yu ヨ=yo ラ=ra リ=ri ル=ru レ=re ロ=ro ワ=wa ヰ=i ヱ=e ヲ=o ン=N
  ガ=ga ギ=gi グ=gu ゲ=ge ゴ=go ザ=za ジ=ji ズ=zu ゼ=ze ゾ=zo ダ=da ヂ=ji ヅ=zu デ=de ド=do バ=ba ビ=bi ブ=bu ベ=be ボ=bo パ=pa ピ=pi プ=pu ペ=pe ポ=po
  ヴ=vu ァ=a ィ=i ゥ=u ェ=e ォ=o ャ=ya ュ=yu ョ=yo ッ=Q ー=: ヮ=wa ヵ=ka ヶ=ke ヽ= ヾ= ・= ゛= ゜=
  キャ=kya キュ=kyu キョ=kyo シャ=sha シュ=shu ショ=sho チャ=cha チュ=chu チョ=cho ニャ=nya ニュ=nyu ニョ=nyo ヒャ=hya ヒュ=hyu ヒョ=hyo ミャ=mya ミュ=myu ミョ=myo
  リャ=rya リュ=ryu リョ=ryo ギャ=gya ギュ=gyu ギョ=gyo ジャ=ja ジュ=ju ジョ=jo ヂャ=ja ヂュ=ju ヂョ=jo ビャ=bya ビュ=byu ビョ=byo ピャ=pya ピュ=pyu ピョ=pyo
  シェ=she ジェ=je チェ=che ツァ=tsa ツィ=tsi ツェ=tse ツォ=tso ティ=ti ディ=di トゥ=tu ドゥ=du テュ=tyu デュ=dyu ファ=fa フィ=fi フェ=fe フォ=fo フュ=fyu フャ=fya フョ=fyo
  ヴァ=va ヴィ=vi ヴェ=ve ヴォ=vo ヴュ=vyu ウィ=wi ウェ=we ウォ=wo イェ=ye クァ=kwa クィ=kwi クェ=kwe クォ=kwo グァ=gwa グィ=gwi スィ=si ズィ=zi キェ=kye ニェ=nye ヒェ=hye
  リェ=rye ギェ=gye ビェ=bye ピェ=pye ミェ=mye ヴャ=vya`;
const spell = makeSpeller(TABLE);

const HIRAGANA_TO_KATAKANA = 0x60;
const toKatakana = (word: string): string => {
  let katakana = '';
  for (const character of word.normalize('NFKC')) {
    const code = character.charCodeAt(0);
    katakana += code >= 0x3041 && code <= 0x3096 ? String.fromCharCode(code + HIRAGANA_TO_KATAKANA) : character;
  }
  return katakana;
};

const double = (text: string): string => text.replace(/Q(?=ch)/g, 't').replace(/Q([a-z])/g, '$1$1').replaceAll('Q', '');
const withN = (text: string): string => double(text).replace(/N(?=[bmp])/g, 'm').replaceAll('N', 'n');
const short = (text: string): string => text.replaceAll(':', '').replace(/ou|oo/g, 'o').replaceAll('uu', 'u');
const withoutMarks = (text: string): string => text.replaceAll(':', '');

/** A foreign name read back: the vowels that only fill go, one letter for a doubled one. The long a is often ar or er, the final long o or. */
const readBack = (text: string, isLongR: boolean): string => (isLongR ? text.replaceAll('a:', 'ar') : text)
  .replaceAll('Q', '')
  .replace(/(ts|sh|ch|[kgszfpbmrv])u(?=[^aeiouyN:]|$)/g, '$1').replace(/(?<=.)([td])o(?=[^aeiouyNr:]|$)/g, '$1').replace(/(ch|sh|j)i(?=$)/g, '$1')
  .replace(/(?<=ch|sh|j)y/g, '').replaceAll(':', '').replaceAll('N', 'n');

/** A kana word: as on Japanese passports, with n kept before b, m and p, with long vowels written out, with oh, and read back as a foreign name. */
export const readKana = (word: string, most: number): readonly string[] => {
  const text = spell(toKatakana(word));
  const isForeign = /[\u30a1-\u30fa]/.test(word);
  const readings = [
    short(withN(text)), short(double(text).replaceAll('N', 'n')), withoutMarks(double(text).replaceAll('N', 'n')), withoutMarks(withN(text)),
    withN(text).replace(/o[uo:]/g, 'oh').replaceAll(':', '').replaceAll('uu', 'u'),
  ];
  if (isForeign) readings.splice(1, 0, readBack(text, false), readBack(text, true));
  return listDifferent(readings, most);
};
