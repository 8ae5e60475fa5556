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
    const start = y * width * 4;
    data.set([red * light, green * light, blue * light, 255], start);
    for (let filled = 4; filled < width * 4; filled *= 2) data.copyWithin(start + filled, start, start + Math.min(filled, width * 4 - filled));
  }
  return {
    pixels: { data, width, height },
    fill(unscaled, colour) {
      const shape = scaled(unscaled, scale);
      const reach = Math.max(shape.rx, shape.ry) + 1;
      const top = Math.max(0, Math.floor(shape.from ?? shape.y - reach));
      const bottom = Math.min(height - 1, Math.ceil(shape.to ?? shape.y + reach));
      const first = Math.max(0, Math.floor(shape.x - reach));
      const last = Math.min(width - 1, Math.ceil(shape.x + reach));
      const covered = coverOf(shape);
      for (let y = top; y <= bottom; y += 1) {
        for (let x = first, at = (y * width + first) * 4; x <= last; x += 1, at += 4) {
          const share = covered(x, y);
          if (share > 0) mix(data, at, share, colour);
        }
      }
    },
  };
}

function mix(data: Uint8ClampedArray, at: number, share: number, [red, green, blue]: Colour): void {
  const rest = 1 - share;
  data[at] = (data[at] ?? 0) * rest + red * share;
  data[at + 1] = (data[at + 1] ?? 0) * rest + green * share;
  data[at + 2] = (data[at + 2] ?? 0) * rest + blue * share;
}

function scaled({ x, y, rx, ry, turn = 0, from, to }: Ellipse, by: number): Ellipse {
  return { x: x * by, y: y * by, rx: rx * by, ry: ry * by, turn, ...(from !== undefined && { from: from * by }), ...(to !== undefined && { to: to * by }) };
}

/**
 * How much of a pixel the ellipse covers, 0 to 1: by about how many pixels its middle lies within the edge. Most pixels lie far from the
 * edge, and of these a product tells it; a first start draws some fifty faces.
 */
function coverOf({ x, y, rx, ry, turn = 0 }: Ellipse): (atX: number, atY: number) => number {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const edge = 0.5 / Math.min(rx, ry);
  const [within, beyond] = [Math.max(0, 1 - edge) ** 2, (1 + edge) ** 2];
  return (atX, atY) => {
    const dx = atX - x;
    const dy = atY - y;
    const across = (dx * cos + dy * sin) / rx;
    const down = (dy * cos - dx * sin) / ry;
    const squared = across * across + down * down;
    if (squared <= within) return 1;
    if (squared >= beyond) return 0;
    const far = Math.sqrt(squared);
    const slope = Math.hypot(across / rx, down / ry) / far;
    return Math.min(1, Math.max(0, 0.5 + (1 - far) / slope));
  };
}
