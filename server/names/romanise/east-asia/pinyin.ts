import anyAscii from 'any-ascii';

/** Where the common reading in a name is not the one of any-ascii. */
const IN_NAMES = new Map([['勒', 'le'], ['地', 'di'], ['玟', 'min'], ['佛', 'fo'], ['长', 'chang'], ['長', 'chang']]);
const known = new Map<string, string>();

/** The pinyin of one Han character without tone, in small ASCII letters (ü is u); empty when it has none. The same character always gives the same. */
export const toPinyin = (character: string): string => {
  const found = known.get(character);
  if (found !== undefined) return found;
  const reading = IN_NAMES.get(character) ?? anyAscii(character).toLowerCase().replace(/[^a-z]/g, '');
  known.set(character, reading);
  return reading;
};
