/** Something on the map: `x` and `y` in units of the picture, `value` what it counts. */
export type Spot = { readonly key: string; readonly x: number; readonly y: number; readonly value: number; readonly isPlace: boolean };
/** Spots that stand so close that they are drawn as one, in their middle. */
export type Cluster = { readonly x: number; readonly y: number; readonly value: number; readonly spots: readonly Spot[] };

/** Puts together what stands closer than `near`, around the largest first. The largest come first, which is the order of the Tab key. */
export function clusterOf(spots: readonly Spot[], near: number): readonly Cluster[] {
  const found: { x: number; y: number; value: number; spots: Spot[] }[] = [];
  for (const spot of spots.toSorted((one, other) => other.value - one.value || (one.key < other.key ? -1 : 1))) {
    const close = found.find(({ x, y }) => (x - spot.x) ** 2 + (y - spot.y) ** 2 < near ** 2);
    if (close === undefined) {
      found.push({ x: spot.x, y: spot.y, value: spot.value, spots: [spot] });
      continue;
    }
    const value = close.value + spot.value;
    close.x = (close.x * close.value + spot.x * spot.value) / value;
    close.y = (close.y * close.value + spot.y * spot.value) / value;
    close.value = value;
    close.spots.push(spot);
  }
  return found.toSorted((one, other) => other.value - one.value);
}

/** What of the picture is seen: left upper corner, width and height, in its units. */
export type Window = { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
export const WORLD: Window = { x: 0, y: 0, w: 960, h: 480 };

/** So far in can be zoomed, in widths of the picture. */
const NEAREST = 24;

/** Zooms around a point, or the middle, never out of the world. */
export function zoomed(seen: Window, factor: number, around?: { readonly x: number; readonly y: number }): Window {
  const w = Math.min(WORLD.w, Math.max(WORLD.w / NEAREST, seen.w / factor));
  const { x, y } = around ?? { x: seen.x + seen.w / 2, y: seen.y + seen.h / 2 };
  return inside({ x: x - w / 2, y: y - (w * WORLD.h) / WORLD.w / 2, w, h: (w * WORLD.h) / WORLD.w });
}

/** Moves by parts of what is seen. */
export function panned(seen: Window, right: number, down: number): Window {
  return inside({ ...seen, x: seen.x + right * seen.w, y: seen.y + down * seen.h });
}

/** The smallest window with room around all of these; the world where there are none. */
export function around(points: readonly { readonly x: number; readonly y: number }[]): Window {
  if (points.length === 0) return WORLD;
  const [left, right] = [Math.min(...points.map(({ x }) => x)), Math.max(...points.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...points.map(({ y }) => y)), Math.max(...points.map(({ y }) => y))];
  const w = Math.min(WORLD.w, Math.max(160, (right - left) * 1.2, ((bottom - top) * 1.25 * WORLD.w) / WORLD.h));
  const h = (w * WORLD.h) / WORLD.w;
  return inside({ x: (left + right - w) / 2, y: (top + bottom - h) / 2, w, h });
}

function inside({ x, y, w, h }: Window): Window {
  return { x: Math.min(WORLD.w - w, Math.max(0, x)), y: Math.min(WORLD.h - h, Math.max(0, y)), w, h };
}
