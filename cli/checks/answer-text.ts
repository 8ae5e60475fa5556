import type { CheckAnswer, Match, MrzReading, Outcome, Reason } from '@watchword/api/checks/answers.ts';
import { SIGNS } from '@watchword/api/checks/signs.ts';
import { findCountry } from '@watchword/api/countries/countries.ts';
import { personText } from './person-text.ts';
import { valueText } from '../records/record-text.ts';
import { alignRows, plain } from '../terminal/table.ts';
import type { Style } from '../terminal/terminal.ts';

type Paint = (style: Style, text: string) => string;

/** The word that stands first, whatever else is said. */
export const VERDICTS: Readonly<Record<Outcome, { word: string; style: Style }>> = {
  hit: { word: 'HIT', style: 'alarm' }, possible: { word: 'POSSIBLE', style: 'warn' }, none: { word: 'NO HIT', style: 'strong' }, unavailable: { word: 'NOT CHECKED', style: 'warn' },
};

/**
 * An answer for people: the verdict, what it means, what to do now, what matches, how fresh it is, and the sentence that no
 * one is to be held on it alone. Words and signs carry it; colour is never needed.
 */
export function answerText(answer: CheckAnswer, { paint, sentence }: { paint: Paint; sentence: string }): string[] {
  const verdict = VERDICTS[answer.outcome];
  const lines = [`${paint(verdict.style, verdict.word)}${meaningOf(answer)}`, ...answer.matches.flatMap((match, at) => ['', ...matchText(match, answer.matches.length > 1 ? at + 1 : 0, paint)])];
  if (answer.more === true) lines.push('', 'There are more matches than are shown. Ask more precisely.');
  if (answer.matches.length > 0) lines.push('', paint('strong', sentence));
  lines.push(...notesText(answer), ...silentText(answer), ...mrzText(answer.mrz));
  return [...lines, paint('faint', `${answer.id} · ${answer.at} · log entry ${answer.receipt.entry}`)];
}

/** A whole answer in one line, for lists. */
export function answerLine({ outcome, matches, databases, notes }: CheckAnswer): string {
  if (outcome === 'none') return [`no record shown to you in: ${databases.map((one) => one.database).join(', ')}`, ...(notes ?? []).map(({ text }) => plain(text))].join(' · ');
  if (outcome === 'unavailable') return 'no answer, treat as unchecked';
  return matches.map((match) => `${titleOf(match)}, owner ${match.owner}`).join('; ');
}

function meaningOf({ outcome, matches, databases }: CheckAnswer): string {
  switch (outcome) {
    case 'hit': return '  Possible match — not confirmed';
    case 'possible': return `  ${matches.length} similar ${matches.length === 1 ? 'record' : 'records'} — compare`;
    case 'none': return `  No record shown to you in: ${databases.map((one) => one.database).join(', ')}${asOf(databases)}`;
    case 'unavailable': return '  Treat as unchecked.';
    default: return outcome satisfies never;
  }
}

/** The oldest state that was asked. */
function asOf(databases: CheckAnswer['databases']): string {
  const oldest = databases.map((one) => one.asOf).toSorted()[0];
  return oldest === undefined ? '' : ` · as of ${oldest}`;
}

/** What to read again in the question: an answer of no record may rest on it. */
function notesText({ notes = [] }: CheckAnswer): string[] {
  return notes.length === 0 ? [] : ['', ...notes.map(({ text }) => plain(text))];
}

function silentText({ databases }: CheckAnswer): string[] {
  const silent = databases.filter((one) => one.outcome === 'unavailable').map((one) => one.database);
  return silent.length === 0 ? [] : ['', `No answer from: ${silent.join(', ')}. Treat as unchecked.`];
}

function matchText(match: Match, number: number, paint: Paint): string[] {
  const owner = findCountry(match.owner)?.name;
  const head = `${number === 0 ? '' : `${number}. `}${match.outcome === 'possible' ? 'POSSIBLE · ' : ''}${titleOf(match)} · owner ${match.owner}${owner === undefined ? '' : `, ${owner}`}`;
  return [
    paint('strong', head),
    ...(match.misread === undefined ? [] : [`Found by reading the zone otherwise: ${plain(match.misread)}. Look at the document.`]),
    ...match.warnings.map((warning) => paint('alarm', ` ! ${plain(warning)} `)),
    ...personText(match, paint),
    'What to do now:',
    ...match.steps.map((step, at) => `  ${at + 1}. ${step.text}`),
    ...reasonsText(match.reasons),
    ...contentText(match),
    freshText(match),
  ];
}

function titleOf({ kind, database, content }: Match): string {
  const type = content['type'];
  const what = typeof type === 'string' ? ` ${type}` : '';
  return plain(`${kind}${what}`.replaceAll('-', ' ').replace(/^./, (first) => first.toUpperCase())) + ` · ${database}`;
}

function reasonsText(reasons: readonly Reason[]): string[] {
  const rows = reasons.map(({ field, how, asked, recorded }) => [`  ${SIGNS[how]}`, field, plain(asked ?? '–'), plain(recorded ?? '–'), how === 'equal' || how === 'missing' ? '' : how]);
  return alignRows([['', '', 'asked', 'recorded', ''], ...rows]);
}

/** What else the record says, without what the table has shown. */
function contentText({ content, reasons }: Match): string[] {
  const shown = new Set(reasons.filter((reason) => reason.recorded !== undefined).map((reason) => reason.field));
  const rest = Object.entries(content).filter(([field]) => !shown.has(field));
  return alignRows(rest.map(([field, value]) => [`    ${field}`, plain(valueText(value))]));
}

function freshText({ record, freshness }: Match): string {
  const { version, enteredAt, lastVerifiedOn, ageDays, expiresOn } = freshness;
  const verified = lastVerifiedOn === undefined ? '' : ` · last verified ${lastVerifiedOn}`;
  return `Record ${record} version ${version} · entered ${enteredAt.slice(0, 10)}${verified} · ${ageDays} ${ageDays === 1 ? 'day' : 'days'} old · ends ${expiresOn}`;
}

function mrzText(mrz: MrzReading | undefined): string[] {
  if (mrz === undefined || (mrz.valid && mrz.faults.length === 0)) return [];
  const faults = mrz.faults.map(({ code, line, column, field, expected }) => `  line ${line}, column ${column}: ${code}${field === undefined ? '' : ` (${field})`}${expected === undefined ? '' : `, expected ${expected}`}`);
  return ['', mrz.valid ? 'The zone was read with doubts:' : 'The zone has faults, so look at the document itself:', ...faults];
}
