/** The search among many persons: does it find those who are listed, and leave those alone who are not? */
import type { Read } from '../../server/store/store.ts';
import { searchFor, type PersonShown, type PersonSought } from '../../server/bin/person-search.ts';
import { innocentQuestion, listedQuestion, type Question } from '../../server/demo/people/questions.ts';
import type { BornEvidence } from '../../server/names/names.ts';
import type { Figures } from '../figures.ts';
import { openThreadClock } from './thread-time.ts';

/** What is asked. `persons` of the population of `seed` lie in the store, in the order of their numbers. */
export type Measured = { readonly read: Read; readonly seed: number; readonly persons: number; readonly questions: number };

/** How much of the birth date is asked: as it was typed, the year, nothing. */
export const WITH = ['date', 'year', 'name'] as const;
export type With = (typeof WITH)[number];

/** What one search came to. `rank`: of the true record among those shown, from 1; 0 when it is not shown. `others`: whoever else is shown. `ms`, `cpuMs`: by the clock, and of the processor. */
export type Outcome = { readonly question: Question; readonly rank: number; readonly candidate: boolean; readonly others: readonly PersonShown[]; readonly capped: boolean; readonly ms: number; readonly cpuMs: number };

const threadMs = openThreadClock();

/** A question with so much of its birth date. */
export function soughtOf({ name, born, sex, nationality }: Question, as: With): PersonSought {
  return { name, ...(as !== 'name' && { born: as === 'year' ? born.slice(0, 4) : born }), sex, nationality };
}

/** Asks all questions, one after the other. */
export async function askAll({ read }: Measured, questions: readonly Question[], as: With): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const question of questions) {
    const began = performance.now();
    const cpuBegan = threadMs();
    const { shown, judged, capped } = await searchFor(read, soughtOf(question, as));
    const cpuMs = threadMs() - cpuBegan;
    const ms = performance.now() - began;
    const row = question.of === undefined ? undefined : question.of + 1;
    const rank = shown.findIndex((one) => one.row === row) + 1;
    outcomes.push({ question, rank, candidate: row !== undefined && judged.has(row), others: shown.filter((one) => one.row !== row), capped, ms, cpuMs });
  }
  return outcomes;
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

const shareOf = (outcomes: readonly Outcome[], has: (outcome: Outcome) => boolean): number => outcomes.filter(has).length / (outcomes.length || 1);
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / (values.length || 1);

const TITLES = { date: 'name + birth date', year: 'name + birth year', name: 'name only' } as const;

/** How birth dates agree. */
const BORN: readonly BornEvidence[] = ['equal', 'partial', 'unknown', 'flipped', 'digit', 'near', 'differs'];

/** What is promised. */
const PROMISED = {
  date: { candidate: {}, ten: { least: 0.95 }, innocent: { most: 0.001 } },
  year: { candidate: { least: 0.99 }, ten: {}, innocent: { most: 0.01 } },
  name: { candidate: { least: 0.96 }, ten: {}, innocent: {} },
} as const;

/** Asks about listed persons and about others, and notes what came of it. Returns the outcomes for whoever compares. */
export async function measurePopulation(figures: Figures, measured: Measured, as: With): Promise<{ listed: Outcome[]; innocent: Outcome[] }> {
  const numbers = Array.from({ length: measured.questions }, (_, number) => number);
  await askAll(measured, numbers.slice(0, 200).map((number) => listedQuestion(measured, 1_000_000 + number)), as);
  const began = process.cpuUsage();
  const listed = await askAll(measured, numbers.map((number) => listedQuestion(measured, number)), as);
  const innocent = await askAll(measured, numbers.map((number) => innocentQuestion(measured, number)), as);
  const { user, system } = process.cpuUsage(began);
  noteFinding(figures, { listed, innocent, as });
  noteSpeed(figures, { all: [...listed, ...innocent], as, cpuUs: user + system, persons: measured.persons });
  return { listed, innocent };
}

function noteFinding(figures: Figures, { listed, innocent, as }: { listed: readonly Outcome[]; innocent: readonly Outcome[]; as: With }): void {
  const [title, promised] = [TITLES[as], PROMISED[as]];
  figures.note(`${title}: true record among the candidates`, shareOf(listed, ({ candidate }) => candidate), '', promised.candidate);
  figures.note(`${title}: true record in the first ten`, shareOf(listed, ({ rank }) => rank > 0 && rank <= 10), '', promised.ten);
  figures.note(`${title}: true record first`, shareOf(listed, ({ rank }) => rank === 1), '');
  figures.note(`${title}: others shown, median`, quantile(listed.map(({ others }) => others.length), 0.5), '', as === 'date' ? { most: 0 } : {});
  figures.note(`${title}: others shown, mean`, meanOf(listed.map(({ others }) => others.length)), '', as === 'date' ? { most: 1 } : {});
  figures.note(`${title}: travellers not listed who get anything`, shareOf(innocent, ({ others }) => others.length > 0), '', promised.innocent);
  for (const how of BORN) {
    const share = shareOf(innocent, ({ others }) => others[0]?.judgement.born === how);
    if (share > 0) figures.note(`${title}: of them, birth date of the first ${how}`, share, '');
  }
  figures.note(`${title}: answers that a limit cut`, shareOf([...listed, ...innocent], ({ capped }) => capped), '');
  for (const [way, some] of Map.groupBy(listed, ({ question }) => question.nameWay)) figures.note(`${title}, ${way}: in the first ten`, shareOf(some, ({ rank }) => rank > 0 && rank <= 10), '');
}

function noteSpeed(figures: Figures, { all, as, cpuUs, persons }: { all: readonly Outcome[]; as: With; cpuUs: number; persons: number }): void {
  const times = all.map(({ ms }) => ms);
  const isLarge = persons >= 10_000_000;
  const isPromised = as === 'year' && persons >= 1_000_000;
  figures.note(`${TITLES[as]}: a search, p50`, quantile(times, 0.5), 'ms', isPromised && !isLarge ? { most: 2 } : {});
  figures.note(`${TITLES[as]}: a search, p99`, quantile(times, 0.99), 'ms', isPromised ? { most: isLarge ? 50 : 15 } : {});
  figures.note(`${TITLES[as]}: searches, one core`, (all.length / times.reduce((sum, ms) => sum + ms, 0)) * 1000, '/s', isPromised && !isLarge ? { least: 800 } : {});
  const cpu = all.map(({ cpuMs }) => cpuMs);
  figures.note(`${TITLES[as]}: processor time of a search, mean`, meanOf(cpu), 'ms');
  figures.note(`${TITLES[as]}: processor time of a search, p50`, quantile(cpu, 0.5), 'ms');
  figures.note(`${TITLES[as]}: processor time of a search, p99`, quantile(cpu, 0.99), 'ms');
  figures.note(`${TITLES[as]}: processor time of the process, with its other threads`, cpuUs / all.length / 1000, 'ms');
}
