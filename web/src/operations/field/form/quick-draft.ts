/** The form of 20 seconds as it is being filled in, and the report that comes of it. */
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import type { IncidentKind, IncidentRole, Share } from '@watchword/api/joint/words.ts';
import { withoutEmpty } from '../../../records/content.ts';

export type QuickPlace = { readonly name: string; readonly code?: string | undefined; readonly latitude?: number | undefined; readonly longitude?: number | undefined };

/** `more`: whatever of a report is optional, as it is typed. `at`: as a clock on the wall says it, empty for now. `count`: 0 for nobody. */
export type QuickDraft = {
  readonly kind: IncidentKind | undefined;
  readonly role: IncidentRole;
  readonly count: number;
  readonly nationality: string | undefined;
  readonly arrested: boolean;
  readonly benefit: string;
  readonly place: QuickPlace;
  readonly event: string;
  readonly at: string;
  readonly share: Share | '';
  readonly more: Record<string, unknown>;
};

export const NEW_DRAFT: QuickDraft = { kind: undefined, role: 'migrant', count: 1, nationality: undefined, arrested: false, benefit: '', place: { name: '' }, event: '', at: '', share: '', more: {} };

/** Who is most likely in an incident of a kind, and how many. */
const LIKELY: Readonly<Record<IncidentKind, Pick<QuickDraft, 'role' | 'count' | 'arrested'>>> = {
  checkpoint: { role: 'migrant', count: 1, arrested: false }, arrest: { role: 'suspect', count: 1, arrested: true }, 'safe-house': { role: 'migrant', count: 1, arrested: false },
  transport: { role: 'migrant', count: 1, arrested: false }, rescue: { role: 'victim', count: 1, arrested: false }, seizure: { role: 'suspect', count: 0, arrested: false },
  account: { role: 'suspect', count: 0, arrested: false }, offer: { role: 'facilitator', count: 0, arrested: false }, network: { role: 'suspect', count: 0, arrested: false },
};

/** The draft after a kind was chosen: whoever is likely in it, until somebody says otherwise. */
export function chooseKind(draft: QuickDraft, kind: IncidentKind, isTouched: boolean): QuickDraft {
  return { ...draft, kind, ...(!isTouched && LIKELY[kind]) };
}

/** The draft after a role was chosen: whoever is a migrant or victim is not arrested. */
export function chooseRole(draft: QuickDraft, role: IncidentRole): QuickDraft {
  return { ...draft, role, count: Math.max(draft.count, 1), arrested: (role === 'suspect' || role === 'facilitator') && (draft.arrested || draft.kind === 'arrest') };
}

/** The report. `now`: ms since 1970; `offset`: minutes by which UTC is ahead of the wall at a moment, as Date gives it. */
export function contentOf(draft: QuickDraft, { now, offset }: { readonly now: number; readonly offset: (ms: number) => number }): IncidentContent {
  const { kind, role, count, nationality, arrested, benefit, place, event, at, more } = draft;
  const { persons = [], sex, age, ...rest } = more as { persons?: readonly unknown[]; sex?: string; age?: string };
  const quick = { role, ...(count > 1 && { count }), sex, age, nationality, ...(arrested && { arrested }), ...(role === 'facilitator' && { benefit }) };
  const content = { ...rest, kind, at: momentOf(at, now, offset), place, persons: [...(count > 0 ? [quick] : []), ...persons], note: event };
  return withoutEmpty(content) as unknown as IncidentContent;
}

/** A moment with its distance from UTC, to the second. `typed`: `2026-11-24T06:20` on the wall, or empty for now. */
export function momentOf(typed: string, now: number, offset: (ms: number) => number): string {
  const ms = typed === '' ? now : Date.parse(`${typed}Z`) + offset(Date.parse(`${typed}Z`)) * 60_000;
  if (Number.isNaN(ms)) return typed;
  const ahead = -offset(ms);
  const wall = new Date(ms + ahead * 60_000).toISOString().slice(0, 19);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${wall}${ahead === 0 ? 'Z' : `${ahead < 0 ? '-' : '+'}${two(Math.abs(ahead) / 60)}:${two(Math.abs(ahead) % 60)}`}`;
}

/** The draft of a report that was refused, so that it can be mended. */
export function draftOf(content: IncidentContent, share: Share | undefined): QuickDraft {
  const { kind, at, place, persons = [], note, ...more } = content;
  const [first, ...others] = persons;
  const isQuick = first !== undefined && first.identity === undefined && first.leads === undefined;
  return {
    ...NEW_DRAFT, kind, place, event: note ?? '', at: at.slice(0, 16), share: share ?? '',
    ...(isQuick ? { role: first.role, count: first.count ?? 1, nationality: first.nationality, arrested: first.arrested === true, benefit: first.benefit ?? '' } : { count: 0 }),
    more: { ...more, persons: isQuick ? others : persons, ...(isQuick && { sex: first.sex, age: first.age }) },
  };
}

/** Faults by place, as the parts of the form ask for them: the persons of `more` count from the second one where the first is the one in the form. */
export function shiftPersons(errors: ReadonlyMap<string, string>, { count }: Pick<QuickDraft, 'count'>): ReadonlyMap<string, string> {
  const by = count > 0 ? 1 : 0;
  return new Map([...errors].map(([pointer, text]) => [pointer.replace(/^\/persons\/(\d+)/, (_, at: string) => (Number(at) < by ? '/quick' : `/persons/${Number(at) - by}`)), text]));
}
