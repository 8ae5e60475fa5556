/** The records of the demo world: fictional, repeatable, of every country. */
import { MEMBER_CODES } from '@watchword/api/countries/members.ts';
import type { Content } from '@watchword/api/databases/database.ts';
import { calendarOfDay, formatDay } from '@watchword/api/dates.ts';
import { SPECIMENS } from '@watchword/api/specimens.ts';
import { chanceOf, type Chance } from './random.ts';
import { NAMESAKES } from './namesakes.ts';
import type { WorldRecord } from './world-record.ts';
import { cultureOf, type Culture, type Spelled } from './names.ts';

/** How many of each, at least. The specimens come on top. */
export const WORLD = { 'travel-documents': 200_000, vehicles: 50_000, persons: 5000, 'administrative-documents': 5000, firearms: 2000, vessels: 800, 'works-of-art': 800 } as const;
type Kind = keyof typeof WORLD;

const OWNERS: readonly string[] = [...MEMBER_CODES, 'UTO'];

/** Makes all of them, one after the other. `today`: days since 1970; the world's days lie before it. */
export function* makeWorld(today: number): Generator<WorldRecord> {
  yield* specimens();
  yield* NAMESAKES;
  for (const [index, database] of (Object.keys(WORLD) as Kind[]).entries()) {
    const chance = chanceOf(0x1247 + index);
    for (let number = 0; number < WORLD[database]; number += 1) {
      // Some are so old that they end within four months, as their owners' lists show.
      // Each country has some of everything; the rest falls unevenly, as in life.
      const owner = number < OWNERS.length ? (OWNERS[number] ?? 'UTO') : (OWNERS[Math.min(chance.below(OWNERS.length), chance.below(OWNERS.length))] ?? 'UTO');
      const enteredAgo = chance.below(database === 'persons' ? 1815 : 3630);
      const content = MAKERS[database]({ chance, owner, number, day: today - enteredAgo });
      yield { database, owner, reference: `${owner}-${database.slice(0, 3).toUpperCase()}-${number + 1}`, enteredAgo, content };
    }
  }
}

function* specimens(): Generator<WorldRecord> {
  for (const { id, records } of SPECIMENS) {
    for (const [at, { database, content }] of records.entries()) yield { database, owner: 'UTO', reference: `SPECIMEN-${id}-${at + 1}`, enteredAgo: 90, content };
  }
}

type Making = { chance: Chance; owner: string; number: number; day: number };
type Maker = (making: Making) => Content;

const elsewhere = (chance: Chance): string => chance.one(MEMBER_CODES);
const before = (day: number, chance: Chance, most: number): string => formatDay(day - chance.below(most));

/** Numbers of documents look different from country to country, and are long enough not to meet by chance. */
function documentNumber({ chance, owner, number }: Making): string {
  const serial = String(number).padStart(6, '0');
  const forms = [
    () => `${chance.letters(2)}${serial}${chance.digits(1)}`,
    () => `${chance.letters(1)}${serial}${chance.digits(2)}`,
    () => `${chance.digits(2)}${chance.letters(2)}${serial}`,
    () => `${chance.digits(3)}${serial}`,
  ];
  const form = forms[(owner.charCodeAt(0) + owner.charCodeAt(1) + owner.charCodeAt(2)) % forms.length];
  return form === undefined ? serial : form();
}

