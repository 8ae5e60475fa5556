/** What a naming culture is: lists of names, the way they are put together, and how else they are spelled. */
import type { Draw } from './draw.ts';
import { compose, parseList, type NameList, type Reading, type Spelled } from './spelled.ts';

/** A culture as its file declares it. Lists are read by `parseList`, the most frequent name first. */
export type CultureSource = {
  readonly code: string;
  readonly women: string;
  readonly men: string;
  /** Second names, middle names or second syllables, where they come from lists of their own. */
  readonly secondWomen?: string;
  readonly secondMen?: string;
  readonly families: string;
  /** Parts from which the rare family names are put together, one list for each place in the word. */
  readonly rare?: readonly string[];
  /** Share of persons with a rare family name; 0.27 unless told, 0 without `rare`. */
  readonly rareShare?: number;
  readonly form: Form;
  /** How names listed in their own script alone are read. */
  readonly reading?: Reading;
  /** Share of persons whose record has the name in its own script; 0.5 unless told. */
  readonly nativeShare?: number;
  /** Spellings that others use: `kh>h`, or either way: `ee/i`. `^` is the beginning of a word, `$` its end; a dash alone is nothing. */
  readonly respell?: string;
  /** The family name of a woman. */
  readonly ofWoman?: (family: Spelled) => Spelled;
  /** Short forms: `Aleksandr=Sasha,Alex`. */
  readonly nicknames?: string;
  readonly places: string;
  /** Share of birth dates that are the first of January because nobody knows better. */
  readonly newYear?: number;
  /** How steeply names get rarer; 0.75 unless told. */
  readonly slope?: number;
};

/** A person's name before it is written: the words of its parts. `whole`: the culture knows no family name, or the record does not. */
export type Naming = { readonly given: readonly Spelled[]; readonly family: readonly Spelled[]; readonly whole?: boolean; readonly familyFirst?: boolean };

/** Puts a name together. */
export type Form = (culture: Culture, draw: Draw, woman: boolean) => Naming;

/** What of a word in small letters is written otherwise, and how. */
export type Respelling = { readonly from: RegExp; readonly to: string };

/** A culture, ready to be drawn from. */
export type Culture = Pick<CultureSource, 'code' | 'form' | 'ofWoman' | 'reading'> & {
  readonly women: NameList;
  readonly men: NameList;
  readonly secondWomen: NameList;
  readonly secondMen: NameList;
  readonly nativeShare: number;
  readonly newYear: number;
  readonly respell: readonly Respelling[];
  readonly nicknames: ReadonlyMap<string, readonly string[]>;
  readonly places: readonly string[];
  /** A family name as a man bears it, frequent or rare. */
  family(draw: Draw): Spelled;
};

/** Reads the lists of a culture. */
export function cultureOf(source: CultureSource): Culture {
  const { reading, slope = 0.75 } = source;
  const list = (text: string): NameList => parseList(text, { slope, reading });
  const [women, men, families] = [list(source.women), list(source.men), list(source.families)];
  // The parts of rare names are used more evenly than whole names.
  const parts = (source.rare ?? []).map((text) => parseList(text, { slope: 0.45, reading }));
  const rareShare = parts.length === 0 ? 0 : (source.rareShare ?? 0.27);
  return {
    code: source.code, form: source.form, women, men,
    secondWomen: source.secondWomen === undefined ? women : list(source.secondWomen),
    secondMen: source.secondMen === undefined ? men : list(source.secondMen),
    ...(source.ofWoman !== undefined && { ofWoman: source.ofWoman }),
    ...(reading !== undefined && { reading }),
    nativeShare: source.nativeShare ?? 0.5,
    newYear: source.newYear ?? 0,
    respell: respellings(source.respell ?? ''),
    nicknames: new Map(words(source.nicknames ?? '').map((word) => [word.split('=')[0] ?? '', (word.split('=')[1] ?? '').split(',')] as const)),
    places: words(source.places).map((place) => place.replaceAll('_', ' ')),
    family: (draw) => (draw.in(rareShare) ? compose(parts.map((part) => part.pick(draw))) : families.pick(draw)),
  };
}

function words(text: string): string[] {
  return text.trim() === '' ? [] : text.trim().split(/\s+/);
}

function respellings(text: string): Respelling[] {
  return words(text).flatMap((word) => {
    const [one = '', other = ''] = word.split(/[/>]/);
    return word.includes('/') ? [respelling(one, other), respelling(other, one)] : [respelling(one, other)];
  });
}

function respelling(from: string, to: string): Respelling {
  const letters = from.replace(/[$^]/g, '');
  // The h of ch, sh, th makes another letter of the one before it.
  const alone = /^[cdgkpstz]$/.test(letters) ? '(?!h)' : '';
  const pattern = `${from.startsWith('^') ? '^' : ''}${letters}${alone}${from.endsWith('$') ? '$' : ''}`;
  return { from: new RegExp(pattern, 'u'), to: to === '-' ? '' : to.replace(/[$^]/g, '').replaceAll('_', ' ') };
}
