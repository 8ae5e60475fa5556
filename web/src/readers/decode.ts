import { findCountry } from '@watchword/api/countries/countries.ts';
import { type Mrz, parseMrz } from '@watchword/api/mrz/mrz.ts';
import { parseVin } from '@watchword/api/vin.ts';
import { findCharacter, type Layout, LAYOUTS } from './keyboards.ts';

/** One key press of a burst. `control`: with Ctrl held, as readers send their prefixes (STX is Ctrl+B). */
export type ReadKey = { readonly code: string; readonly key: string; readonly control?: boolean };

/** How the keys of a burst were turned into text: as the computer wrote them, or as a reader set to a layout meant them. */
export type Way = 'written' | Layout;

/** One way to read a burst. `text` has a line break where the reader sent one. */
export type Candidate = { readonly way: Way; readonly text: string };
export type MrzCandidate = Candidate & { readonly mrz: Mrz };

/**
 * What a burst says.
 * - `mrz`: one reading is left. Its check digits need not fit: then no reading had any that did, and this was the best.
 * - `choose`: several differ and all fit; a person must say which, once.
 * - `text`: no machine-readable zone: a plate, a VIN, a number.
 */
export type Decoded =
  | { readonly kind: 'mrz'; readonly reading: MrzCandidate }
  | { readonly kind: 'choose'; readonly readings: readonly MrzCandidate[] }
  | { readonly kind: 'text'; readonly reading: Candidate };

/** Shorter than any machine-readable zone: two lines of 36 with a few characters lost. */
const SHORTEST_MRZ = 60;

/**
 * Reads a burst of keys. A reader in keyboard mode sends the keys of *its* layout and the computer writes those of *its own*,
 * so the text alone is often wrong: every layout is tried, and check digits and known states decide. `calibrated`: how this
 * booth's reader was read before; it is taken whenever it fits.
 */
export function decodeBurst(keys: readonly ReadKey[], calibrated?: Way): Decoded {
  const candidates = listCandidates(keys);
  const plain = candidates.find((one) => one.way === (calibrated ?? 'written')) ?? candidates[0] ?? { way: 'written', text: '' };
  const zones = candidates.flatMap((one) => {
    const mrz = one.text.replace(/\s/g, '').length < SHORTEST_MRZ ? undefined : parseMrz(one.text);
    return mrz === undefined || mrz.format === null ? [] : [{ ...one, mrz }];
  });
  if (zones.length === 0) return { kind: 'text', reading: findVin(candidates, calibrated) ?? plain };
  const known = zones.find((one) => one.way === calibrated && one.mrz.valid);
  if (known !== undefined) return { kind: 'mrz', reading: known };
  const left = differing(bestOf(zones));
  const [only] = left;
  return left.length === 1 && only !== undefined ? { kind: 'mrz', reading: only } : { kind: 'choose', readings: left };
}

/** Every way to read the keys that gives a text of the alphabet of the zone, or, for `written`, any text. */
export function listCandidates(keys: readonly ReadKey[]): readonly Candidate[] {
  const ways: readonly Way[] = ['written', ...LAYOUTS];
  return ways.flatMap((way) => {
    const text = textOf(keys, way);
    return text === undefined || text.trim() === '' ? [] : [{ way, text }];
  });
}

function textOf(keys: readonly ReadKey[], way: Way): string | undefined {
  let text = '';
  for (const key of keys) {
    if (isLineBreak(key)) text += '\n';
    else if (key.control === true || key.key.length > 1 && key.key !== 'Dead' && key.key !== 'Unidentified') continue;
    else if (way === 'written') text += key.key === 'Dead' ? '' : key.key.toUpperCase();
    else {
      const character = findCharacter(way, key.code);
      if (character === undefined && key.key !== ' ') return undefined;
      text += character ?? ' ';
    }
  }
  return text.trim();
}

/** Enter, Tab, and the Ctrl+M and Ctrl+J that some readers send for them. */
function isLineBreak({ key, control }: ReadKey): boolean {
  return key === 'Enter' || key === 'Tab' || (control === true && /^[mj]$/i.test(key));
}

/**
 * The readings with the most in favour: all check digits fit and the states are known; failing that, most digits that fit.
 * A misread document has some digits wrong in every layout, and the right layout still has the most that fit.
 */
function bestOf(zones: readonly MrzCandidate[]): readonly MrzCandidate[] {
  const scored = zones.map((zone) => ({ zone, score: scoreOf(zone.mrz) }));
  const best = Math.max(...scored.map((one) => one.score));
  return scored.filter((one) => one.score === best).map((one) => one.zone);
}

function scoreOf(mrz: Mrz): number {
  const fitting = Object.values(mrz.checks).filter(Boolean).length;
  const states = [mrz.fields.issuingState, mrz.fields.nationality].filter((state) => state !== undefined && findCountry(state) !== undefined).length;
  const clean = mrz.faults.some((fault) => fault.code === 'character' || fault.code === 'look-alike' || fault.code === 'length') ? 0 : 1;
  return (mrz.valid ? 1000 : 0) + fitting * 10 + states * 100 + clean * 5;
}

/** One of each: layouts that read the same lines need no choice. */
function differing(zones: readonly MrzCandidate[]): readonly MrzCandidate[] {
  const byText = new Map<string, MrzCandidate>();
  for (const zone of zones) if (!byText.has(zone.mrz.lines.join('\n'))) byText.set(zone.mrz.lines.join('\n'), zone);
  return [...byText.values()];
}

/** The one reading that is a whole VIN whose check digit fits, when there is exactly one. */
function findVin(candidates: readonly Candidate[], calibrated: Way | undefined): Candidate | undefined {
  if (calibrated !== undefined) return undefined;
  const fitting = candidates.filter((one) => one.text.length === 17 && parseVin(one.text).checkDigit.verdict === 'fits');
  return new Set(fitting.map((one) => one.text)).size === 1 ? fitting[0] : undefined;
}
