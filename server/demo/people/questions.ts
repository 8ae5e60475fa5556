/**
 * What officers ask: about persons of a population, as another country's officer types them or a machine reads them, and about
 * travellers who are in no record. The same for the same seed, with labels, so that a search can be judged.
 */
import type { Naming } from './culture.ts';
import { createDraw, pickerOf, type Draw } from './draw.ts';
import { createPopulation, dayText, drawPerson, type Day, type Person } from './person.ts';
import { join, type Spelled } from './spelled.ts';
import { respell, withoutSigns, withTypo, zoneText } from './spellings.ts';

/** How the name of a question was written. */
export const NAME_WAYS = ['as-listed', 'zone', 'other-system', 'original-script', 'dropped-part', 'other-order', 'typo', 'no-signs'] as const;
export type NameWay = (typeof NAME_WAYS)[number];

/** How the birth date of a question relates to the true one. */
export type DateWay = 'true' | 'flipped' | 'year';

/** A question as it comes from a form or a zone. `of`: the number of the person meant, undefined for a traveller who is in no record. */
export type Question = {
  readonly of?: number;
  readonly name: { readonly text: string } | { readonly family: string; readonly given: string };
  /** `1974-08-12`, or the year alone. */
  readonly born: string;
  readonly sex: 'M' | 'F';
  readonly nationality: string;
  readonly nameWay: NameWay;
  readonly dateWay: DateWay;
  readonly culture: string;
};

/** Who is asked about: persons 0 to `persons` of the population of this seed. */
export type Asked = { readonly seed: number; readonly persons: number };

/** As often as a border has them: zones and other systems most. */
const pickWay = pickerOf([8, 25, 20, 8, 12, 8, 9, 10]);
/** Travellers are read by machine, most of them. */
const pickInnocentWay = pickerOf([5, 70, 0, 0, 10, 5, 0, 10]);
/** Seeds of their own, so that questions and travellers have nothing in common with the records. */
const QUESTIONS = 0x51ab_39f7;
const TRAVELLERS = 0x0c33_71d5;

/** Question `number` about a person who is listed; some of the list are asked about twice, most not at all. */
export function listedQuestion({ seed, persons }: Asked, number: number): Question {
  const draw = createDraw();
  draw.restart(seed ^ QUESTIONS, number);
  const of = draw.below(persons);
  const person = createPopulation(seed).personOf(of);
  const named = writeQuestion(person, NAME_WAYS[pickWay(draw)] ?? 'zone', draw);
  const dateWay: DateWay = draw.in(0.72) ? 'true' : draw.in(0.3) && canFlip(person.born) ? 'flipped' : 'year';
  return { of, ...named, born: bornText(person.born, dateWay), sex: person.woman ? 'F' : 'M', nationality: person.country, dateWay, culture: person.culture.code };
}

/** Question `number` about a traveller of the same cultures and frequencies who is in no record. */
export function innocentQuestion({ seed }: Pick<Asked, 'seed'>, number: number): Question {
  const draw = createDraw();
  draw.restart(seed ^ TRAVELLERS, number);
  const person = drawPerson(draw);
  const named = writeQuestion(person, NAME_WAYS[pickInnocentWay(draw)] ?? 'zone', draw);
  return { ...named, born: bornText(person.born, 'true'), sex: person.woman ? 'F' : 'M', nationality: person.country, dateWay: 'true', culture: person.culture.code };
}

function canFlip({ month, day }: Day): boolean {
  return day <= 12 && day !== month;
}

function bornText(born: Day, way: DateWay): string {
  if (way === 'year') return String(born.year);
  return dayText(way === 'flipped' ? { year: born.year, month: born.day, day: born.month } : born);
}

type Written = Pick<Question, 'name' | 'nameWay'>;

/** Writes the name in a way; in the nearest one that is possible, where the name does not allow it. */
function writeQuestion(person: Person, way: NameWay, draw: Draw): Written {
  const { culture, naming } = person;
  switch (way) {
    case 'as-listed':
      return written(way, naming, latinOf);
    case 'zone':
      return { nameWay: way, name: zoneName(naming, culture.code) };
    case 'other-system':
      return written(way, naming, (word) => (draw.in(0.7) ? respell(word, culture, draw) : word.latin));
    case 'original-script':
      return originalName(person) ?? written('other-system', naming, (word) => respell(word, culture, draw));
    case 'dropped-part':
      return droppedName(naming, culture.code, draw);
    case 'other-order':
      return { nameWay: way, name: { text: [...naming.family, ...naming.given].map(latinOf).join(' ') } };
    case 'typo':
      return { nameWay: way, name: mapName(nameOf(naming, latinOf), (text) => withTypo(text, draw), draw) };
    case 'no-signs':
      return written(way, naming, (word) => withoutSigns(word.latin).toLowerCase());
  }
}

const latinOf = (word: Spelled): string => word.latin;

function nameOf({ given, family, whole }: Naming, write: (word: Spelled) => string): Question['name'] {
  const text = (words: readonly Spelled[]): string => words.map(write).filter((word) => word !== '').join(' ');
  return whole === true || family.length === 0 ? { text: text([...given, ...family]) } : { family: text(family), given: text(given) };
}

function written(nameWay: NameWay, naming: Naming, write: (word: Spelled) => string): Written {
  return { nameWay, name: nameOf(naming, write) };
}

/** One part of the name is changed. */
function mapName(name: Question['name'], change: (text: string) => string, draw: Draw): Question['name'] {
  if ('text' in name) return { text: change(name.text) };
  return draw.in(0.5) ? { ...name, family: change(name.family) } : { ...name, given: change(name.given) };
}

/** A passport's zone has 39 places for the whole name; given names are cut first. */
function zoneName(naming: Naming, culture: string): Question['name'] {
  const name = nameOf(naming, ({ latin }) => zoneText(latin, culture));
  if ('text' in name) return { text: name.text.slice(0, 39).trim() };
  const family = name.family.slice(0, 36).trim();
  return { family, given: name.given.slice(0, Math.max(1, 39 - 2 - family.length)).trim() };
}

function originalName({ culture, naming }: Person): Written | undefined {
  const [given, family] = [join(naming.given), join(naming.family)];
  if (given.native === undefined || (naming.family.length > 0 && family.native === undefined)) return undefined;
  const apart = culture.code === 'han' || culture.code === 'cantonese' || culture.code === 'korean' || culture.code === 'japanese' ? '' : ' ';
  const parts = naming.family.length === 0 ? [given.native] : naming.familyFirst === true ? [family.native, given.native] : [given.native, family.native];
  return { nameWay: 'original-script', name: { text: parts.join(apart) } };
}

/** A middle name or one of two family names is not in the other document. */
function droppedName(naming: Naming, culture: string, draw: Draw): Written {
  const { given, family } = naming;
  if (given.length > 1 && naming.whole !== true) return { nameWay: 'dropped-part', name: nameOf({ ...naming, given: draw.in(0.8) ? given.slice(0, 1) : given.slice(1) }, latinOf) };
  if (family.length > 1) return { nameWay: 'dropped-part', name: nameOf({ ...naming, family: family.slice(0, 1) }, latinOf) };
  return { nameWay: 'zone', name: zoneName(naming, culture) };
}
