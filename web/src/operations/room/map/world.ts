import { findByNumericCode } from '@watchword/api/countries/numeric.ts';
import { geoGraticule10, geoNaturalEarth1, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import atlas from 'world-atlas/countries-110m.json';
import { WORLD } from './cluster.ts';
import { COUNTRY_POINTS } from '@watchword/api/countries/points.ts';

const projection = geoNaturalEarth1().fitExtent([[2, 2], [WORLD.w - 2, WORLD.h - 2]], { type: 'Sphere' });
const path = geoPath(projection).digits(2);
const topology = atlas as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;

/** The shapes of countries, as paths of the picture; without a code where it stands for no country of ours. Small ones have a point only. */
export const SHAPES: readonly { readonly code: string | undefined; readonly path: string }[] = feature(topology, topology.objects.countries).features.map((one) => ({ code: one.properties.name === 'Kosovo' ? 'RKS' : findByNumericCode(String(one.id ?? '')), path: path(one) ?? '' }));

/** The net of degrees. */
export const NET = path(geoGraticule10()) ?? '';

/** Where a place stands in the picture; undefined for what is on no map. */
export function placeAt(longitude: number, latitude: number): { readonly x: number; readonly y: number } | undefined {
  const point = projection([longitude, latitude]);
  return point === null ? undefined : { x: point[0], y: point[1] };
}

/** Where a country stands; undefined for codes that stand for no place, such as that of the specimens. */
export function countryAt(code: string): { readonly x: number; readonly y: number } | undefined {
  const point = COUNTRY_POINTS.get(code);
  return point === undefined ? undefined : placeAt(...point);
}
