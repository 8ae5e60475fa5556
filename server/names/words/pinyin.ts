const FINALS = (text: string): string[] => text.split(' ');
const COMMON = FINALS('a ai an ang ao e en eng');
const BACK = FINALS('ong ou u ua uai uan uang ui un uo');

/** Initials and the finals that follow them. */
const ROWS: readonly (readonly [initials: string, finals: readonly string[]])[] = [
  ['b p m', FINALS('a ai an ang ao ei en eng o u i ian iao ie in ing')], ['p m f', ['ou']], ['f', FINALS('a an ang ei en eng o u')],
  ['d t', FINALS('a ai an ang ao e ei eng i ian iao ie ing iu ong ou u ui un uan uo')],
  ['n l', FINALS('a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo ue un')], ['l', ['ia']],
  ['g k h', [...COMMON, 'ei', ...BACK]], ['j q x', FINALS('i ia ian iang iao ie in ing iong iu u uan ue un')],
  ['zh ch sh', [...COMMON, 'ei', 'i', ...BACK]], ['r', FINALS('an ang ao e en eng i ong ou u uan ui un uo')], ['z c s', [...COMMON, 'i', ...FINALS('ong ou u uan ui un uo')]],
  ['y', FINALS('a an ang ao e i in ing ong ou u uan ue un')], ['w', FINALS('a ai an ang ei en eng o u')],
];

/** The syllables of Chinese in pinyin, without tones. */
export const SYLLABLES: ReadonlySet<string> = new Set([...ROWS.flatMap(([initials, finals]) => initials.split(' ').flatMap((initial) => finals.map((final) => initial + final))), ...FINALS('a ai an ang ao e en er ou')]);

/** Whether a word can be Chinese in pinyin: one or two syllables, as the parts of names have them. */
export function isPinyin(word: string): boolean {
  if (word.length > 12) return false;
  if (SYLLABLES.has(word)) return true;
  for (let at = 1; at < word.length; at++) if (SYLLABLES.has(word.slice(0, at)) && SYLLABLES.has(word.slice(at))) return true;
  return false;
}
