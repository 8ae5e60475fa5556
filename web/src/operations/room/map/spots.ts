import type { PlaceOnMap } from '@watchword/api/joint/room.ts';
import type { JointMap } from '../queries.ts';
import type { Told } from '../search.ts';
import type { Spot } from './cluster.ts';
import { countryAt, placeAt } from './world.ts';

/** What a spot stands for: a place of reports, or a country whose numbers have no place here. */
export type Meant = { readonly country: string; readonly place?: PlaceOnMap };

/** What is on the map for one measure, and how much of it is not, because its country stands nowhere. */
export function spotsOf({ places, countries }: JointMap, of: Told): { readonly spots: readonly Spot[]; readonly meant: ReadonlyMap<string, Meant>; readonly nowhere: number } {
  const meant = new Map<string, Meant>();
  const spots: Spot[] = [];
  let nowhere = 0;
  places.forEach((place, at) => {
    const [value, point] = [place.counts[of] ?? 0, placeAt(place.longitude, place.latitude)];
    if (value === 0 || point === undefined) return;
    meant.set(`p${at}`, { country: place.country, place });
    spots.push({ key: `p${at}`, ...point, value, isPlace: true });
  });
  for (const { country, counts } of countries) {
    const [value, point] = [counts[of] ?? 0, countryAt(country)];
    if (value === 0) continue;
    if (point === undefined) nowhere += value;
    else {
      meant.set(country, { country });
      spots.push({ key: country, ...point, value, isPlace: false });
    }
  }
  return { spots, meant, nowhere };
}
