import { Type, type Static } from 'typebox';
import { country, documentNumber, partialDay, serialNumber, shortText } from '../databases/fields.ts';

const closed = { additionalProperties: false } as const;

/**
 * What is asked. One subject may name several things: each database that can answer one of them is asked.
 * An MRZ asks for the document and for the person behind it.
 */
export const Subject = Type.Object(
  {
    mrz: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { minItems: 1, maxItems: 3, description: 'The lines of a machine-readable zone, as read' })),
    document: Type.Optional(
      Type.Object(
        { number: documentNumber('Number of the document'), issuer: Type.Optional(country('Issuer')), type: Type.Optional(shortText('Kind of document')) },
        closed,
      ),
    ),
    vehicle: Type.Optional(
      Type.Object(
        {
          vin: Type.Optional(serialNumber('VIN, or its last eight characters')),
          plate: Type.Optional(Type.Object({ number: serialNumber('Plate'), country: Type.Optional(country('Country of the plate')) }, closed)),
          engine: Type.Optional(serialNumber('Engine number')),
          gearbox: Type.Optional(serialNumber('Gearbox number')),
        },
        { ...closed, minProperties: 1 },
      ),
    ),
    person: Type.Optional(
      Type.Object(
        {
          name: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'The whole name, in any script and order' })),
          family: Type.Optional(Type.String({ minLength: 1, maxLength: 120, description: 'Family name, where you can tell it; in place of name' })),
          given: Type.Optional(Type.String({ minLength: 1, maxLength: 120, description: 'Given names, where you can tell them; in place of name' })),
          born: Type.Optional(partialDay('Birth date as far as known')),
          nationality: Type.Optional(country('Nationality')),
          sex: Type.Optional(Type.Enum(['M', 'F', 'X'], { description: 'Sex' })),
        },
        closed,
      ),
    ),
    firearm: Type.Optional(
      Type.Object({ serialNumber: serialNumber('Serial number'), make: Type.Optional(shortText('Make')), calibre: Type.Optional(shortText('Calibre')) }, closed),
    ),
    vessel: Type.Optional(
      Type.Object(
        {
          hullNumber: Type.Optional(serialNumber('Hull number')),
          imo: Type.Optional(Type.String({ maxLength: 12 })),
          mmsi: Type.Optional(Type.String({ maxLength: 12 })),
          registration: Type.Optional(serialNumber('Registration')),
          engine: Type.Optional(serialNumber('Engine number')),
        },
        { ...closed, minProperties: 1 },
      ),
    ),
    artwork: Type.Optional(
      Type.Object(
        {
          inventoryNumber: Type.Optional(serialNumber('Inventory number')),
          title: Type.Optional(shortText('Title')),
          artist: Type.Optional(shortText('Artist')),
        },
        { ...closed, minProperties: 1 },
      ),
    ),
  },
  { ...closed, minProperties: 1, description: 'What is asked: one or several of these' },
);
export type Subject = Static<typeof Subject>;
