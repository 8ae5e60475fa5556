/** Questions that went wrong, for whoever tunes: listed persons who were not shown, and travellers who were taken for somebody. */
import { textOf } from '../../api/databases/database.ts';
import { bornTexts, nameTexts } from '../../api/databases/persons.ts';
import { contentsOf } from '../../server/records/records.ts';
import type { Read } from '../../server/store/store.ts';
import type { Figures } from '../figures.ts';
import type { Outcome } from './population.ts';

/** Prints at most so many of each. Persons are fictional. */
export async function showWrong(figures: Figures, read: Read, { listed, innocent, most }: { listed: readonly Outcome[]; innocent: readonly Outcome[]; most: number }): Promise<void> {
  for (const { question, candidate, others } of listed.filter(({ rank }) => rank === 0 || rank > 10).slice(0, most)) {
    figures.tell(`  not shown (${candidate ? 'judged' : 'no candidate'}, ${others.length} others; ${question.nameWay}, ${question.culture}): ${askedText(question)} | ${await recordText(read, (question.of ?? 0) + 1)}`);
  }
  for (const { question, others: [first] } of innocent.filter(({ others }) => others.length > 0).slice(0, most)) {
    if (first === undefined) continue;
    const { band, name, whole, born } = first.judgement;
    figures.tell(`  taken for another (${band} ${name.toFixed(2)} ${whole.toFixed(2)} ${born}; ${question.nameWay}, ${question.culture}): ${askedText(question)} | ${await recordText(read, first.row)}`);
  }
}

function askedText({ name, born, sex, nationality }: Outcome['question']): string {
  return `${'text' in name ? name.text : `${name.family}, ${name.given}`} ${born} ${sex} ${nationality}`;
}

async function recordText(read: Read, row: number): Promise<string> {
  const [record] = await read.findByRows([row]);
  const content = record === undefined ? undefined : contentsOf(record)[0];
  return content === undefined ? '' : `${nameTexts(content).join(' / ')} ${bornTexts(content).join(' ')} ${textOf(content, 'sex')} ${Array.isArray(content['nationalities']) ? content['nationalities'].join(' ') : ''}`;
}
