/** What the audit log keeps of a check. */
import type { Outcome } from '@watchword/api/checks/answers.ts';
import type { CheckRequest } from '@watchword/api/checks/checks.ts';
import { checkAnswered, itemAnswered, streamItemAnswered, type AuditEntry, type Outcomes } from '#audit/audit.ts';
import { OWNER_RULE, type ShownRecord } from '@watchword/api/audit/owner-logs.ts';
import type { Asker } from '#door/calls.ts';

/** The batch or stream of which a check is an item. */
export type Within = { kind: 'batch' | 'stream'; id: string; item: number };

/** A check that was answered: by whom and how. `owners`: of the records that were shown; `shown`: those records; `later`: keys for records that are entered later. */
export type Answered = {
  readonly asker: Asker;
  readonly id: string;
  readonly request: CheckRequest;
  readonly databases: readonly string[];
  readonly outcomes: Outcomes;
  readonly owners: readonly string[];
  readonly shown?: readonly ShownRecord[];
  readonly within: Within | undefined;
  readonly later?: readonly number[] | undefined;
};

/** The entry, once the hash of the answer is known. */
export function toEntry(answered: Answered, response: string): AuditEntry {
  const entry = entryOf(answered, response);
  if (answered.later !== undefined) entry.keys = answered.later;
  return entry;
}

function entryOf({ asker, id, request, databases, outcomes, owners, shown, within }: Answered, response: string): AuditEntry {
  const facts = { subject: id, purpose: request.purpose, databases, outcomes, owners, question: toSealed(request, shown, asker.role), response, operation: request.operation };
  if (within === undefined) return checkAnswered(asker, facts);
  const item = { ...facts, within: within.id, item: within.item };
  return within.kind === 'batch' ? itemAnswered(asker, item) : streamItemAnswered(asker, item);
}

/** How many databases answered in which way. */
export function countOutcomes(databases: readonly { outcome: Outcome }[]): Outcomes {
  const counts = { hit: 0, possible: 0, none: 0, unavailable: 0 };
  for (const { outcome } of databases) counts[outcome] += 1;
  return counts;
}

/** What is sealed of a check: the question, and which records it showed, from which the owners' logs are made by the rule that is named. */
function toSealed(request: CheckRequest, shown: readonly ShownRecord[] = [], role = ''): string {
  const question = toQuestion(request);
  return shown.length === 0 ? question : `{"role":${toCanonical(role)},"rule":${OWNER_RULE},"shown":${toCanonical(shown)},${question.slice(1)}`;
}

/** What was asked, as one text whatever the order of its fields: JSON with the names of all objects in order. */
export function toQuestion({ subject, place }: CheckRequest): string {
  return place === undefined ? `{"subject":${toCanonical(subject)}}` : `{"place":${JSON.stringify(place)},"subject":${toCanonical(subject)}}`;
}

function toCanonical(value: unknown): string {
  if (typeof value === 'string') return toQuoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(toCanonical).join(',')}]`;
  let text = '';
  for (const name of orderedNames(value)) {
    const inner = (value as Record<string, unknown>)[name];
    if (inner !== undefined) text += text === '' ? `${toQuoted(name)}:${toCanonical(inner)}` : `,${toQuoted(name)}:${toCanonical(inner)}`;
  }
  return `{${text}}`;
}

/** The names of its fields in order; those of a question are few and mostly in order already. */
function orderedNames(value: object): string[] {
  const names = Object.keys(value);
  for (let at = 1; at < names.length; at += 1) if ((names[at] ?? '') < (names[at - 1] ?? '')) return names.sort((a, b) => (a < b ? -1 : 1));
  return names;
}

/** As JSON. A short text of plain characters needs nothing but its quotes, and almost all are. */
function toQuoted(text: string): string {
  if (text.length > 64) return JSON.stringify(text);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e || code === 0x22 || code === 0x5c) return JSON.stringify(text);
  }
  return `"${text}"`;
}
