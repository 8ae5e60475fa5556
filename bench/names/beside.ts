/** Ours and `pg_trgm` on the same questions: searches a second, precision and recall, each at its best. */
import { innocentQuestion, listedQuestion, type Question } from '../../server/demo/people/questions.ts';
import type { Figures } from '../figures.ts';
import { askAll, quantile, type Measured, type With } from './population.ts';
import { LEAST_SIMILARITY, openTrigram, type Trigram, type TrigramOptions } from './trigram.ts';

/** A person who was shown; `true`: the one who was meant. */
type Shown = { readonly similarity: number; readonly isTrue: boolean };
type Answer = { readonly isListed: boolean; readonly shown: readonly Shown[]; readonly ms: number };
type Quality = { readonly precision: number; readonly recall: number; readonly f1: number };

/** Fills the database, asks both, and notes both with their ratios. */
export async function measureBeside(figures: Figures, measured: Measured, index: TrigramOptions['index']): Promise<void> {
  let trigram: Trigram;
  try {
    trigram = await openTrigram({ seed: measured.seed, persons: measured.persons, index });
  } catch (error) {
    figures.skip('pg_trgm', `PostgreSQL does not start here, or has not the extension: ${error instanceof Error ? error.message : String(error)}`);
    return;
  }
  try {
    figures.note(`pg_trgm (${index}): filling and indexing`, trigram.fillSeconds, 's');
    figures.note(`pg_trgm (${index}): index`, trigram.bytes / measured.persons, 'bytes a person');
    for (const as of ['date', 'year'] as const) await measureOne(figures, measured, { trigram, as, index });
  } finally {
    await trigram.close();
  }
}

type Beside = { readonly trigram: Trigram; readonly as: With; readonly index: string };

async function measureOne(figures: Figures, measured: Measured, { trigram, as, index }: Beside): Promise<void> {
  const questions: Question[] = Array.from({ length: measured.questions }, (_, at) => (at % 2 === 0 ? listedQuestion(measured, at) : innocentQuestion(measured, at)));
  const title = as === 'date' ? 'name + birth date' : 'name + birth year';
  for (const question of questions.slice(0, 10)) await trigram.ask(question, as);
  const theirs: Answer[] = [];
  for (const question of questions) {
    const began = performance.now();
    const rows = await trigram.ask(question, as);
    theirs.push({ isListed: question.of !== undefined, shown: rows.map(({ person, similarity }) => ({ similarity, isTrue: person === question.of })), ms: performance.now() - began });
  }
  const outcomes = await askAll(measured, questions, as);
  const ours: Answer[] = outcomes.map(({ question, rank, others, ms }) => ({
    isListed: question.of !== undefined, ms,
    shown: Array.from({ length: others.length + (rank > 0 ? 1 : 0) }, (_, at) => ({ similarity: 1, isTrue: at + 1 === rank })),
  }));
  const best = bestOf(theirs);
  const own = qualityAt(ours, 0);
  const name = `pg_trgm (${index})`;
  for (const [who, quality] of [['ours', own], [`${name} at its best threshold ${best.least.toFixed(2)}`, best], [`${name} at ${LEAST_SIMILARITY}`, qualityAt(theirs, LEAST_SIMILARITY)]] as const) {
    figures.note(`${title}, ${who}: precision`, quality.precision, '');
    figures.note(`${title}, ${who}: recall in the first ten`, quality.recall, '');
  }
  const rate = (answers: readonly Answer[]): number => (answers.length / answers.reduce((sum, { ms }) => sum + ms, 0)) * 1000;
  figures.note(`${title}, ${name}: a search, p50`, quantile(theirs.map(({ ms }) => ms), 0.5), 'ms');
  figures.note(`${title}, ${name}: a search, p99`, quantile(theirs.map(({ ms }) => ms), 0.99), 'ms');
  figures.note(`${title}, ${name}: searches`, rate(theirs), '/s');
  figures.note(`${title}, ours: searches`, rate(ours), '/s');
  figures.note(`${title}: searches, of ${name}`, rate(ours) / rate(theirs), 'ratio', { least: 50 });
}

/** `shown` at or above the threshold, ten at most. Recall: listed persons who are shown. Precision: of all who are shown, those who were meant. */
function qualityAt(answers: readonly Answer[], least: number): Quality {
  let [right, shownInAll, listed] = [0, 0, 0];
  for (const { isListed, shown } of answers) {
    const ten = shown.filter(({ similarity }) => similarity >= least).slice(0, 10);
    shownInAll += ten.length;
    listed += Number(isListed);
    right += Number(ten.some(({ isTrue }) => isTrue));
  }
  const [precision, recall] = [right / (shownInAll || 1), right / (listed || 1)];
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall || 1) };
}

/** The threshold with the best F1. */
function bestOf(answers: readonly Answer[]): Quality & { readonly least: number } {
  const steps = Array.from({ length: 14 }, (_, step) => LEAST_SIMILARITY + step * 0.05);
  return steps.map((least) => ({ least, ...qualityAt(answers, least) })).reduce((best, one) => (one.f1 > best.f1 ? one : best));
}
