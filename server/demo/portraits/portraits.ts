/** Portraits for some persons of the demo world, so that there is something to compare. */
import { hash } from 'node:crypto';
import { parsePartialDate, calendarOfDay, dayOfMs } from '@watchword/api/dates.ts';
import { getDatabase } from '@watchword/api/databases/databases.ts';
import { encodeEntry, SERVER } from '#audit/audit.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import { attachPhoto, encodeJpeg, findPhotos, type Picture } from '#photos/photos.ts';
import { findHolder } from '#records/records.ts';
import type { Handlers, Write } from '#store/store.ts';
import { chanceOf } from '../random.ts';
import type { WorldRecord } from '../world-record.ts';
import { drawFace, featuresOf } from './face.ts';

/** Every specimen has one, namesakes as they say, and of the others these by number: a dozen of them wait for review. */
const PORTRAYED = { from: 13, to: 48 };
/** Every so many have an older one beside it. */
const OLDER = 5;

/** The portraits of one person, the newest first. */
export type Portraits = { readonly owner: string; readonly reference: string; readonly pictures: readonly (Picture & { readonly takenOn: string })[] };

/** Whether a record of the demo world has portraits. */
export function isPortrayed({ database, reference, portraits }: WorldRecord): boolean {
  if (portraits !== undefined) return portraits > 0;
  const number = Number(reference.split('-').at(-1));
  return database === 'persons' && (reference.startsWith('SPECIMEN-') || (number >= PORTRAYED.from && number <= PORTRAYED.to));
}

/** Draws the portraits of a person. `today`: days since 1970. */
export async function drawPortraits({ owner, reference, content, portraits }: WorldRecord, today: number): Promise<Portraits> {
  const chance = chanceOf(Number.parseInt(hash('sha256', reference, 'hex').slice(0, 8), 16));
  const { year } = calendarOfDay(today);
  const [first] = Array.isArray(content['born']) ? (content['born'] as string[]) : [];
  const age = year - (parsePartialDate(first ?? '')?.year ?? year - 40);
  const features = featuresOf(chance, { sex: String(content['sex']), age });
  const newest = { ...(await draw(features)), takenOn: `${year - 1}-0${1 + chance.below(9)}` };
  const hasOlder = portraits === undefined ? chance.below(OLDER) === 0 && age >= 30 : portraits > 1;
  if (!hasOlder) return { owner, reference, pictures: [newest] };
  const before = { ...features, glasses: !features.glasses, beard: false, wall: features.clothes };
  return { owner, reference, pictures: [newest, { ...(await draw(before)), takenOn: String(year - 6) }] };
}

async function draw(features: ReturnType<typeof featuresOf>): Promise<Picture> {
  const pixels = drawFace(features);
  return { jpeg: await encodeJpeg(pixels), width: pixels.width, height: pixels.height };
}

/** Slices of the writer that attach portraits. Those who have some are passed over. */
export const PORTRAIT_SLICES = { 'demo.portraits': attach } satisfies Handlers;

async function attach(tx: Write, { portraits, at }: { portraits: readonly Portraits[]; at: number }): Promise<number> {
  const database = getDatabase('persons');
  let count = 0;
  for (const { owner, reference, pictures } of portraits) {
    const number = findOrganisationNumber(owner) ?? 0;
    const record = await findHolder(tx, { database, owner: number, reference, day: dayOfMs(at) });
    if (record === undefined || (await findPhotos(tx, [record], number)).size > 0) continue;
    for (const [place, { takenOn, ...picture }] of pictures.entries()) await attachPhoto(tx, record, { picture, takenOn, main: place === 0, at });
    await tx.appendChange({ at, kind: 'record.amended', database: database.number, owner: number, fromRow: record.row, toRow: record.row });
    count += 1;
  }
  if (count === 0) return 0;
  const owners = [...new Set(portraits.map(({ owner }) => owner))].sort();
  const digest = hash('sha256', JSON.stringify(portraits.map(({ reference }) => reference)), 'hex');
  await tx.appendOutbox(encodeEntry({ event: 'load.batch-committed', ...SERVER, databases: [database.code], owners, within: 'demo-portraits', item: 0, count, digest }));
  return count;
}
