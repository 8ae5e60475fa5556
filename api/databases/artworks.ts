import { Type } from 'typebox';
import { foldNameTokens, foldSerial, lookalikeSkeleton } from '../folding.ts';
import { textOf, type Content, type Database } from './database.ts';
import { country, freeText, partialDay, serialNumber, shortText } from './fields.ts';

export const ARTWORK_TYPES = ['painting', 'sculpture', 'drawing', 'print', 'manuscript', 'book', 'coin', 'icon', 'archaeological-object', 'furniture', 'textile', 'jewellery', 'instrument', 'other'] as const;

/** Stolen works of art. */
export const artworks: Database = {
  code: 'works-of-art',
  number: 6,
  title: 'Works of art',
  description: 'Stolen works of art, found by inventory number (the Object ID of a museum) or by title; the artist is judged.',
  personal: false,
  fields: Type.Object(
    {
      title: shortText('Title or short description'),
      artist: Type.Optional(shortText('Artist or maker')),
      inventoryNumber: Type.Optional(serialNumber("Inventory number or the holder's mark")),
      type: Type.Enum([...ARTWORK_TYPES], { description: 'Kind of object' }),
      materials: Type.Optional(shortText('Materials and technique')),
      period: Type.Optional(shortText('Date or period')),
      heightCm: Type.Optional(Type.Number({ minimum: 0.1, maximum: 5000, description: 'Height in centimetres' })),
      widthCm: Type.Optional(Type.Number({ minimum: 0.1, maximum: 5000, description: 'Width in centimetres' })),
      marks: Type.Optional(freeText('Inscriptions, marks, damage')),
      stolenOn: Type.Optional(partialDay('Day of theft')),
      stolenIn: Type.Optional(country('Country of theft')),
      stolenAt: Type.Optional(shortText('Place of theft')),
      status: Type.Enum(['stolen', 'recovered'], { description: 'What is known of it' }),
      circumstances: Type.Optional(freeText('Circumstances, without any name')),
    },
    { additionalProperties: false },
  ),
  identifiers: [
    { kind: 'inventory', values: (content) => (textOf(content, 'inventoryNumber') === '' ? [] : [lookalikeSkeleton(foldSerial(textOf(content, 'inventoryNumber')))]) },
    { kind: 'title', values: titleKeys },
  ],
  rules: (content) =>
    content['inventoryNumber'] === undefined && titleKeys(content).length === 0
      ? [{ pointer: '/title', code: 'no-identifier', detail: 'By this alone it cannot be found: give a title with letters or digits, or an inventory number.' }]
      : [],
  lifetime: { initial: 'P10Y', longest: 'P50Y' },
  enters: { by: 'any' },
  review: false,
  groups: {
    identifying: ['title', 'artist', 'inventoryNumber', 'type', 'materials', 'period', 'heightCm', 'widthCm', 'marks', 'stolenOn', 'stolenIn', 'status'],
    description: [],
    file: ['stolenAt', 'circumstances'],
  },
  kindOf: (content) => textOf(content, 'status'),
  stepsFor: () => ['compare-item', 'secure-item-own-law', 'ask-owner'],
  columns: ['title', 'artist', 'type', 'stolenOn', 'status'],
  example: { title: 'Harbour at Dawn', artist: 'Ilse Marin', inventoryNumber: 'NGU 1884.12', type: 'painting', materials: 'oil on canvas', heightCm: 64, widthCm: 81, stolenOn: '2024-11', stolenIn: 'UTO', status: 'stolen' },
};

/** A title of signs alone folds to nothing: by that it would be found with every other of its kind. */
function titleKeys(content: Content): readonly string[] {
  const key = artworkTitleKey(textOf(content, 'title'));
  return key === '' ? [] : [key];
}

/** The folded words and the numbers of a title in a fixed order, by which a work is found without a number. The artist is judged. */
export function artworkTitleKey(title: string): string {
  return [...foldNameTokens(title), ...(title.normalize('NFKC').match(/\d+/gu) ?? []).toSorted()].join(' ');
}
