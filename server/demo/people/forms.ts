/** How the cultures put names together. */
import type { Culture, Form, Naming } from './culture.ts';
import type { Draw } from './draw.ts';
import { compose, join, type Spelled } from './spelled.ts';

const givenOf = (culture: Culture, draw: Draw, woman: boolean): Spelled => (woman ? culture.women : culture.men).pick(draw);
const secondOf = (culture: Culture, draw: Draw, woman: boolean): Spelled => (woman ? culture.secondWomen : culture.secondMen).pick(draw);

/** A family name as this person bears it. */
function familyOf(culture: Culture, draw: Draw, woman: boolean): Spelled {
  const family = culture.family(draw);
  return woman && culture.ofWoman !== undefined ? culture.ofWoman(family) : family;
}

/** Given names and a family name. Shares: `second` given names, two given names with a hyphen, two family names with a hyphen. */
export function western({ second = 0.3, third = 0, hyphen = 0, double = 0, familyFirst = false }: { second?: number; third?: number; hyphen?: number; double?: number; familyFirst?: boolean }): Form {
  return (culture, draw, woman) => {
    const given = [draw.in(hyphen) ? join([givenOf(culture, draw, woman), givenOf(culture, draw, woman)], '-') : givenOf(culture, draw, woman)];
    if (draw.in(second)) given.push(secondOf(culture, draw, woman));
    if (draw.in(third)) given.push(secondOf(culture, draw, woman));
    const family = familyOf(culture, draw, woman);
    return { given, family: [draw.in(double) ? join([family, familyOf(culture, draw, woman)], '-') : family], ...(familyFirst && { familyFirst }) };
  };
}

/** One or two given names, the father's and the mother's family name. */
export const spanish: Form = (culture, draw, woman) => ({
  given: draw.in(0.5) ? [givenOf(culture, draw, woman), secondOf(culture, draw, woman)] : [givenOf(culture, draw, woman)],
  family: draw.in(0.93) ? [culture.family(draw), culture.family(draw)] : [culture.family(draw)],
});

const OF_PORTUGUESE: readonly Spelled[] = ['da', 'dos', 'de', 'do'].map((latin) => ({ latin }));

/** The mother's family name before the father's, with particles. */
export const portuguese: Form = (culture, draw, woman) => {
  const family: Spelled[] = [];
  for (let names = draw.in(0.6) ? 2 : draw.in(0.4) ? 3 : 1; names > 0; names -= 1) {
    if (draw.in(0.25)) family.push(draw.one(OF_PORTUGUESE));
    family.push(culture.family(draw));
  }
  return { given: draw.in(0.35) ? [givenOf(culture, draw, woman), secondOf(culture, draw, woman)] : [givenOf(culture, draw, woman)], family };
};

/** Given names, the mother's maiden name in the middle, the family name. */
export const filipino: Form = (culture, draw, woman) => {
  const given = draw.in(0.55) ? [givenOf(culture, draw, woman), secondOf(culture, draw, woman)] : [givenOf(culture, draw, woman)];
  return { given: draw.in(0.8) ? [...given, culture.family(draw)] : given, family: [culture.family(draw)] };
};

/** Given name, in `share` of the records the father's name with an ending, and a family name with the ending of a woman. */
export function withPatronymic(share: number, ofFather: (father: Spelled, woman: boolean) => Spelled): Form {
  return (culture, draw, woman) => {
    const given = [givenOf(culture, draw, woman)];
    if (draw.in(share)) given.push(ofFather(culture.men.pick(draw), woman));
    return { given, family: [familyOf(culture, draw, woman)] };
  };
}

/** No family name: the father's name with an ending takes its place. */
export const icelandic: Form = (culture, draw, woman) => {
  const father = culture.men.pick(draw).latin;
  const stem = father.endsWith('i') ? `${father.slice(0, -1)}a` : father.endsWith('ur') ? `${father.slice(0, -2)}s` : father.endsWith('s') ? `${father}ar` : `${father}s`;
  const family = draw.in(0.06) ? culture.family(draw) : { latin: stem + (woman ? 'dóttir' : 'son') };
  return { given: draw.in(0.6) ? [givenOf(culture, draw, woman), secondOf(culture, draw, woman)] : [givenOf(culture, draw, woman)], family: [family] };
};

