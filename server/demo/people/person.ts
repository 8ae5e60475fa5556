/** One fictional person: who he is, and what a record of the persons database says about him. */
import type { Content } from '@watchword/api/databases/database.ts';
import { pickCountry } from './countries.ts';
import type { Culture, Naming } from './culture.ts';
import { getCulture } from './cultures.ts';
import { createDraw, pickerOf, type Draw } from './draw.ts';
import { join, type Spelled } from './spelled.ts';
import { respell, zoneText } from './spellings.ts';

/** A calendar day. */
export type Day = { readonly year: number; readonly month: number; readonly day: number };

/** A person as he is: the true name and birth date, whatever a record knows of them. */
export type Person = { readonly country: string; readonly culture: Culture; readonly naming: Naming; readonly woman: boolean; readonly born: Day };

/** The records are those of the year 2026. */
const YEAR = 2026;
/** Ages in steps of five years from 15 on, as often as persons of them are searched for, which is younger than the world. */
const AGE = pickerOf([4, 10, 14, 15, 13, 11, 9, 7, 5, 4, 3, 2, 1.5, 1]);
const MONTH_DAYS: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Draws a person. The draws that follow are about his record. */
export function drawPerson(draw: Draw): Person {
  const country = pickCountry(draw);
  const culture = getCulture(country.pickCulture(draw));
  const woman = draw.in(0.28);
  const { given, ...naming } = culture.form(culture, draw, woman);
  // Nobody is called by the same name twice, but in Burma.
  const names = culture.code === 'burmese' ? given : given.filter((name, at) => given.findIndex(({ latin }) => latin === name.latin) === at);
  return { country: country.code, culture, naming: { given: names, ...naming }, woman, born: drawBirth(draw, culture) };
}

function drawBirth(draw: Draw, culture: Culture): Day {
  const year = YEAR - 15 - AGE(draw) * 5 - draw.below(5);
  if (draw.in(culture.newYear)) return { year, month: 1, day: 1 };
  const month = draw.below(12);
  return { year, month: month + 1, day: 1 + draw.below(MONTH_DAYS[month] ?? 28) };
}

