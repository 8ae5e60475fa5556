/** A canvas for simple shapes with soft edges. */
import type { Pixels } from '#photos/photos.ts';

export type Colour = readonly [red: number, green: number, blue: number];

/** An ellipse. Lengths in units of the canvas; `turn` in radians; only what lies between `from` and `to` is painted, downwards. */
export type Ellipse = { readonly x: number; readonly y: number; readonly rx: number; readonly ry: number; readonly turn?: number; readonly from?: number; readonly to?: number };

export type Canvas = {
  readonly pixels: Pixels;
  fill(shape: Ellipse, colour: Colour): void;
};

/** A canvas of one colour that gets darker downwards. `scale`: pixels to a unit of length of the shapes. */
export function openCanvas({ width, height }: { width: number; height: number }, scale: number, [red, green, blue]: Colour): Canvas {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    const light = 1 - (0.18 * y) / height;
    for (let x = 0; x < width; x += 1) data.set([red * light, green * light, blue * light, 255], (y * width + x) * 4);
  }
  return {
    pixels: { data, width, height },
    fill(unscaled, colour) {
      const shape = scaled(unscaled, scale);
      const reach = Math.max(shape.rx, shape.ry) + 1;
      const top = Math.max(0, Math.floor(shape.from ?? shape.y - reach));
      const bottom = Math.min(height - 1, Math.ceil(shape.to ?? shape.y + reach));
      for (let y = top; y <= bottom; y += 1) {
        for (let x = Math.max(0, Math.floor(shape.x - reach)); x <= Math.min(width - 1, Math.ceil(shape.x + reach)); x += 1) {
          const share = shareOf(shape, x, y);
          if (share <= 0) continue;
          const at = (y * width + x) * 4;
          for (const [channel, value] of colour.entries()) data[at + channel] = (data[at + channel] ?? 0) * (1 - share) + value * share;
        }
      }
    },
  };
}

function scaled({ x, y, rx, ry, turn = 0, from, to }: Ellipse, by: number): Ellipse {
  return { x: x * by, y: y * by, rx: rx * by, ry: ry * by, turn, ...(from !== undefined && { from: from * by }), ...(to !== undefined && { to: to * by }) };
}

/** How much of a pixel the ellipse covers, 0 to 1: by about how many pixels its middle lies within the edge. */
function shareOf({ x, y, rx, ry, turn = 0 }: Ellipse, atX: number, atY: number): number {
  const [dx, dy] = [atX - x, atY - y];
  const across = (dx * Math.cos(turn) + dy * Math.sin(turn)) / rx;
  const down = (dy * Math.cos(turn) - dx * Math.sin(turn)) / ry;
  const far = Math.hypot(across, down);
  if (far === 0) return 1;
  const slope = Math.hypot(across / rx, down / ry) / far;
  return Math.min(1, Math.max(0, 0.5 + (1 - far) / slope));
}
