import { Type } from 'typebox';
import { foldSerial, lookalikeSkeleton } from '../folding.ts';
import { textOf, type Database } from './database.ts';
import { country, freeText, partialDay, serialNumber, shortText } from './fields.ts';

export const FIREARM_TYPES = ['pistol', 'revolver', 'rifle', 'shotgun', 'submachine-gun', 'machine-gun', 'part', 'other'] as const;

/** Lost, stolen and trafficked firearms (as iARMS). */
export const firearms: Database = {
  code: 'firearms',
  number: 4,
  title: 'Firearms',
  description: 'Lost, stolen and trafficked firearms, found by serial number; make and calibre are judged.',
  personal: false,
  fields: Type.Object(
    {
      serialNumber: serialNumber('Serial number as stamped'),
      make: Type.Optional(shortText('Make')),
      model: Type.Optional(shortText('Model')),
      calibre: Type.Optional(shortText('Calibre as marked')),
      type: Type.Enum([...FIREARM_TYPES], { description: 'Kind of firearm' }),
      status: Type.Enum(['stolen', 'lost', 'trafficked', 'recovered'], { description: 'What is known of it' }),
      madeIn: Type.Optional(country('Country of make')),
      occurredOn: Type.Optional(partialDay('Day of theft or loss')),
      occurredIn: Type.Optional(country('Country of theft or loss')),
      importMarks: Type.Optional(shortText('Import marks')),
      circumstances: Type.Optional(freeText('Circumstances, without any name')),
    },
    { additionalProperties: false },
  ),
  identifiers: [{ kind: 'serial', values: (content) => [lookalikeSkeleton(foldSerial(textOf(content, 'serialNumber')))] }],
  lifetime: { initial: 'P10Y', longest: 'P10Y' },
  enters: { by: 'any' },
  review: false,
  groups: {
    identifying: ['serialNumber', 'make', 'model', 'calibre', 'type', 'status', 'madeIn', 'occurredOn', 'occurredIn', 'importMarks'],
    description: [],
    file: ['circumstances'],
  },
  kindOf: (content) => textOf(content, 'status'),
  stepsFor: () => ['compare-item', 'secure-item-own-law', 'ask-owner'],
  columns: ['serialNumber', 'make', 'model', 'calibre', 'status'],
  example: { serialNumber: 'UT-7741-K', make: 'Utopia Arms', model: 'M9', calibre: '9x19', type: 'pistol', status: 'stolen', occurredOn: '2026-01' },
};
