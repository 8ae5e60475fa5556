import { findDatabase } from '@watchword/api/databases/databases.ts';
import type { RecordAnswer, RecordVersion } from '@watchword/api/records.ts';
import { alignRows, plain } from '../terminal/table.ts';

/** A value of a record in one line: lists with commas, a name as given and family. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  if (typeof value !== 'object') return String(value as string | number | boolean);
  const { full, given, family, kind, ...rest } = value as Record<string, unknown>;
  const name = [full, given, family].filter((part) => typeof part === 'string').join(' ');
  if (name === '') return Object.entries(value).map(([field, part]) => `${field} ${valueText(part)}`).join(' · ');
  const more = [kind === 'primary' ? undefined : kind, ...Object.values(rest)].filter((part) => part !== undefined).map(valueText);
  return more.length === 0 ? name : `${name} (${more.join(', ')})`;
}

/** The record in a few words, by the columns that its database names. */
export function summaryText({ database, content }: Pick<RecordAnswer, 'database' | 'content'>): string {
  const columns = findDatabase(database)?.columns ?? Object.keys(content).slice(0, 4);
  return plain(columns.map((column) => content[column]).filter((value) => value !== undefined).map(valueText).join(' · '));
}

/** A record, field by field. */
export function recordText(record: RecordAnswer): string[] {
  const { id, database, owner, reference, version, state, review, reviewReason, content, expiresOn, enteredAt, amendedAt, lastVerifiedOn, hiddenFrom, hiddenFromFrontLine, hiddenFromFrontLineUntil, confidentiality } = record;
  const hidden = [...(hiddenFrom ?? []), ...(hiddenFromFrontLine === true ? [`front-line users until ${hiddenFromFrontLineUntil ?? ''}`] : [])];
  const head: [string, string | undefined][] = [
    ['record', `${id} · version ${version}`], ['database', database], ['owner', owner], ['reference', reference],
    ['state', review === 'not-needed' ? state : `${state}, review ${review}${reviewReason === undefined ? '' : ` (${reviewReason})`}`],
    ['entered', enteredAt], ['amended', amendedAt], ['verified', lastVerifiedOn], ['ends', expiresOn], ['hidden from', hidden.join(', ') || undefined], ['classified', confidentiality],
  ];
  const rows = head.flatMap(([name, value]) => (value === undefined ? [] : [[name, plain(value)]]));
  return alignRows([...rows, ...Object.entries(content).map(([field, value]) => [`  ${field}`, plain(valueText(value))])]);
}

/** Records below one another. */
export function listText(records: readonly RecordAnswer[]): string[] {
  if (records.length === 0) return [];
  return alignRows([['ID', 'DATABASE', 'STATE', 'ENDS', 'REFERENCE', 'RECORD'], ...records.map(rowOf)]);
}

function rowOf(record: RecordAnswer): string[] {
  const { id, database, state, review, expiresOn, reference = '–' } = record;
  return [id, database, review === 'not-needed' ? state : `${state}/${review}`, expiresOn, plain(reference), summaryText(record)];
}

/** The versions of a record, newest first. */
export function historyText(versions: readonly RecordVersion[]): string[] {
  const rows = versions.map(({ version, at, by, change, reason, hidingAuthority, expiresOn }) => [String(version), at, by, change, expiresOn, plain(reason ?? hidingAuthority ?? '')]);
  return alignRows([['VERSION', 'AT', 'BY', 'CHANGE', 'ENDS', 'REASON'], ...rows]);
}
