import { Type } from 'typebox';
import { foldHullNumber, foldImo, foldMmsi, foldSerial, lookalikeSkeleton } from '../folding.ts';
import { textOf, type Database } from './database.ts';
import { country, freeText, partialDay, serialNumber, shortText } from './fields.ts';

export const VESSEL_TYPES = ['sailing-boat', 'motor-boat', 'personal-watercraft', 'inflatable', 'fishing-vessel', 'cargo-ship', 'engine', 'other'] as const;

/** Stolen vessels and boat engines. */
export const vessels: Database = {
  code: 'vessels',
  number: 5,
  title: 'Vessels',
  description: 'Stolen vessels and boat engines, found by hull number, IMO number, MMSI, registration or engine number.',
  personal: false,
  fields: Type.Object(
    {
      hullNumber: Type.Optional(serialNumber('Hull identification number')),
      imo: Type.Optional(Type.String({ pattern: '^(IMO ?)?[0-9]{7}$', description: 'IMO number' })),
      mmsi: Type.Optional(Type.String({ pattern: '^[0-9]{9}$', description: 'Maritime mobile service identity' })),
      registration: Type.Optional(serialNumber('Registration')),
      registeredIn: Type.Optional(country('Country of registration')),
      engineNumbers: Type.Optional(Type.Array(serialNumber('Engine number'), { maxItems: 8, description: 'Engine numbers' })),
      name: Type.Optional(shortText('Name of the vessel')),
      make: Type.Optional(shortText('Builder or make')),
      model: Type.Optional(shortText('Model')),
      type: Type.Enum([...VESSEL_TYPES], { description: 'Kind of vessel' }),
      lengthMetres: Type.Optional(Type.Number({ minimum: 0.5, maximum: 500, description: 'Length in metres' })),
      colour: Type.Optional(shortText('Colour')),
      status: Type.Enum(['stolen', 'recovered'], { description: 'What is known of it' }),
      stolenOn: Type.Optional(partialDay('Day of theft')),
      stolenIn: Type.Optional(country('Country of theft')),
      circumstances: Type.Optional(freeText('Circumstances, without any name')),
    },
    { additionalProperties: false },
  ),
  identifiers: [
    { kind: 'hull', values: (content) => given(lookalikeSkeleton(foldHullNumber(textOf(content, 'hullNumber')))) },
    { kind: 'imo', values: (content) => given(foldImo(textOf(content, 'imo'))) },
    { kind: 'mmsi', values: (content) => given(foldMmsi(textOf(content, 'mmsi'))) },
    { kind: 'registration', values: (content) => given(lookalikeSkeleton(foldSerial(textOf(content, 'registration')))) },
    { kind: 'engine', values: (content) => engines(content['engineNumbers']) },
  ],
  rules: (content) =>
    ['hullNumber', 'imo', 'mmsi', 'registration'].every((field) => content[field] === undefined) && engines(content['engineNumbers']).length === 0
      ? [{ pointer: '/hullNumber', code: 'no-identifier', detail: 'Give a hull number, IMO number, MMSI, registration or engine number: it is found by one of these.' }]
      : [],
  lifetime: { initial: 'P10Y', longest: 'P10Y' },
  enters: { by: 'any' },
  review: false,
  groups: {
    identifying: ['hullNumber', 'imo', 'mmsi', 'registration', 'registeredIn', 'engineNumbers', 'name', 'make', 'model', 'type', 'lengthMetres', 'colour', 'status', 'stolenOn', 'stolenIn'],
    description: [],
    file: ['circumstances'],
  },
  kindOf: (content) => textOf(content, 'status'),
  stepsFor: () => ['compare-item', 'secure-item-own-law', 'ask-owner'],
  columns: ['hullNumber', 'name', 'make', 'model', 'status'],
  example: { hullNumber: 'UT-ABC12345A626', name: 'Meridiana', make: 'Utopia Yachts', type: 'sailing-boat', lengthMetres: 11.2, status: 'stolen', stolenOn: '2026-07' },
};

function given(value: string): readonly string[] {
  return value === '' ? [] : [value];
}

function engines(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.flatMap((one) => (typeof one === 'string' ? [lookalikeSkeleton(foldSerial(one))] : [])) : [];
}
