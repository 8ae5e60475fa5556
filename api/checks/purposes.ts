/** Why somebody asks. Each database names those it allows (INTERPOL's Rules on the Processing of Data, Article 10). */
export const PURPOSES = [
  'border-control',
  'police-check',
  'investigation',
  'vehicle-registration',
  'document-issuance',
  'asylum',
  'victim-care',
  'data-quality',
] as const;
export type Purpose = (typeof PURPOSES)[number];
