/** Every database that a check asks. A new one is its folder or file, and its line here. */
import type { Asking } from './asking.ts';
import { askAdministrativeDocuments, askTravelDocuments } from './documents/documents.ts';
import { askPersons } from './persons/persons.ts';
import { askArtworks } from './things/artworks.ts';
import { askFirearms } from './things/firearms.ts';
import { askVessels } from './things/vessels.ts';
import { askVehicles } from './vehicles/vehicles.ts';

/** In the order in which an answer names them. */
export const ASKINGS: readonly Asking[] = [askTravelDocuments, askAdministrativeDocuments, askVehicles, askFirearms, askVessels, askArtworks, askPersons];

/** How a database is asked, by its code. */
export function getAsking(code: string): Asking {
  const asking = ASKINGS.find(({ database }) => database.code === code);
  if (asking === undefined) throw new RangeError(`No check asks ${code}.`);
  return asking;
}
