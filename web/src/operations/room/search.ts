import { findCountry } from '@watchword/api/countries/countries.ts';
import { MEASURES, type Measure } from '@watchword/api/joint/words.ts';

/** Of whom bars, days and the map tell. */
export const TOLD = ['migrants', 'arrests', 'victims'] as const;
export type Told = (typeof TOLD)[number];

/** What the numbers of a room are narrowed to. It stands in the address, so that a view can be kept and shared. `asOf`: as known at that moment, UTC. */
export type Narrowed = { readonly country?: string; readonly day?: string; readonly nationality?: string; readonly asOf?: string };
/** The address of the room. `of`: of whom the pictures tell; `tables`: in their place; `wall`: for a large screen. */
export type RoomSearch = Narrowed & { readonly of?: Told; readonly tables?: true; readonly wall?: true };
/** The address of a list behind a number. */
export type ListSearch = Narrowed & { readonly measure?: Measure };

/** Reads what numbers are narrowed to; whatever is no country, day or moment is passed over. */
export function parseNarrowed({ country, day, nationality, asOf }: Record<string, unknown>): Narrowed {
  const code = (value: unknown): string | undefined => (typeof value === 'string' ? findCountry(value)?.code : undefined);
  const [of, from] = [code(country), code(nationality)];
  return {
    ...(of !== undefined && { country: of }), ...(from !== undefined && { nationality: from }),
    ...(typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) && { day }),
    ...(typeof asOf === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/.test(asOf) && !Number.isNaN(Date.parse(asOf)) && { asOf }),
  };
}

export function parseRoomSearch(search: Record<string, unknown>): RoomSearch {
  const told = TOLD.find((one) => one === search['of']);
  return { ...parseNarrowed(search), ...(told !== undefined && { of: told }), ...(search['tables'] === true && { tables: true }), ...(search['wall'] === true && { wall: true }) };
}

export function parseListSearch(search: Record<string, unknown>): ListSearch {
  const measure = MEASURES.find((one) => one === search['measure']);
  return { ...parseNarrowed(search), ...(measure !== undefined && { measure }) };
}

/** What the hub is asked. */
export function askedOf({ country, day, nationality, asOf }: Narrowed): { country?: string; day?: string; nationality?: string; cutOff?: string } {
  return { ...(country !== undefined && { country }), ...(day !== undefined && { day }), ...(nationality !== undefined && { nationality }), ...(asOf !== undefined && { cutOff: asOf }) };
}
