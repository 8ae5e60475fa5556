import type { Content } from './databases/database.ts';
import { buildMrz, type MrzSpecimen } from './mrz/build.ts';

/** A record that the demo world holds, owned by the bureau of the specimen state. */
export type SpecimenRecord = { readonly database: string; readonly content: Content };

/**
 * A document of the specimen state for demonstrations: what its zone says, what a check of it answers, and the records that make
 * it so. The demo world enters these records; the pages show and scan these documents.
 */
export type Specimen = {
  readonly id: string;
  readonly mrz: MrzSpecimen;
  readonly outcome: 'hit' | 'possible' | 'none';
  readonly records: readonly SpecimenRecord[];
};

const owner = { issuer: 'UTO' };

/** Every specimen, in the order in which it is shown. The first is the one printed in ICAO Doc 9303. */
export const SPECIMENS: readonly Specimen[] = [
  {
    id: 'stolen',
    mrz: { format: 'TD3', documentNumber: 'L898902C3', lastName: 'Eriksson', firstName: 'Anna Maria', birthDate: '740812', sex: 'F', expirationDate: '120415', optional: 'ZE184226B' },
    outcome: 'hit',
    records: [{ database: 'travel-documents', content: { ...owner, number: 'L898902C3', type: 'passport', fraud: 'stolen', occurredOn: '2025-03', occurredIn: 'FRA' } }],
  },
  {
    id: 'none',
    mrz: { format: 'TD3', documentNumber: 'U4471032', lastName: 'Marin', firstName: 'Ilse', birthDate: '910204', sex: 'F', expirationDate: '320630' },
    outcome: 'none',
    records: [],
  },
  {
    id: 'look-alike',
    mrz: { format: 'TD3', documentNumber: 'K70B41926', lastName: 'Okonjo', firstName: 'Samuel', birthDate: '850917', sex: 'M', expirationDate: '301101' },
    outcome: 'possible',
    records: [{ database: 'travel-documents', content: { ...owner, number: 'K7OB41926', type: 'passport', fraud: 'lost', occurredOn: '2026-01-15', occurredIn: 'UTO' } }],
  },
  {
    id: 'recovered',
    mrz: { format: 'TD3', documentNumber: 'R2204417K', lastName: 'Varga', firstName: 'Judit', birthDate: '680322', sex: 'F', expirationDate: '290812' },
    outcome: 'hit',
    records: [{ database: 'travel-documents', content: { ...owner, number: 'R2204417K', type: 'passport', fraud: 'lost', occurredOn: '2025-11', occurredIn: 'ESP', recoveredOn: '2026-08-02' } }],
  },
  {
    id: 'revoked',
    mrz: { format: 'TD3', documentNumber: 'V8830052M', lastName: 'Haddad', firstName: 'Nour', birthDate: '790605', sex: 'X', expirationDate: '310228' },
    outcome: 'hit',
    records: [{ database: 'travel-documents', content: { ...owner, number: 'V8830052M', type: 'passport', fraud: 'revoked', ground: 'Passport Act of Utopia, section 12', occurredOn: '2026-05-20' } }],
  },
  {
    id: 'wanted',
    mrz: { format: 'TD1', documentNumber: 'D23145890', lastName: 'Brandt', firstName: 'Mikael', birthDate: '820111', sex: 'M', expirationDate: '301231' },
    outcome: 'hit',
    records: [{
      database: 'persons',
      content: {
        kind: 'wanted', status: 'accused', names: [{ family: 'BRANDT', given: 'MIKAEL', kind: 'primary' }], born: ['1982-01-11'], sex: 'M', nationalities: ['UTO'],
        heightCm: 184, eyes: ['grey'], marks: 'Scar across the left palm', warnings: ['armed'],
        documents: [{ number: 'D23145890', issuer: 'UTO', type: 'identity-card' }], warrants: [{ issuedIn: 'UTO', charge: 'Armed robbery', maximumPenalty: '12 years' }],
      },
    }],
  },
  {
    id: 'missing',
    mrz: { format: 'TD3', documentNumber: 'M5512087C', lastName: 'Lindqvist', firstName: 'Tove', birthDate: '150519', sex: 'F', expirationDate: '280519' },
    outcome: 'hit',
    records: [{
      database: 'persons',
      content: {
        kind: 'missing', status: 'missing', names: [{ family: 'LINDQVIST', given: 'TOVE', kind: 'primary' }], born: ['2015-05-19'], sex: 'F', nationalities: ['UTO'],
        warnings: ['needs-care'], documents: [{ number: 'M5512087C', issuer: 'UTO', type: 'passport' }],
      },
    }],
  },
  {
    id: 'namesake',
    mrz: { format: 'TD3', documentNumber: 'N3390715A', lastName: 'Khalil', firstName: 'Youssef', birthDate: '850314', sex: 'M', expirationDate: '310919' },
    outcome: 'possible',
    records: [{
      database: 'persons',
      content: {
        kind: 'information', status: 'suspect', names: [{ family: 'KHALEEL', given: 'YOUSSEF', kind: 'primary' }, { full: 'Abu Walid', kind: 'nickname' }], born: ['1985'], sex: 'M', nationalities: ['DZA'],
        heightCm: 171, eyes: ['brown'], marks: 'Two fingertips of the right hand are missing',
      },
    }],
  },
  {
    id: 'rightful-holder',
    mrz: { format: 'TD3', documentNumber: 'E6204117M', lastName: 'Marchetti', firstName: 'Elena', birthDate: '900621', sex: 'F', expirationDate: '330410' },
    outcome: 'possible',
    records: [],
  },
  {
    id: 'misused',
    mrz: { format: 'TD3', documentNumber: 'E5990213M', lastName: 'Marchetti', firstName: 'Elena', birthDate: '900621', sex: 'F', expirationDate: '290115' },
    outcome: 'hit',
    records: [{
      database: 'persons',
      content: {
        kind: 'wanted', status: 'accused',
        names: [{ family: 'VORONOVA', given: 'DARIA', kind: 'primary' }, { family: 'Воронова', given: 'Дарья', kind: 'original-script' }, { family: 'MARCHETTI', given: 'ELENA', kind: 'alias' }],
        born: ['1988-02-09', '1990-06-21'], sex: 'F', nationalities: ['UTO'], heightCm: 160, eyes: ['green'], marks: 'Tattoo of a swallow on the right wrist',
        documents: [{ number: 'E5990213M', issuer: 'UTO', type: 'passport' }], warrants: [{ issuedIn: 'UTO', charge: 'Fraud', maximumPenalty: '8 years' }],
        identityMisused: [{
          holder: 'Elena Marchetti', born: '1990-06-21', nationality: 'UTO', document: 'E6204117M',
          tellApart: 'The holder is 176 cm tall and has a scar above the left eyebrow. The other is about 160 cm tall and has a tattoo of a swallow on the right wrist.',
        }],
      },
    }],
  },
];

/** The lines of a specimen's zone. */
export function linesOf(specimen: Specimen): readonly string[] {
  return buildMrz(specimen.mrz);
}