/** Own name, father's, grandfather's; then the family's (`family` of the cases) or one ancestor more. */
export function ancestors({ family, grandfather = 0.5, father = 0.85 }: { family: number; grandfather?: number; father?: number }): Form {
  return (culture, draw, woman) => {
    const given = [givenOf(culture, draw, woman)];
    if (draw.in(father)) given.push(culture.men.pick(draw));
    if (given.length > 1 && draw.in(grandfather)) given.push(culture.men.pick(draw));
    return { given, family: [draw.in(family) ? culture.family(draw) : culture.men.pick(draw)] };
  };
}

/** Own name and the name of the father with the word for son or daughter between them. */
export function childOf({ son, daughter, share = 0.85 }: { son: string; daughter: string; share?: number }): Form {
  return (culture, draw, woman) => {
    const given = draw.in(0.6) ? [givenOf(culture, draw, woman), secondOf(culture, draw, woman)] : [givenOf(culture, draw, woman)];
    const father = draw.in(0.35) ? [culture.men.pick(draw), culture.secondMen.pick(draw)] : [culture.men.pick(draw)];
    if (draw.in(share)) given.push({ latin: woman ? daughter : son });
    return draw.in(0.6) ? { given: [...given, ...father], family: [], whole: true } : { given, family: father };
  };
}

/** One, two or three names, none of which is a family's for certain. */
export function loose({ single, three, familyFirst = false }: { single: number; three: number; familyFirst?: boolean }): Form {
  return (culture, draw, woman) => {
    const first = givenOf(culture, draw, woman);
    if (draw.in(single)) return { given: [first], family: [], whole: true };
    const given = draw.in(three) ? [first, secondOf(culture, draw, woman)] : [first];
    const last = familyOf(culture, draw, woman);
    return draw.in(0.3) ? { given: [...given, last], family: [], whole: true } : { given, family: [last], ...(familyFirst && { familyFirst }) };
  };
}

/** Two to four words, each chosen for itself, and no family name. */
export const burmese: Form = (culture, draw, woman) => {
  const count = draw.in(0.25) ? 2 : draw.in(0.7) ? 3 : 4;
  return { given: Array.from({ length: count }, () => givenOf(culture, draw, woman)), family: [], whole: true };
};

/** A name of one's own; before or behind it the father's name, or the first letter of it. */
export const southIndian: Form = (culture, draw, woman) => {
  const own = givenOf(culture, draw, woman);
  const father = culture.men.pick(draw);
  if (draw.in(0.3)) return { given: [{ latin: `${father.latin.charAt(0)}.` }, own], family: [], whole: true };
  if (draw.in(0.15)) return { given: [own], family: [], whole: true };
  return { given: [own], family: [draw.in(0.55) ? father : culture.family(draw)] };
};

const SINGH: Spelled = { latin: 'Singh', native: 'ਸਿੰਘ', others: ['Sing'] };
const KAUR: Spelled = { latin: 'Kaur', native: 'ਕੌਰ', others: ['Kour'] };

/** Singh for men, Kaur for women, and in half of the cases the family's name. */
export const sikh: Form = (culture, draw, woman) => {
  const middle = woman ? KAUR : SINGH;
  return draw.in(0.5) ? { given: [givenOf(culture, draw, woman), middle], family: [culture.family(draw)] } : { given: [givenOf(culture, draw, woman)], family: [middle] };
};

/** Family name first, then one or two characters; two are joined in Latin letters. */
export function characters({ single, separators = [''] }: { single: number; separators?: readonly string[] }): Form {
  return (culture, draw, woman) => {
    const first = givenOf(culture, draw, woman);
    return { given: [draw.in(single) ? first : syllables(first, secondOf(culture, draw, woman), draw.one(separators))], family: [culture.family(draw)], familyFirst: true };
  };
}

function syllables(first: Spelled, second: Spelled, separator: string): Spelled {
  const small = separator === ' ' ? second : { ...second, latin: second.latin.toLowerCase() };
  const { latin, ...scripts } = compose([first, small]);
  return { latin: separator === '' ? latin : `${first.latin}${separator}${small.latin}`, ...scripts };
}

/** Family name first, a middle name or two, then the name that one is called by. */
export const vietnamese: Form = (culture, draw, woman) => {
  const given = [secondOf(culture, draw, woman), givenOf(culture, draw, woman)];
  if (draw.in(0.2)) given.unshift(secondOf(culture, draw, woman));
  return { given, family: [culture.family(draw)], familyFirst: true };
};

/** The father's name with an ending before one's own. */
export const mongolian: Form = (culture, draw, woman): Naming => {
  const father = culture.men.pick(draw);
  return { given: [givenOf(culture, draw, woman)], family: [draw.in(0.6) ? { ...compose([father, { latin: 'iin', native: 'ийн' }]) } : father], familyFirst: true };
};
