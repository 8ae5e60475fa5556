/** The map of a report: countries as paths without any text, and places for what Typst writes and draws over them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { geoArea, geoCentroid, geoGraticule10, geoNaturalEarth1, geoPath, type GeoProjection } from 'd3-geo';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { findByNumericCode } from '@watchword/api/countries/numeric.ts';

/** `counts`: persons by the country that reported them; `origins`: migrants by nationality; `places`: of the plan, in degrees. */
export type MapOf = { readonly counts: ReadonlyMap<string, number>; readonly origins: ReadonlyMap<string, number>; readonly places: readonly { readonly latitude: number; readonly longitude: number }[] };
/** A circle over a country, with its code and number; `labelled` where there is room for both. In points. */
export type MapCircle = { readonly x: number; readonly y: number; readonly radius: number; readonly country: string; readonly count: number; readonly labelled: boolean };
export type DrawnMap = { readonly svg: string; readonly width: number; readonly height: number; readonly circles: readonly MapCircle[]; readonly squares: readonly { readonly x: number; readonly y: number }[] };

type Country = { readonly code: string; readonly shape: Feature<Polygon | MultiPolygon> };
type Centred = { readonly code: string; readonly centre: [number, number] };
type Detail = '110m' | '50m';
const WIDTH = 480;
const HEIGHT = 252;
const RADIUS = 12;
const PAPER = { sea: '#f4f7fa', line: '#e3e9ee', land: '#dfe3e6', border: '#ffffff', shades: ['#c9d9ea', '#a5c1de', '#7ba4cd', '#4f82b5'] } as const;
/** From this scale on coasts are drawn in detail. */
const DETAILED = 260;
const read = new Map<Detail, readonly Country[]>();
const FILES: Readonly<Record<Detail, string>> = { '110m': import.meta.resolve('world-atlas/countries-110m.json'), '50m': import.meta.resolve('world-atlas/countries-50m.json') };

/** Draws the part of the world in which something was reported. */
export function drawMap({ counts, origins, places }: MapOf): DrawnMap {
  // The small ones are in the detailed map only.
  const reporting = readCountries('50m').filter(({ code }) => (counts.get(code) ?? 0) > 0).map(({ code, shape }): Centred => ({ code, centre: centreOf(shape) }));
  const projection = fitted([...reporting.map(({ centre }) => centre), ...places.map(({ longitude, latitude }): [number, number] => [longitude, latitude])]);
  const all = readCountries(projection.scale() > DETAILED ? '50m' : '110m');
  const path = geoPath(projection).digits(1);
  const most = Math.max(1, ...origins.values());
  const shapes = all.map(({ code, shape }) => `<path d="${path(shape) ?? ''}" fill="${shadeOf(origins.get(code) ?? 0, most)}" stroke="${PAPER.border}" stroke-width="0.4"/>`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}"><rect width="${WIDTH}" height="${HEIGHT}" fill="${PAPER.sea}"/><path d="${path(geoGraticule10()) ?? ''}" fill="none" stroke="${PAPER.line}" stroke-width="0.4"/>${shapes.join('')}</svg>`;
  const squares = places.flatMap(({ longitude, latitude }) => inside(projection([longitude, latitude])));
  return { svg, width: WIDTH, height: HEIGHT, circles: circlesOf(reporting, counts, projection), squares };
}

function readCountries(detail: Detail): readonly Country[] {
  const known = read.get(detail);
  if (known !== undefined) return known;
  const world = JSON.parse(readFileSync(fileURLToPath(FILES[detail]), 'utf8')) as Topology<{ countries: GeometryCollection }>;
  const found = feature(world, world.objects.countries).features.flatMap((one) => {
    const shape = one as Feature<Polygon | MultiPolygon>;
    return shape.geometry === null ? [] : [{ code: findByNumericCode(String(one.id ?? '')) ?? '', shape }];
  });
  read.set(detail, found);
  return found;
}

/** The middle of the largest part of a country: not of France and Guiana together. */
function centreOf({ geometry }: Feature<Polygon | MultiPolygon>): [number, number] {
  if (geometry.type === 'Polygon') return geoCentroid(geometry);
  const parts = geometry.coordinates.map((coordinates): Polygon => ({ type: 'Polygon', coordinates })).toSorted((one, other) => geoArea(other) - geoArea(one));
  return geoCentroid(parts[0] ?? geometry);
}

/** All points with room around them; a few that lie close together are not drawn larger than a region. */
function fitted(points: readonly [number, number][]): GeoProjection {
  const projection = geoNaturalEarth1();
  if (points.length === 0) return projection.fitExtent([[4, 4], [WIDTH - 4, HEIGHT - 4]], { type: 'Sphere' });
  projection.fitExtent([[46, 34], [WIDTH - 46, HEIGHT - 34]], { type: 'MultiPoint', coordinates: points.map(([x, y]) => [x, y]) });
  const scale = Math.min(projection.scale(), 620);
  const longitudes = points.map(([x]) => x);
  const latitudes = points.map(([, y]) => y);
  const middle: [number, number] = [(Math.min(...longitudes) + Math.max(...longitudes)) / 2, (Math.min(...latitudes) + Math.max(...latitudes)) / 2];
  if (scale === projection.scale()) return projection;
  projection.scale(scale).translate([0, 0]);
  const [x, y] = projection(middle) ?? [0, 0];
  return projection.translate([WIDTH / 2 - x, HEIGHT / 2 - y]);
}

function shadeOf(count: number, most: number): string {
  if (count <= 0) return PAPER.land;
  const { shades } = PAPER;
  return shades[Math.min(shades.length - 1, Math.floor((Math.log(count + 1) / Math.log(most + 1)) * shades.length))] ?? PAPER.land;
}

function inside(point: readonly [number, number] | null): { x: number; y: number }[] {
  if (point === null) return [];
  const [x, y] = point;
  return x >= 0 && x <= WIDTH && y >= 0 && y <= HEIGHT ? [{ x, y }] : [];
}

/** The largest first; a label is left out where another stands already. */
function circlesOf(reporting: readonly Centred[], counts: ReadonlyMap<string, number>, projection: GeoProjection): MapCircle[] {
  const most = Math.max(1, ...counts.values());
  const found: MapCircle[] = [];
  const sorted = reporting.map(({ code, centre }) => ({ code, centre, count: counts.get(code) ?? 0 })).toSorted((one, other) => other.count - one.count);
  for (const { code, centre, count } of sorted) {
    const [place] = inside(projection(centre));
    if (place === undefined) continue;
    const labelled = found.every((one) => !one.labelled || Math.abs(one.x - place.x) > 24 || Math.abs(one.y - place.y) > 15);
    found.push({ ...place, radius: Math.max(2.5, RADIUS * Math.sqrt(count / most)), country: code, count, labelled });
  }
  return found;
}