/** A day as a record writes it. */
export function dayText({ year, month, day }: Day): string {
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

/** What a record of the persons database says about a person. */
export function contentOf(person: Person, draw: Draw): Content {
  const { country, culture, woman } = person;
  const kind = draw.in(0.55) ? 'wanted' : draw.in(0.3) ? 'missing' : draw.in(0.5) ? 'information' : 'warning';
  const status = kind === 'missing' ? 'missing' : kind === 'wanted' ? (draw.in(0.5) ? 'accused' : 'convicted') : 'suspect';
  const content: Content = { kind, status, names: namesOf(person, draw) };
  const born = bornOf(person.born, draw);
  if (born.length > 0) content['born'] = born;
  if (draw.in(0.97)) content['sex'] = woman ? 'F' : 'M';
  if (draw.in(0.5)) Object.assign(content, { birthPlace: draw.one(culture.places), birthCountry: country });
  const second = draw.in(0.05) ? pickCountry(draw).code : country;
  if (draw.in(0.96)) content['nationalities'] = second === country ? [country] : [country, second];
  if (draw.in(0.4)) content['documents'] = [{ number: documentNumber(draw), issuer: country, type: 'passport' }];
  if (kind === 'wanted') content['warrants'] = [{ issuedIn: country, charge: draw.one(CHARGES) }];
  return content;
}

const CHARGES = ['Fraud', 'Armed robbery', 'Forgery of documents', 'Trafficking in persons', 'Aggravated theft', 'Money laundering', 'Smuggling'] as const;

function documentNumber(draw: Draw): string {
  const letters = String.fromCharCode(65 + draw.below(26)) + (draw.in(0.5) ? String.fromCharCode(65 + draw.below(26)) : '');
  return letters + String(10_000_000 + draw.below(89_999_999)).slice(0, 9 - letters.length);
}

/** 4 % are known by the year only, some by the month, some not at all; some have two dates. */
function bornOf(born: Day, draw: Draw): string[] {
  const known = draw.next();
  const whole = dayText(born);
  if (known < 0.005) return [];
  if (known < 0.045) return [whole.slice(0, 4)];
  if (known < 0.055) return [whole.slice(0, 7)];
  if (known < 0.075) return [whole, dayText({ ...born, year: born.year + (draw.in(0.5) ? 1 : -2) })];
  return [whole];
}

type Name = { family?: string; given?: string; full?: string; kind: 'primary' | 'birth' | 'alias' | 'original-script' | 'nickname' };

function namesOf(person: Person, draw: Draw): Name[] {
  const { culture, naming } = person;
  const names: Name[] = [writeName(naming, (word) => word.latin, 'primary')];
  // A quarter of the records come from systems that know capitals only.
  if (draw.in(0.25)) names[0] = mapName(names[0], (text) => zoneText(text, culture.code));
  if (draw.in(culture.nativeShare)) names.push(...originalNames(naming, culture.code));
  if (!draw.in(0.24)) return names;
  for (let more = true; more; more = draw.in(0.3)) {
    const alias = aliasOf(person, draw);
    if (!names.some((name) => name.family === alias.family && name.given === alias.given && name.full === alias.full)) names.push(alias);
  }
  return names;
}

function mapName(name: Name | undefined, change: (text: string) => string): Name {
  const { kind = 'primary', ...texts } = name ?? { full: 'N. N.' };
  return { ...Object.fromEntries(Object.entries(texts).map(([part, text]) => [part, change(text) || text])), kind };
}

function writeName({ given, family, whole }: Naming, write: (word: Spelled) => string, kind: Name['kind']): Name {
  const text = (words: readonly Spelled[]): string => words.map(write).filter((word) => word !== '').join(' ');
  if (whole === true || family.length === 0) return { full: text([...given, ...family]), kind };
  return { family: text(family), given: text(given), kind };
}

/** The name in its own script, for Japanese also in kana; none when a word of it is known in Latin letters only. */
function originalNames({ given, family, whole, familyFirst }: Naming, culture: string): Name[] {
  const [first, last] = [join(given), join(family)];
  if (first.native === undefined || (family.length > 0 && last.native === undefined)) return [];
  const apart = culture === 'han' || culture === 'cantonese' || culture === 'korean' ? '' : ' ';
  const native: Name = whole === true || family.length === 0
    ? { full: (familyFirst === true ? [last.native, first.native] : [first.native, last.native]).filter((part) => part !== undefined).join(apart), kind: 'original-script' }
    : { family: last.native ?? '', given: first.native, kind: 'original-script' };
  const kana = [...family, ...given].every((word) => word.kana !== undefined) && family.length > 0;
  return kana ? [native, writeName({ given, family }, (word) => word.kana ?? '', 'original-script')] : [native];
}

/** Another name of the same person: another spelling, the other order, a short form, the name before the marriage, a part left out. */
function aliasOf({ culture, naming, woman }: Person, draw: Draw): Name {
  const chance = draw.next();
  if (woman && chance < 0.25 && naming.family.length > 0) return writeName({ ...naming, family: culture.form(culture, draw, true).family }, (word) => word.latin, 'birth');
  if (chance < 0.4) {
    const short = naming.given[0] === undefined ? undefined : culture.nicknames.get(naming.given[0].latin);
    if (short !== undefined) return writeName({ ...naming, given: [{ latin: draw.one(short) }] }, (word) => word.latin, 'nickname');
  }
  if (chance < 0.52 && naming.family.length > 0) return { family: join(naming.given).latin, given: join(naming.family).latin, kind: 'alias' };
  if (chance < 0.62 && naming.given.length > 1) return writeName({ ...naming, given: naming.given.slice(0, 1) }, (word) => word.latin, 'alias');
  return writeName(naming, (word) => respell(word, culture, draw), 'alias');
}

/** Persons by number, the same for the same seed on every machine; any of them can be made without the others. */
export type Population = {
  personOf(number: number): Person;
  contentOf(number: number): Content;
  /** The person as a line of NDJSON that an import takes, with `P-` and the number as the owner's reference. */
  lineOf(number: number): string;
};

/** A population from a seed. */
export function createPopulation(seed: number): Population {
  const draw = createDraw();
  const personAt = (number: number): Person => {
    draw.restart(seed, number);
    return drawPerson(draw);
  };
  const contentAt = (number: number): Content => contentOf(personAt(number), draw);
  return { personOf: personAt, contentOf: contentAt, lineOf: (number) => `{"reference":"P-${number}","content":${JSON.stringify(contentAt(number))}}\n` };
}
