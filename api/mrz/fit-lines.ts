/** Chooses the layout, and brings lines of a wrong length to its width. */

import { LAYOUTS, MRZ_FORMATS, type Layout, type MrzFormat, isClaimed } from './layouts.ts';
import { type Reading, readLines } from './reading.ts';
import type { LineSet } from './split-lines.ts';

/** A layout with lines of exactly its width, and what they say. `resized` names the lines (from 0) that were padded or cut. */
export type Fit = {
  readonly layout: Layout;
  readonly lines: readonly string[];
  readonly resized: readonly number[];
  readonly reading: Reading;
};

type Candidate = { readonly fit: Fit; readonly score: number };

/** A line may be this much too long or too short before the check digits have to confirm the layout. */
const EASY = 4;
/** More than this is another document. */
const MOST = 10;

type LineFit = { readonly text: string; readonly cost: number; readonly isFar: boolean };

/** The best fit of any layout to any of the line sets, or undefined when nothing is like a machine-readable zone. */
export function findFit(sets: readonly LineSet[]): Fit | undefined {
  let best: Candidate | undefined;
  for (const set of sets) {
    for (const layout of listLayouts(set)) {
      for (const candidate of listFits(layout, set)) {
        if (!best || candidate.score > best.score) best = candidate;
      }
    }
  }
  return best?.fit;
}

/** The layouts to try: those whose width the lines have, and only where there is none, all. */
function listLayouts(set: LineSet): Layout[] {
  const layouts = MRZ_FORMATS.map((format) => LAYOUTS[format])
    .filter((layout) => set.length === layout.lines && isClaimed(layout, set[0] ?? ''));
  const exact = layouts.filter((layout) => set.every((line) => line.length === layout.width));
  return exact.length > 0 ? exact : layouts;
}

/** Every way to bring these lines to the layout, each with a score: check digits that fit, less what had to be changed. */
function listFits(layout: Layout, set: LineSet): Candidate[] {
  if (!/[A-Z0-9]/.test(set.join(''))) return [];
  let ways: LineFit[][] = [[]];
  for (const [i, line] of set.entries()) {
    const isName = layout.name?.line === i;
    ways = ways.flatMap((way) => listLineFits(line, layout.width, isName).map((lineFit) => [...way, lineFit]));
  }
  return ways.flatMap((way) => {
    const lines = way.map((one) => one.text);
    const reading = readLines(layout, lines);
    if (way.some((one) => one.isFar) && reading.evidence < 2) return [];
    const cost = way.reduce((sum, one) => sum + one.cost, 0);
    const resized = set.flatMap((line, i) => (line.length === layout.width ? [] : [i]));
    return [{ fit: { layout, lines, resized, reading }, score: reading.evidence * 10 - cost * 2 + likelihood(layout.format, set, resized) }];
  });
}

/** What speaks for a layout beside its check digits: lines of just its width, and its letters at the start. */
function likelihood(format: MrzFormat, set: LineSet, resized: readonly number[]): number {
  const exact = resized.length === 0 ? 10 : 0;
  if (format === 'FRA_ID') return exact + 5;
  return format === 'TD3' && (set[0] ?? '').startsWith('P') ? exact + 0.5 : exact;
}

/** The ways to bring one line to a width: a name line only gains or loses fillers at its end, others anywhere in a run. */
function listLineFits(line: string, width: number, isName: boolean): LineFit[] {
  const missing = width - line.length;
  if (missing === 0) return [{ text: line, cost: 0, isFar: false }];
  if (missing < -MOST) return [];
  if (missing > 0 && isName) return line.length < 2 ? [] : [{ text: line.padEnd(width, '<'), cost: missing / 20, isFar: false }];
  if (missing > width / 2) return [];
  const isFar = Math.abs(missing) > EASY;
  const texts = missing > 0
    ? [line.padEnd(width, '<'), ...stretchRuns(line, missing)]
    : [line.slice(0, width), ...stretchRuns(line, missing), line.slice(-width)];
  return Array.from(new Set(texts), (text) => ({ text, cost: Math.abs(missing) + 8 * countLost(line, text), isFar }));
}

/** How many characters of the line that are no fillers were cut off: what was printed is not given up lightly. */
function countLost(line: string, text: string): number {
  return Math.max(0, line.replaceAll('<', '').length - text.replaceAll('<', '').length);
}

/** The line with its longest runs of fillers made longer (or shorter, by a negative number), one run at a time. */
function stretchRuns(line: string, by: number): string[] {
  return Array.from(line.matchAll(/<+/g))
    .filter((run) => run[0].length + by >= 0)
    .toSorted((a, b) => b[0].length - a[0].length)
    .slice(0, 3)
    .map((run) => line.slice(0, run.index) + '<'.repeat(run[0].length + by) + line.slice(run.index + run[0].length));
}
