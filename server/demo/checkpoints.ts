/** Checkpoints of the demo world's operation: six in each country, at places that are as fictional as all else. */
import { COUNTRY_POINTS } from '@watchword/api/countries/points.ts';
import type { JointPlan } from '@watchword/api/joint/plans.ts';

const NAMES = ['Paso Norte', 'Puente Viejo', 'Terminal Sur', 'Muelle 4', 'Cruce del Río', 'Estación Alta'];
/** How far from the middle of a country they lie, in degrees: less where a country is small or narrow. */
const REACH: Readonly<Record<string, number>> = { BRA: 7, CAN: 9, ARG: 4, MEX: 4, PER: 2.5, COL: 2.5, BOL: 2.5, ESP: 1.8, PRY: 1.5, URY: 1, ECU: 0.8, BGD: 0.8, NIC: 0.7, HND: 0.6, GTM: 0.6, CHL: 0.5, CRI: 0.4, DOM: 0.4, PAN: 0.3, SLV: 0.15 };

/** Around the middle of each country, one every sixty degrees. */
export function checkpointsOf(countries: readonly string[]): NonNullable<JointPlan['checkpoints']> {
  return countries.flatMap((country) => {
    const [longitude, latitude] = COUNTRY_POINTS.get(country) ?? [0, 0];
    const reach = REACH[country] ?? 0.3;
    return NAMES.map((name, at) => ({ code: `${country}-${at + 1}`, name, country, latitude: round(latitude + reach * Math.sin((at * Math.PI) / 3)), longitude: round(longitude + reach * Math.cos((at * Math.PI) / 3)) }));
  });
}

function round(degrees: number): number {
  return Math.round(degrees * 100) / 100;
}
