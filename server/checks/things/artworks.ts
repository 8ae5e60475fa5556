/** Works of art: found by inventory number or title; the artist is judged. */
import { artworkTitleKey, artworks } from '@watchword/api/databases/artworks.ts';
import { textOf, type Content } from '@watchword/api/databases/database.ts';
import { foldNameTokens, foldSerial, lookalikeSkeleton } from '@watchword/api/folding.ts';
import { ABOUT, type Asking, type Lookup } from '../asking.ts';
import type { Facts } from '../facts.ts';
import { askNumber, compareMark, compareTexts, judgeMarks, reasonOf, type Judgement, type Mark } from '../judge.ts';

/** Stolen works of art. */
export const askArtworks: Asking = { database: artworks, about: ABOUT.artwork, lookups: listLookups, judge: judgeArtwork };

function listLookups({ artwork }: Facts): readonly Lookup[] {
  const inventory = lookalikeSkeleton(foldSerial(artwork?.inventoryNumber ?? ''));
  const title = artworkTitleKey(artwork?.title ?? '');
  return [...(inventory === '' ? [] : [{ kind: 'inventory', value: inventory }]), ...(title === '' ? [] : [{ kind: 'title', value: title }])];
}

/** Every house numbers for itself, so a number with another title is possible only; so is a title of which the artist is not known. */
function judgeArtwork({ artwork }: Facts, content: Content): Judgement | undefined {
  if (artwork === undefined) return undefined;
  const { inventoryNumber, title, artist } = artwork;
  const recorded = textOf(content, 'inventoryNumber');
  const inventory = inventoryNumber === undefined ? [] : [compareMark('inventoryNumber', askNumber(inventoryNumber, foldSerial), recorded === '' ? [] : [recorded], foldSerial)];
  const byTitle = title === undefined ? [] : [compareTitle({ title, artist }, content)];
  const judged = judgeMarks([...inventory, ...byTitle]);
  const isOther = byTitle.some(({ strength }) => strength === 'differs');
  return judged === undefined ? undefined : { outcome: isOther ? 'possible' : judged.outcome, reasons: judged.reasons };
}

function compareTitle(asked: { title: string; artist: string | undefined }, content: Content): Mark {
  const recorded = { title: textOf(content, 'title'), artist: textOf(content, 'artist') };
  const key = artworkTitleKey(asked.title);
  if (key === '') return { strength: 'missing', reasons: [] };
  const isEqual = key === artworkTitleKey(recorded.title);
  const byArtist = compareTexts(asked.artist, recorded.artist, (text) => foldNameTokens(text).join(' '));
  const reasons = [reasonOf('title', isEqual ? 'equal' : 'differs', { asked: asked.title, recorded: recorded.title })];
  if (asked.artist !== undefined) reasons.push(reasonOf('artist', byArtist, { asked: asked.artist, recorded: recorded.artist }));
  if (!isEqual || byArtist === 'differs') return { strength: 'differs', reasons };
  return { strength: byArtist === 'equal' ? 'strong' : 'weak', reasons };
}
