/** What a field may have been when its check digit does not fit: the look-alikes that make it fit. */

import { type Check, type Layout, type MrzCheck, type Span, cut, put } from './layouts.ts';
import { findDigit, findTwin } from './look-alikes.ts';
import { isDate, isFitting, listChecks, listPlaces, readLines } from './reading.ts';

/** One character taken for another. Line and column count from 1; the column counts within the line. */
export type Substitution = { readonly line: number; readonly column: number; readonly read: string; readonly taken: string };

/**
 * A value that was not read but may have been printed. `composite` says whether the composite digit fits too, together
 * with some alternate of each other broken field that has one; null where the format has no composite digit.
 */
export type MrzAlternate = {
  readonly field: Exclude<MrzCheck, 'composite'>;
  readonly value: string;
  readonly changes: number;
  readonly composite: boolean | null;
  readonly substitutions: readonly Substitution[];
};

/** Alternates of one field. */
const MOST_ALTERNATES = 8;
/** Characters of one field that may be wrong at once, beside letters that stand where only a digit can. */
const MOST_DOUBTS = 3;

type Swap = { readonly place: Span; readonly taken: string };
type Trial = { readonly field: MrzAlternate['field']; readonly swaps: readonly Swap[] };

/** The alternates of every field whose digit does not fit, at most eight a field, fewest changes first. */
export function listAlternates(layout: Layout, lines: readonly string[]): MrzAlternate[] {
  const checks = listChecks(layout, lines);
  const composite = checks.find((check) => check.name === 'composite');
  const trials = checks
    .filter((check) => check.name !== 'composite' && !isFitting(check, lines))
    .map((check) => listTrials(check, lines));
  return trials.flatMap((own, i) => {
    const others = combine(trials.filter((list, j) => j !== i && list.length > 0));
    return own
      .map((trial) => ({ trial, composite: fitsComposite(composite, lines, trial, others) }))
      .toSorted((a, b) => a.trial.swaps.length - b.trial.swaps.length || Number(b.composite) - Number(a.composite))
      .slice(0, MOST_ALTERNATES)
      .map((one) => toAlternate(layout, lines, one.trial, one.composite));
  });
}

/** Every set of swaps that makes the digit of one check fit. */
function listTrials(check: Check, lines: readonly string[]): Trial[] {
  const { name } = check;
  if (name === 'composite') return [];
  const onlyDigits = isDate(name);
  const covered = listPlaces(check.over);
  const digitPlaces = onlyDigits ? [...covered, check.digit] : [check.digit];
  const forced = listForced(digitPlaces, lines);
  const doubts = onlyDigits ? [] : covered.flatMap((place): Swap[] => {
    const taken = findTwin(cut(lines, place));
    return taken === undefined ? [] : [{ place, taken }];
  });
  return listSubsets(doubts)
    .map((some) => ({ field: name, swaps: [...forced, ...some] }))
    .filter((trial) => trial.swaps.length > 0 && isFitting(check, apply(lines, trial.swaps)));
}

/** Letters that stand where only a digit can, read as that digit. */
function listForced(places: readonly Span[], lines: readonly string[]): Swap[] {
  return places.flatMap((place): Swap[] => {
    const taken = findDigit(cut(lines, place));
    return taken === undefined ? [] : [{ place, taken }];
  });
}

/** All subsets of at most MOST_DOUBTS swaps, smaller ones first. */
function listSubsets(swaps: readonly Swap[]): Swap[][] {
  let layer: Array<{ chosen: Swap[]; next: number }> = [{ chosen: [], next: 0 }];
  const all: Swap[][] = [[]];
  for (let size = 1; size <= MOST_DOUBTS; size++) {
    layer = layer.flatMap(({ chosen, next }) =>
      swaps.slice(next).map((swap, i) => ({ chosen: [...chosen, swap], next: next + i + 1 })));
    all.push(...layer.map((one) => one.chosen));
  }
  return all;
}

/** Each combination of one trial per other broken field. Few: a field's first eight, and at most three fields. */
function combine(lists: readonly Trial[][]): Swap[][] {
  return lists.reduce<Swap[][]>(
    (sofar, list) => sofar.flatMap((swaps) => list.slice(0, MOST_ALTERNATES).map((trial) => [...swaps, ...trial.swaps])),
    [[]],
  );
}

function fitsComposite(
  composite: Check | undefined, lines: readonly string[], trial: Trial, others: readonly Swap[][],
): boolean | null {
  if (!composite) return null;
  const digit = listForced([composite.digit], lines);
  return others.some((other) => isFitting(composite, apply(lines, [...trial.swaps, ...other, ...digit])));
}

function apply(lines: readonly string[], swaps: readonly Swap[]): readonly string[] {
  return swaps.reduce<readonly string[]>((sofar, { place, taken }) => put(sofar, place, taken), lines);
}

function toAlternate(layout: Layout, lines: readonly string[], trial: Trial, composite: boolean | null): MrzAlternate {
  return {
    field: trial.field,
    value: readLines(layout, apply(lines, trial.swaps)).fields[trial.field] ?? '',
    changes: trial.swaps.length,
    composite,
    substitutions: trial.swaps.map(({ place, taken }) =>
      ({ line: place.line + 1, column: place.start + 1, read: cut(lines, place), taken })),
  };
}
