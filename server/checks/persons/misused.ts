/** Identities that the person of a record misuses: whether the one asked about may be their rightful holder. */
import type { Content } from '@watchword/api/databases/database.ts';
import { textOf } from '@watchword/api/databases/database.ts';
import { foldDocumentNumber } from '@watchword/api/folding.ts';
import { analyseName, BANDS, compareNames } from '#names/names.ts';
import type { DocumentFact, PersonFact } from '../facts.ts';
import { compareBirths } from './births.ts';

/** How the holder fits: by the document held now, or by name with nothing that speaks against it. */
export type HolderFit = 'document' | 'name';

/** Whether somebody asked about fits a holder that the record names. */
export function fitHolder(content: Content, asked: { documents: readonly DocumentFact[]; people: readonly PersonFact[] }): HolderFit | undefined {
  const misused = content['identityMisused'];
  if (!Array.isArray(misused)) return undefined;
  const fits = misused.map((one: Content) => fitOne(one, asked));
  return fits.includes('document') ? 'document' : fits.find((fit) => fit !== undefined);
}

function fitOne(one: Content, { documents, people }: { documents: readonly DocumentFact[]; people: readonly PersonFact[] }): HolderFit | undefined {
  const document = foldDocumentNumber(textOf(one, 'document'));
  if (document !== '' && documents.some(({ number }) => number.folded === document)) return 'document';
  const holder = analyseName({ text: textOf(one, 'holder') });
  const born = textOf(one, 'born');
  const isHolder = people.some(
    (person) => compareNames(person.analysed, holder).score >= BANDS.names.possible && compareBirths(person.births, born === '' ? [] : [born]).how !== 'differs',
  );
  return isHolder ? 'name' : undefined;
}
