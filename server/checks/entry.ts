/** What the audit log keeps of a check. */
import type { Outcome } from '@watchword/api/checks/answers.ts';
import type { CheckRequest } from '@watchword/api/checks/checks.ts';
import { checkAnswered, itemAnswered, streamItemAnswered, type AuditEntry, type Outcomes } from '#audit/audit.ts';
import type { Asker } from '#door/calls.ts';

/** The batch or stream of which a check is an item. */
export type Within = { kind: 'batch' | 'stream'; id: string; item: number };

/** A check that was answered: by whom and how. `owners`: of the records that were shown. */
export type Answered = {
  readonly asker: Asker;
  readonly id: string;
  readonly request: CheckRequest;
  readonly databases: readonly string[];
  readonly outcomes: Outcomes;
  readonly owners: readonly string[];
  readonly within: Within | undefined;
};

/** The entry, once the hash of the answer is known. */
export function toEntry({ asker, id, request, databases, outcomes, owners, within }: Answered, response: string): AuditEntry {
  const facts = { subject: id, purpose: request.purpose, databases, outcomes, owners, question: toQuestion(request), response };
  if (within === undefined) return checkAnswered(asker, facts);
  const item = { ...facts, within: within.id, item: within.item };
  return within.kind === 'batch' ? itemAnswered(asker, item) : streamItemAnswered(asker, item);
}

/** How many databases answered in which way. */
export function countOutcomes(outcomes: readonly Outcome[]): Outcomes {
  const counts = { hit: 0, possible: 0, none: 0, unavailable: 0 };
  for (const outcome of outcomes) counts[outcome] += 1;
  return counts;
}

/** What was asked, as one text whatever the order of its fields: JSON with the names of all objects in order. */
export function toQuestion({ subject, place }: CheckRequest): string {
  return place === undefined ? `{"subject":${toCanonical(subject)}}` : `{"place":${JSON.stringify(place)},"subject":${toCanonical(subject)}}`;
}

function toCanonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(toCanonical).join(',')}]`;
  let text = '';
  for (const [name, inner] of Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (inner !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${toCanonical(inner)}`;
  }
  return `{${text}}`;
}
