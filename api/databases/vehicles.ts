import { Type } from 'typebox';
import { foldEngineNumber, foldPlate, foldVin, lookalikeSkeleton } from '../folding.ts';
import { textOf, type Database } from './database.ts';
import { country, freeText, partialDay, serialNumber, shortText } from './fields.ts';

export const VEHICLE_TYPES = [
  'car', 'truck', 'bus', 'motorcycle', 'trailer', 'caravan', 'tractor', 'construction-machine', 'component', 'other',
] as const;

/** Stolen motor vehicles (SMV): marks of the vehicle, no personal data. */
export const vehicles: Database = {
  code: 'vehicles',
  number: 3,
  title: 'Vehicles',
  description: 'Stolen vehicles and components, found by VIN, plate and country, engine or gearbox number. No personal data.',
  personal: false,
  fields: Type.Object(
    {
      vin: Type.Optional(serialNumber('Vehicle identification number or chassis number, as stamped')),
      plate: Type.Optional(serialNumber('Registration plate')),
      plateCountry: Type.Optional(country('Country of the plate')),
      engineNumber: Type.Optional(serialNumber('Engine number')),
      gearboxNumber: Type.Optional(serialNumber('Gearbox number')),
      make: Type.Optional(shortText('Make')),
      model: Type.Optional(shortText('Model')),
      type: Type.Enum([...VEHICLE_TYPES], { description: 'Kind of vehicle' }),
      colour: Type.Optional(shortText('Colour')),
      year: Type.Optional(Type.Integer({ minimum: 1880, maximum: 2100, description: 'Year of make' })),
      stolenOn: Type.Optional(partialDay('Day of theft, as far as known')),
      stolenIn: Type.Optional(country('Country of theft')),
      stolenAt: Type.Optional(shortText('Place of theft')),
      status: Type.Enum(['stolen', 'plate-stolen', 'recovered'], { description: 'What is known of it' }),
      insurerReference: Type.Optional(shortText("The insurer's reference")),
      partMarks: Type.Optional(Type.Array(serialNumber('Mark on a component'), { maxItems: 20, description: 'Marks on components' })),
      circumstances: Type.Optional(freeText('Circumstances, without any name')),
    },
    { additionalProperties: false },
  ),
  identifiers: [
    { kind: 'vin', values: (content) => given(lookalikeSkeleton(foldVin(textOf(content, 'vin')))) },
    { kind: 'vin-tail', values: (content) => tailOf(lookalikeSkeleton(foldVin(textOf(content, 'vin')))) },
    { kind: 'plate', values: (content) => given(foldPlate(textOf(content, 'plate'), textOf(content, 'plateCountry') || undefined)) },
    { kind: 'engine', values: (content) => given(lookalikeSkeleton(foldEngineNumber(textOf(content, 'engineNumber')))) },
    { kind: 'gearbox', values: (content) => given(lookalikeSkeleton(foldEngineNumber(textOf(content, 'gearboxNumber')))) },
  ],
  rules: (content) => {
    const none = ['vin', 'plate', 'engineNumber', 'gearboxNumber'].every((field) => content[field] === undefined);
    if (none) return [{ pointer: '/vin', code: 'no-identifier', detail: 'Give a VIN, a plate, an engine number or a gearbox number: it is found by one of these.' }];
    const plateMissing = content['status'] === 'plate-stolen' && content['plate'] === undefined;
    return plateMissing ? [{ pointer: '/plate', code: 'required', detail: 'Give the plate that was stolen.' }] : [];
  },
  lifetime: { initial: 'P10Y', longest: 'P10Y' },
  enters: { by: 'any' },
  review: false,
  groups: {
    identifying: ['vin', 'plate', 'plateCountry', 'engineNumber', 'gearboxNumber', 'make', 'model', 'type', 'colour', 'year', 'stolenOn', 'stolenIn', 'stolenAt', 'status', 'partMarks'],
    description: [],
    file: ['insurerReference', 'circumstances'],
  },
  kindOf: (content) => textOf(content, 'status'),
  stepsFor: (content) => (content['status'] === 'recovered' ? ['compare-item', 'ask-owner'] : ['check-vin-twice', 'hold-vehicle-own-law', 'ask-owner']),
  columns: ['vin', 'plate', 'plateCountry', 'make', 'model', 'status'],
  example: { vin: 'UTZZZZ8X4GB000017', plate: 'TEST 80', plateCountry: 'UTO', make: 'Utopia', model: 'Meridian', type: 'car', colour: 'blue', year: 2024, stolenOn: '2026-09-14', stolenIn: 'UTO', status: 'stolen' },
};

function given(value: string): readonly string[] {
  return value === '' ? [] : [value];
}

/** The last eight characters of a VIN: a question by them finds, as a possible match only. */
function tailOf(vin: string): readonly string[] {
  return vin.length > 8 ? [vin.slice(-8)] : [];
}
