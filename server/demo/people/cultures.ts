/** All cultures, ready to be drawn from. */
import { ARABIC } from './cultures/arabic.ts';
import { CAUCASUS_AND_STEPPE } from './cultures/caucasus-and-steppe.ts';
import { CENTRAL_EUROPE } from './cultures/central-europe.ts';
import { EAST_AND_SOUTH_AFRICA } from './cultures/east-and-south-africa.ts';
import { EAST_ASIA } from './cultures/east-asia.ts';
import { NORTH_EUROPE } from './cultures/north-europe.ts';
import { SLAVIC } from './cultures/slavic.ts';
import { SOUTH_ASIA } from './cultures/south-asia.ts';
import { SOUTH_EAST_ASIA } from './cultures/south-east-asia.ts';
import { SOUTH_EUROPE } from './cultures/south-europe.ts';
import { WEST_AFRICA } from './cultures/west-africa.ts';
import { WEST_ASIA } from './cultures/west-asia.ts';
import { WEST_EUROPE } from './cultures/west-europe.ts';
import { cultureOf, type Culture } from './culture.ts';

const SOURCES = [
  ...WEST_EUROPE, ...NORTH_EUROPE, ...CENTRAL_EUROPE, ...SOUTH_EUROPE, ...SLAVIC, ...CAUCASUS_AND_STEPPE, ...ARABIC, ...WEST_ASIA,
  ...SOUTH_ASIA, ...SOUTH_EAST_ASIA, ...EAST_ASIA, ...WEST_AFRICA, ...EAST_AND_SOUTH_AFRICA,
];

/** Cultures by their codes. */
export const CULTURES: ReadonlyMap<string, Culture> = new Map(SOURCES.map((source) => [source.code, cultureOf(source)]));

/** The culture of this code. @throws when there is none */
export function getCulture(code: string): Culture {
  const found = CULTURES.get(code);
  if (found === undefined) throw new RangeError(`no culture ${code}`);
  return found;
}
