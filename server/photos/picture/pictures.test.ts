import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { after, it } from 'node:test';
import { AppError } from '@watchword/api/errors.ts';
import { DECODERS, encodeJpeg } from './codecs.ts';
import { cameraJpeg, colourAt, exifBlock, flag, joined, pngChunk, pngOf, webpOf } from './files-under-test.ts';
import { openPictures, type Pictures } from './pictures.ts';
import type { Picture } from './render.ts';

const pictures = openPictures();
after(() => pictures.close());

const decoded = (picture: Picture) => DECODERS.jpeg(picture.jpeg.slice().buffer);
const refused = async (bytes: Uint8Array<ArrayBuffer>, by: Pictures = pictures): Promise<string> => {
  try {
    await by.render(bytes);
    return 'taken';
  } catch (error) {
    assert.ok(error instanceof AppError, String(error));
    return [error.code, ...(error.details.errors ?? []).map(({ code }) => code)].join(' ');
  }
};
/** Corners of the upper half and the middle of the lower edge. */
const cornersOf = async (picture: Picture): Promise<string> => {
  const pixels = await decoded(picture);
  const [right, bottom] = [pixels.width - 3, pixels.height - 3];
  return [colourAt(pixels, 2, 2), colourAt(pixels, right, 2), colourAt(pixels, 2, bottom), colourAt(pixels, right, bottom)].join(' ');
};

it('JPEG, PNG and WebP become JPEG, whatever they are called', async () => {
  const pixels = flag(60, 40);
  const rows = Array.from({ length: 40 }, (_, y) => Uint8Array.from(pixels.data.subarray(y * 240, (y + 1) * 240)));
  for (const bytes of [await encodeJpeg(pixels), pngOf({ width: 60, height: 40 }, { depth: 8, colour: 6 }, rows), await webpOf(pixels), await webpOf(pixels, true)]) {
    const picture = await pictures.render(bytes);
    assert.deepEqual([picture.width, picture.height, ...picture.jpeg.subarray(0, 3)], [60, 40, 0xff, 0xd8, 0xff]);
    assert.equal(await cornersOf(picture), 'red blue white white');
  }
});

it('every kind of PNG is read: grey, palette, 16 bits, and what shines through becomes white', async () => {
  const size = { width: 32, height: 32 };
  const row = (bytes: readonly number[]): Uint8Array[] => Array.from({ length: 32 }, () => Uint8Array.from(Array.from({ length: 32 }, () => bytes).flat()));
  const grey = pngOf(size, { depth: 8, colour: 0 }, row([0]));
  const bits = pngOf(size, { depth: 1, colour: 0 }, Array.from({ length: 32 }, () => Uint8Array.from([255, 255, 255, 255])));
  const deep = pngOf(size, { depth: 16, colour: 2 }, row([255, 255, 0, 0, 0, 0]));
  const palette = pngOf(size, { depth: 8, colour: 3 }, row([1]), [pngChunk('PLTE', Uint8Array.from([0, 0, 0, 0, 200, 0]))]);
  const glass = pngOf(size, { depth: 8, colour: 6 }, row([0, 0, 0, 0]));
  const seen = [];
  for (const bytes of [grey, bits, deep, palette, glass]) seen.push(colourAt(await decoded(await pictures.render(bytes)), 16, 16));
  assert.deepEqual(seen, ['black', 'white', 'red', 'green', 'white']);
});

it('a large picture is fitted, a small one is left as it is, and its form stays', async () => {
  const sizes = [];
  for (const [width, height] of [[3000, 2000], [2000, 3000], [2000, 2000], [4000, 40], [20, 30]] as const) {
    const picture = await pictures.render(await encodeJpeg(flag(width, height)));
    sizes.push([picture.width, picture.height]);
  }
  assert.deepEqual(sizes, [[1200, 800], [1067, 1600], [1200, 1200], [1200, 12], [20, 30]]);
});

