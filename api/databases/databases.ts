import { administrativeDocuments } from './administrative-documents.ts';
import { artworks } from './artworks.ts';
import { fail } from '../errors.ts';
import type { Database } from './database.ts';
import { firearms } from './firearms.ts';
import { persons } from './persons.ts';
import { travelDocuments } from './travel-documents.ts';
import { vehicles } from './vehicles.ts';
import { vessels } from './vessels.ts';

/** Every database of the network. Adding one is its file and its line here. */
export const DATABASES: readonly Database[] = [travelDocuments, administrativeDocuments, vehicles, firearms, vessels, artworks, persons];

const byCode = new Map(DATABASES.map((database) => [database.code, database]));
const byNumber = new Map(DATABASES.map((database) => [database.number, database]));

/** The database of a code, or undefined. */
export function findDatabase(code: string): Database | undefined {
  return byCode.get(code);
}

/** The database of a code. @throws `database.not-found` */
export function getDatabase(code: string): Database {
  const database = byCode.get(code);
  if (database === undefined) throw fail('database.not-found', { errors: [{ pointer: '/database', code: 'unknown', detail: `One of: ${DATABASES.map((one) => one.code).join(', ')}` }] });
  return database;
}

/** The database of the number kept in the store. @throws `database.not-found` */
export function getDatabaseByNumber(number: number): Database {
  const database = byNumber.get(number);
  if (database === undefined) throw fail('database.not-found');
  return database;
}
