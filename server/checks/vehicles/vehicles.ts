/** Vehicles: found by VIN or a part of it, plate, engine and gearbox number; the country of a plate is judged. */
import type { Subject } from '@watchword/api/checks/subjects.ts';
import { textOf, type Content } from '@watchword/api/databases/database.ts';
import { vehicles } from '@watchword/api/databases/vehicles.ts';
import { foldEngineNumber, foldPlate, foldVin, lookalikeSkeleton, plateForms } from '@watchword/api/folding.ts';
import { parseVin } from '@watchword/api/vin.ts';
import { ABOUT, type Asking, type Lookup } from '../asking.ts';
import type { Facts } from '../facts.ts';
import { askNumber, compareCountries, compareMark, compareNumbers, judgeMarks, reasonOf, type AskedNumber, type Judgement, type Mark } from '../judge.ts';

type Vehicle = NonNullable<Subject['vehicle']>;

/** Characters of a whole VIN, and of the end of one that is asked for as a part. */
const WHOLE = 17;
const TAIL = 8;

/** Stolen vehicles, plates and components. */
export const askVehicles: Asking = { database: vehicles, about: ABOUT.vehicle, later: ['plate', 'vin'], lookups: listLookups, judge: judgeVehicle };

function listLookups({ vehicle }: Facts): readonly Lookup[] {
  if (vehicle === undefined) return [];
  const lookups: Lookup[] = [];
  const add = (kind: string, value: string): void => {
    if (value !== '') lookups.push({ kind, value });
  };
  if (vehicle.vin !== undefined) {
    const vin = lookalikeSkeleton(foldVin(vehicle.vin));
    add('vin', vin);
    // A part of a VIN may be asked for, and a part of it may be all that is recorded.
    if (vin.length > TAIL) add('vin', vin.slice(-TAIL));
    if (vin.length >= TAIL && vin.length !== WHOLE) add('vin-tail', vin.slice(-TAIL));
  }
  if (vehicle.plate !== undefined) for (const form of plateForms(vehicle.plate.number)) add('plate', form);
  if (vehicle.engine !== undefined) add('engine', lookalikeSkeleton(foldEngineNumber(vehicle.engine)));
  if (vehicle.gearbox !== undefined) add('gearbox', lookalikeSkeleton(foldEngineNumber(vehicle.gearbox)));
  return lookups;
}

function judgeVehicle({ vehicle }: Facts, content: Content): Judgement | undefined {
  if (vehicle === undefined) return undefined;
  const vin = vehicle.vin === undefined ? [] : [compareVin(vehicle.vin, textOf(content, 'vin'))];
  const plate = vehicle.plate === undefined ? [] : [comparePlate(vehicle.plate, content)];
  const parts = [
    ...(vehicle.engine === undefined ? [] : [comparePart('engineNumber', vehicle.engine, content)]),
    ...(vehicle.gearbox === undefined ? [] : [comparePart('gearboxNumber', vehicle.gearbox, content)]),
  ];
  // Where the plate itself was stolen it is the thing that is looked for, on whatever vehicle it is.
  return judgeMarks(content['status'] === 'plate-stolen' ? [...plate, ...vin, ...parts] : [...vin, ...plate, ...parts]);
}

function compareVin(text: string, recorded: string): Mark {
  const asked = askNumber(text, foldVin);
  if (recorded === '') return { strength: 'missing', reasons: [reasonOf('vin', 'missing', { asked: text })] };
  const folded = foldVin(recorded);
  const match = compareNumbers(asked, folded);
  const how = match?.how ?? (isPart(asked, folded) ? 'partial' : 'differs');
  const digit = judgeCheckDigit(text);
  return {
    strength: how === 'equal' ? 'strong' : how === 'differs' ? 'differs' : 'weak',
    reasons: [reasonOf('vin', how, { asked: text, recorded }), ...(digit === undefined || how === 'differs' ? [] : [digit])],
  };
}

/** Whether one is the end of the other, and at least as long as the part that may be asked for. */
function isPart(asked: AskedNumber, recorded: string): boolean {
  const [short, long] = [asked.skeleton, lookalikeSkeleton(recorded)].toSorted((a, b) => a.length - b.length);
  return short !== undefined && long !== undefined && short.length >= TAIL && short.length < WHOLE && long.endsWith(short);
}

/** The check digit as a line of its own where it binds and does not fit. It refuses nothing. */
function judgeCheckDigit(text: string): ReturnType<typeof reasonOf> | undefined {
  const { checkDigit, folded } = parseVin(text);
  return checkDigit.verdict === 'differs' ? reasonOf('vinCheckDigit', 'differs', { asked: folded.charAt(8), recorded: checkDigit.expected }) : undefined;
}

function comparePlate({ number, country }: NonNullable<Vehicle['plate']>, content: Content): Mark {
  const [recorded, recordedIn] = [textOf(content, 'plate'), textOf(content, 'plateCountry')];
  const isEqual = recorded !== '' && plateForms(number).includes(foldPlate(recorded));
  const how = recorded === '' ? 'missing' : isEqual ? 'equal' : 'differs';
  const byCountry = compareCountries(country, recordedIn);
  const reasons = [reasonOf('plate', how, { asked: number, recorded })];
  if (isEqual) reasons.push(reasonOf('plateCountry', byCountry, { asked: country, recorded: recordedIn }));
  // The same letters in another country are another plate.
  const strength = how !== 'equal' ? how : byCountry === 'differs' ? 'differs' : byCountry === 'compatible' ? 'weak' : 'strong';
  return { strength, reasons };
}

function comparePart(field: 'engineNumber' | 'gearboxNumber', asked: string, content: Content): Mark {
  const recorded = textOf(content, field);
  return compareMark(field, askNumber(asked, foldEngineNumber), recorded === '' ? [] : [recorded], foldEngineNumber);
}