it('it is turned upright as the camera was held, in all eight ways', async () => {
  const upright = flag(60, 40);
  const lying = { data: new Uint8ClampedArray(60 * 40 * 4), width: 40, height: 60 };
  // Turned by a quarter to the left: what stood on the right lies on top.
  for (let y = 0; y < 60; y += 1) for (let x = 0; x < 40; x += 1) lying.data.set(upright.data.subarray((x * 60 + 59 - y) * 4, (x * 60 + 59 - y) * 4 + 4), (y * 40 + x) * 4);
  assert.equal(await cornersOf(await pictures.render(await cameraJpeg(lying, 6))), 'red blue white white');
  const seen = [];
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const picture = await pictures.render(await cameraJpeg(upright, orientation, orientation % 2 === 0));
    seen.push(`${picture.width} ${picture.height} ${await cornersOf(picture)}`);
  }
  assert.deepEqual(seen, [
    '60 40 red blue white white', '60 40 blue red white white', '60 40 white white blue red', '60 40 white white red blue',
    '40 60 red white blue white', '40 60 white red white blue', '40 60 white blue white red', '40 60 blue white red white',
  ]);
  const png = pngOf({ width: 32, height: 40 }, { depth: 8, colour: 0 }, Array.from({ length: 40 }, () => new Uint8Array(32)), [pngChunk('eXIf', exifBlock(8))]);
  const turned = await pictures.render(png);
  assert.deepEqual([turned.width, turned.height], [40, 32]);
});

it('nothing that was written into the file is left: place, device, profile, author, comment, or what hung behind it', async () => {
  const file = await cameraJpeg(flag(60, 40), 1);
  const sent = Buffer.from(file).toString('latin1');
  for (const word of ['GPS 48.8584N', 'CanaryCamera', 'CanaryAuthor', 'CanaryProfile', 'CanaryComment', 'CanaryTrailer']) assert.ok(sent.includes(word), word);
  const { jpeg } = await pictures.render(file);
  assert.doesNotMatch(Buffer.from(jpeg).toString('latin1'), /Canary|GPS|Exif|ICC_PROFILE|xap/);
  const marks = [];
  for (let at = 2; jpeg[at] === 0xff && jpeg[at + 1] !== 0xda; at += 2 + (jpeg[at + 2] ?? 0) * 256 + (jpeg[at + 3] ?? 0)) marks.push(jpeg[at + 1]);
  assert.deepEqual(marks.filter((mark) => mark === undefined || (mark >= 0xe1 && mark <= 0xef) || mark === 0xfe), []);
});

