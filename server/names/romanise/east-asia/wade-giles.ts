const INITIALS: readonly (readonly [pinyin: string, wade: string])[] = [
  ['zh', 'ch'], ['ch', 'ch'], ['sh', 'sh'], ['b', 'p'], ['p', 'p'], ['d', 't'], ['t', 't'], ['g', 'k'], ['k', 'k'], ['j', 'ch'], ['q', 'ch'], ['x', 'hs'],
  ['z', 'ts'], ['c', 'ts'], ['r', 'j'],
];
const WHOLE: Readonly<Record<string, string>> = {
  zi: 'tzu', ci: 'tzu', si: 'ssu', zhi: 'chih', chi: 'chih', shi: 'shih', ri: 'jih', er: 'erh', yi: 'i', yan: 'yen', you: 'yu', yong: 'yung', ye: 'yeh',
  e: 'o', ge: 'ko', ke: 'ko', he: 'ho', guo: 'kuo', kuo: 'kuo', huo: 'huo', shuo: 'shuo', gui: 'kuei', kui: 'kuei',
};
const SAME_FINALS: Readonly<Record<string, string>> = { uo: 'o', ian: 'ien', ie: 'ieh', ue: 'ueh', ve: 'ueh', ong: 'ung', iong: 'iung', iu: 'iu', e: 'e', eng: 'eng' };

/** A pinyin syllable without tone in the Wade-Giles spelling without its apostrophes, as older and Taiwanese documents have it: "zhang" gives "chang". */
export const toWadeGiles = (pinyin: string): string => {
  const whole = WHOLE[pinyin];
  if (whole !== undefined) return whole;
  const [from, to] = INITIALS.find(([initial]) => pinyin.startsWith(initial)) ?? ['', ''];
  const initial = from === '' && /^[mfnlh]/.test(pinyin) ? pinyin.charAt(0) : to;
  const final = pinyin.slice(from === '' ? initial.length : from.length);
  return initial + (initial === '' ? final : SAME_FINALS[final] ?? final);
};