const MAKERS: Readonly<Record<Kind, Maker>> = {
  'travel-documents': (making) => {
    const { chance, owner, day } = making;
    const fraud = chance.in(0.02) ? 'stolen-blank' : chance.one(['stolen', 'lost', 'lost', 'stolen', 'revoked', 'invalid']);
    const content: Content = { number: documentNumber(making), issuer: owner, type: chance.one(['passport', 'passport', 'passport', 'identity-card', 'identity-card', 'residence-permit', 'diplomatic-passport', 'visa', 'emergency-document']), fraud, occurredOn: before(day, chance, 120), occurredIn: chance.in(0.6) ? owner : elsewhere(chance) };
    if (fraud === 'stolen-blank') return { ...content, ...(chance.in(0.3) && rangeEnd(String(content['number']))) };
    if (fraud === 'revoked') content['ground'] = 'Decision of the issuing authority';
    if (chance.in(0.7)) content['validUntil'] = formatDay(day + 200 + chance.below(3000));
    if (fraud === 'lost' && chance.in(0.05)) content['recoveredOn'] = formatDay(day);
    return content;
  },
  'administrative-documents': (making) => {
    const { chance, owner, day } = making;
    return { number: documentNumber(making), issuer: owner, type: chance.one(['driving-licence', 'vehicle-registration', 'vehicle-title', 'birth-certificate', 'residence-certificate', 'diploma']), fraud: chance.one(['stolen', 'lost']), occurredOn: before(day, chance, 120), occurredIn: owner };
  },
  vehicles: ({ chance, owner, number, day }) => {
    const year = 2004 + chance.below(22);
    const make = chance.one(['Meridian', 'Corvid', 'Altair', 'Nordwind', 'Halcyon', 'Tamarack', 'Vesper']);
    const content: Content = {
      vin: `${chance.letters(3)}${chance.one(['ZZZ', '1K2', '8A4'])}${chance.letters(2)}${chance.digits(1)}${chance.letters(2)}${String(number).padStart(6, '0')}`,
      make, model: chance.one(['Coast', 'Ridge', 'City', 'Traveller', 'Mistral', 'Delta']), type: chance.one(['car', 'car', 'car', 'truck', 'motorcycle', 'trailer', 'bus']),
      colour: chance.one(['black', 'white', 'silver', 'blue', 'red', 'green']), year, stolenOn: before(day, chance, 60), stolenIn: chance.in(0.8) ? owner : elsewhere(chance), status: chance.in(0.04) ? 'recovered' : 'stolen',
    };
    if (chance.in(0.85)) Object.assign(content, { plate: `${chance.letters(2)} ${chance.digits(3)} ${chance.letters(2)}`, plateCountry: owner });
    if (chance.in(0.3)) content['engineNumber'] = `${chance.letters(3)}${chance.digits(7)}`;
    return content;
  },
  firearms: ({ chance, owner, number, day }) => ({ serialNumber: `${chance.letters(2)}${String(number).padStart(5, '0')}${chance.digits(1)}`, make: chance.one(['Arden', 'Volkov & Sohn', 'Castellan', 'Ironwood']), type: chance.one(['pistol', 'revolver', 'rifle', 'shotgun']), status: chance.one(['lost', 'stolen']), occurredOn: before(day, chance, 400), occurredIn: owner }),
  vessels: ({ chance, owner, number, day }) => ({ hullNumber: `UT-${chance.letters(3)}${String(number).padStart(5, '0')}${chance.one(['A', 'C', 'K'])}${chance.digits(1)}${chance.one(['19', '21', '24'])}`, make: chance.one(['Solent Yards', 'Aegean Craft', 'Fjordline']), type: chance.one(['sailing-boat', 'motor-boat', 'inflatable', 'engine']), status: 'stolen', stolenOn: before(day, chance, 200), stolenIn: owner }),
  'works-of-art': ({ chance, owner, number, day }) => ({ title: `${chance.one(['Harbour', 'Orchard', 'Procession', 'Still life', 'Portrait of a lady', 'The ferry'])} ${chance.one(['at dusk', 'in winter', 'with lemons', 'before the storm', 'by the river'])}, no. ${number + 1}`, artist: chance.one(['L. Achterberg', 'M. Quintero', 'T. Oyelaran', 'S. Vasari the Younger']), type: chance.one(['painting', 'sculpture']), status: 'stolen', stolenOn: before(day, chance, 4000), stolenIn: owner }),
  persons: (making) => person(making),
};

function rangeEnd(number: string): Content {
  const found = /^(.*?)(\d{1,9})$/.exec(number);
  if (found === null) return {};
  const [, prefix = '', tail = ''] = found;
  const last = Math.min(Number(tail) + 249, 10 ** tail.length - 1);
  return { numberTo: `${prefix}${String(last).padStart(tail.length, '0')}` };
}

function person(making: Making): Content {
  const { chance, owner, day } = making;
  const kind = chance.one(['wanted', 'wanted', 'missing', 'information', 'warning']);
  const culture = cultureOf(owner);
  const woman = chance.in(0.4);
  const given = chance.one(woman ? culture.women : culture.men);
  const family = chance.one(culture.families);
  // A minor is missing or nothing.
  const age = kind === 'missing' ? 6 + chance.below(60) : 19 + chance.below(50);
  const born = day - age * 365 - chance.below(365);
  const content: Content = { kind, status: kind === 'missing' ? 'missing' : kind === 'wanted' ? chance.one(['accused', 'convicted']) : 'suspect', names: namesOf({ chance, culture, given, family }), born: [partly(born, chance)], sex: woman ? 'F' : 'M', nationalities: [chance.in(0.85) ? owner : elsewhere(chance)] };
  if (chance.in(0.6)) content['documents'] = [{ number: documentNumber(making), issuer: owner, type: chance.one(['passport', 'identity-card']) }];
  if (kind === 'wanted') content['warrants'] = [{ issuedIn: owner, charge: chance.one(['Fraud', 'Armed robbery', 'Forgery of documents', 'Trafficking in persons', 'Aggravated theft']), maximumPenalty: `${2 + chance.below(12)} years` }];
  if (kind !== 'missing' && chance.in(0.1)) content['warnings'] = [chance.one(['armed', 'violent', 'escape-risk'])];
  if (kind === 'missing' && chance.in(0.2)) content['warnings'] = ['needs-care'];
  if (chance.in(0.5)) content['heightCm'] = 150 + chance.below(45);
  return content;
}

type Naming = { chance: Chance; culture: Culture; given: Spelled; family: Spelled };

function namesOf({ chance, given, family }: Naming): Content[] {
  const names: Content[] = [{ family: family[0], given: given[0], kind: 'primary' }];
  if (family[1] !== undefined && given[1] !== undefined) names.push({ family: family[1], given: given[1], kind: 'original-script' });
  if (chance.in(0.15)) names.push({ full: `${given[0]} ${chance.letters(1)}.`, kind: 'alias' });
  return names;
}

/** Birth dates are not always known to the day. */
function partly(day: number, chance: Chance): string {
  const whole = formatDay(day);
  const { year } = calendarOfDay(day);
  return chance.in(0.9) ? whole : chance.in(0.5) ? String(year) : whole.slice(0, 7);
}