it('what is no picture, or none of these, is refused and says why', async () => {
  const text = (words: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(words, 'latin1'));
  for (const bytes of [text(''), text('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), text('GIF89a\x01\x00\x01\x00'), text('%PDF-1.7'), text('\0\0\0\x18ftypheic'), text('<!doctype html>')]) {
    assert.equal(await refused(bytes), 'photo.unreadable format');
  }
  const plain = await encodeJpeg(flag(60, 40));
  const frame = plain.findIndex((byte, at) => byte === 0xff && (plain[at + 1] === 0xc0 || plain[at + 1] === 0xc2));
  const changed = (at: number, value: number): Uint8Array<ArrayBuffer> => plain.with(at, value) as Uint8Array<ArrayBuffer>;
  assert.equal(await refused(changed(frame + 9, 4)), 'photo.unreadable colours');
  assert.equal(await refused(changed(frame + 4, 12)), 'photo.unreadable depth');
  const webp = await webpOf(flag(60, 40));
  assert.equal(await refused(joined(webp.subarray(0, 12), Buffer.from('ANIM\0\0\0\0', 'latin1'), webp.subarray(20))), 'photo.unreadable animated');
});

it('a file that is cut short anywhere is refused, and the next one is read', async () => {
  const pixels = flag(300, 200);
  const rows = Array.from({ length: 200 }, (_, y) => Uint8Array.from(pixels.data.subarray(y * 1200, (y + 1) * 1200)));
  for (const bytes of [await cameraJpeg(pixels, 6), pngOf(pixels, { depth: 8, colour: 6 }, rows), await webpOf(pixels)]) {
    const whole = Buffer.from(bytes).indexOf('CanaryTrailer') === -1 ? bytes.length : bytes.length - 13;
    for (const share of [0.001, 0.02, 0.3, 0.6, 0.9, 0.99]) assert.match(await refused(bytes.slice(0, Math.floor(whole * share))), /^photo\.unreadable (truncated|damaged|format)$/);
    assert.equal((await pictures.render(bytes.slice())).jpeg[0], 0xff);
  }
});

it('a file whose content is broken is refused, and the next one is read', async () => {
  const good = pngOf({ width: 32, height: 32 }, { depth: 8, colour: 0 }, Array.from({ length: 32 }, () => new Uint8Array(32)));
  const broken = pngOf({ width: 32, height: 32 }, { depth: 8, colour: 0 }, [new Uint8Array(3)]);
  assert.equal(await refused(broken), 'photo.unreadable damaged');
  const webp = await webpOf(flag(200, 200));
  for (let at = 30; at < webp.length; at += 1) webp[at] = (at * 7919) & 255;
  assert.equal(await refused(webp), 'photo.unreadable damaged');
  assert.equal((await pictures.render(good)).width, 32);
});

it('too many pixels, too few, or more than the head announces are never decoded', async () => {
  const bomb = joined(
    pngOf({ width: 30_000, height: 30_000 }, { depth: 1, colour: 0 }, []).subarray(0, 33),
    pngChunk('IDAT', deflateSync(Buffer.alloc(30_000 * 3751))), pngChunk('IEND', Buffer.alloc(0)),
  );
  assert.ok(bomb.length < 200_000);
  assert.equal(await refused(bomb), 'photo.dimensions');
  assert.equal(await refused(await encodeJpeg(flag(15, 300))), 'photo.dimensions');
  const webp = await webpOf(flag(200, 200), true);
  const canvas = Buffer.from('VP8X\x0a\0\0\0\0\0\0\0\x13\0\0\x13\0\0', 'latin1');
  const lying = joined(webp.subarray(0, 12), canvas, webp.subarray(12));
  new DataView(lying.buffer).setUint32(4, lying.length - 8, true);
  assert.equal(await refused(lying), 'photo.unreadable damaged', 'the canvas is smaller than the picture');
});

it('a file that takes for ever is given up in time, and what waited behind it is read', async () => {
  const own = openPictures({ ms: 1500 });
  try {
    const scans = await endlessJpeg();
    const [costly, next] = [refused(scans, own), own.render(await encodeJpeg(flag(60, 40)))];
    const begun = performance.now();
    assert.equal(await costly, 'photo.unreadable costly');
    assert.ok(performance.now() - begun < 10_000);
    assert.equal((await next).width, 60);
  } finally {
    await own.close();
  }
});

/** A progressive JPEG of a large frame whose last scan is repeated thousands of times: small to send, hours to decode. */
async function endlessJpeg(): Promise<Uint8Array<ArrayBuffer>> {
  const plain = await encodeJpeg({ data: new Uint8ClampedArray(4000 * 4000 * 4).fill(128), width: 4000, height: 4000 });
  const starts: number[] = [];
  for (let at = 2; at < plain.length - 1; at += 1) if (plain[at] === 0xff && (plain[at + 1] === 0xda || plain[at + 1] === 0xc4)) starts.push(at);
  const scan = plain.slice(starts.findLast((at) => plain[at + 1] === 0xc4) ?? 2, plain.length - 2);
  const many = Math.floor(9_000_000 / scan.length);
  return joined(plain.subarray(0, plain.length - 2), Buffer.concat(Array<Uint8Array>(many).fill(scan)), plain.subarray(plain.length - 2));
}

it('only so many wait', async () => {
  const own = openPictures({ waiting: 1 });
  try {
    const bytes = await encodeJpeg(flag(60, 40));
    const outcomes = await Promise.all([1, 2, 3].map(() => refused(bytes.slice(), own)));
    assert.deepEqual(outcomes, ['taken', 'taken', 'server.busy']);
    assert.equal(await refused(bytes.slice(), own), 'taken');
  } finally {
    await own.close();
  }
  assert.equal(await refused(await encodeJpeg(flag(60, 40)), own), 'server.busy', 'when it is closed');
});
