/** Pixels in memory, made smaller and turned. Plain arithmetic, so that a large picture needs no second copy of itself. */

/** Four bytes a pixel: red, green, blue and how much of it is there. */
export type Pixels = { readonly data: Uint8Array | Uint8ClampedArray; readonly width: number; readonly height: number };

/** The largest size of the same form that fits; never larger than it is. */
export function fitWithin(size: { width: number; height: number }, most: { width: number; height: number }): { width: number; height: number } {
  const scale = Math.min(1, most.width / size.width, most.height / size.height);
  return { width: Math.max(1, Math.round(size.width * scale)), height: Math.max(1, Math.round(size.height * scale)) };
}

/** Which source pixels a target pixel covers along one side: from `first` on, with the share of each. */
type Cover = { readonly first: number; readonly shares: Float64Array };

function coverOf(from: number, to: number): Cover[] {
  const step = from / to;
  return Array.from({ length: to }, (_, at) => {
    const begin = at * step;
    const end = Math.min(from, begin + step);
    const first = Math.floor(begin);
    const last = Math.min(from - 1, Math.ceil(end) - 1);
    const shares = new Float64Array(Math.max(1, last - first + 1));
    for (let one = 0; one < shares.length; one += 1) shares[one] = (Math.min(end, first + one + 1) - Math.max(begin, first + one)) / step;
    return { first, shares };
  });
}

/** The picture at another size, each pixel the mean of those that it covers; what shines through becomes white. */
export function shrinkOnWhite(source: Pixels, size: { width: number; height: number }): Pixels {
  const { width, height } = size;
  const data = new Uint8ClampedArray(width * height * 4);
  const across = coverOf(source.width, width);
  const sums = new Float64Array(width * 3);
  for (const [y, { first, shares }] of coverOf(source.height, height).entries()) {
    sums.fill(0);
    for (const [at, share] of shares.entries()) addRow(sums, { source, row: first + at, across, share });
    for (let x = 0; x < width; x += 1) {
      const to = (y * width + x) * 4;
      for (let colour = 0; colour < 3; colour += 1) data[to + colour] = sums[x * 3 + colour] ?? 0;
      data[to + 3] = 255;
    }
  }
  return { data, width, height };
}

type Row = { readonly source: Pixels; readonly row: number; readonly across: readonly Cover[]; readonly share: number };

function addRow(sums: Float64Array, { source: { data, width }, row, across, share }: Row): void {
  for (let x = 0; x < across.length; x += 1) {
    const cover = across[x];
    if (cover === undefined) continue;
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let one = 0; one < cover.shares.length; one += 1) {
      const from = (row * width + cover.first + one) * 4;
      const part = (cover.shares[one] ?? 0) * share;
      const there = data[from + 3] ?? 255;
      const white = 255 - there;
      red += part * (((data[from] ?? 0) * there) / 255 + white);
      green += part * (((data[from + 1] ?? 0) * there) / 255 + white);
      blue += part * (((data[from + 2] ?? 0) * there) / 255 + white);
    }
    sums[x * 3] = (sums[x * 3] ?? 0) + red;
    sums[x * 3 + 1] = (sums[x * 3 + 1] ?? 0) + green;
    sums[x * 3 + 2] = (sums[x * 3 + 2] ?? 0) + blue;
  }
}

/** Whether a picture of this orientation lies on its side. */
export function isSideways(orientation: number): boolean {
  return orientation >= 5;
}

/** Where a pixel of the upright picture lies in one of this orientation (1 to 8, as EXIF counts). */
function placeIn({ width, height }: Pixels, orientation: number): (x: number, y: number) => number {
  const right = width - 1;
  const bottom = height - 1;
  const places: Readonly<Record<number, (x: number, y: number) => number>> = {
    2: (x, y) => y * width + right - x,
    3: (x, y) => (bottom - y) * width + right - x,
    4: (x, y) => (bottom - y) * width + x,
    5: (x, y) => x * width + y,
    6: (x, y) => (bottom - x) * width + y,
    7: (x, y) => (bottom - x) * width + right - y,
    8: (x, y) => x * width + right - y,
  };
  return places[orientation] ?? ((x, y) => y * width + x);
}

/** The picture the right way up. */
export function turnUpright(pixels: Pixels, orientation: number): Pixels {
  if (orientation === 1) return pixels;
  const [width, height] = isSideways(orientation) ? [pixels.height, pixels.width] : [pixels.width, pixels.height];
  const from = new Uint32Array(pixels.data.buffer, pixels.data.byteOffset, pixels.width * pixels.height);
  const to = new Uint32Array(width * height);
  const place = placeIn(pixels, orientation);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) to[y * width + x] = from[place(x, y)] ?? 0;
  return { data: new Uint8ClampedArray(to.buffer), width, height };
}
