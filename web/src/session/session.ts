import { useQuery } from '@tanstack/react-query';
import type { Caller } from '@watchword/api/organisations.ts';
import { endSession, getSession, type Persona, type Session, startSession } from '@watchword/api/sessions.ts';
import { useSyncExternalStore } from 'react';
import { client, queries } from '../api.ts';

const KEY = ['session'];

/** Whose pages are open in this window: also after the session ended by itself, until he signs out or somebody else comes. */
let openFor: string | undefined;
const listeners = new Set<() => void>();

/** Whose pages are open in this window. */
export function useOpenFor(): string | undefined {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => openFor);
}

/** Forgets whatever was asked for pages. Who is signed in stays: what shows it must hear of the change. */
export function forgetPages(): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
}

/** Pages of one person are never shown to another: what was on them is forgotten when somebody else comes. */
function open(person: string | undefined): void {
  if (person === openFor) return;
  if (openFor !== undefined) forgetPages();
  openFor = person;
  for (const listener of listeners) listener();
}

/** Who is signed in at this origin. Refetched when the server says that nobody is. */
export function useSession(): { session: Session | undefined; error: unknown; retry: () => void } {
  const query = useQuery({ queryKey: KEY, queryFn: askWho, staleTime: Infinity });
  return { session: query.data, error: query.error, retry: () => void query.refetch() };
}

async function askWho(): Promise<Session> {
  const session = await client.call(getSession);
  if (session.signedIn !== undefined) open(session.signedIn.person);
  return session;
}

/** Takes over what the server said of the session. */
export function setSession(session: Session): void {
  if (session.signedIn !== undefined) open(session.signedIn.person);
  queries.setQueryData(KEY, session);
}

/** Signs in as the persona of this origin. */
export async function signIn(persona: Persona): Promise<void> {
  setSession(await client.call(startSession, { body: { persona: persona.id } }));
}

/** Signs out, and forgets everything that was on the pages. */
export async function signOut(): Promise<void> {
  const session = await client.call(endSession);
  forgetPages();
  open(undefined);
  setSession(session);
}

/** Forgets everything that was on the pages, and asks who is signed in: the sessions were ended. */
export async function forgetSession(): Promise<void> {
  const session = await client.call(getSession);
  forgetPages();
  open(undefined);
  setSession(session);
}

/** Asks the server again who is signed in: a session may have ended. */
export function refreshSession(): void {
  void queries.invalidateQueries({ queryKey: KEY });
}

/** The persona whose origin this is: by what the server says, else by the first label of the host. */
export function findPersona(session: Session): Persona | undefined {
  const [label] = window.location.hostname.split('.');
  return session.persona ?? session.personas.find((persona) => persona.id === label);
}

/** The address at which a persona lives: its own origin, so that two windows are two people. */
export function addressOf(persona: Persona): string {
  const { protocol, port } = window.location;
  return `${protocol}//${persona.id}.localhost${port === '' ? '' : `:${port}`}/`;
}

export const PAGES = ['check', 'records', 'loads', 'reviews', 'requests', 'people', 'oversight', 'developer'] as const;
export type Page = (typeof PAGES)[number];

const NEEDS: Readonly<Record<Page, string>> = { check: 'check', records: 'record:read', loads: 'record:load', reviews: 'record:review', requests: 'case:manage', people: 'people:approve', oversight: 'use:review', developer: 'token:manage' };

const HOMES: Readonly<Record<Caller['role'], Page>> = {
  'front-line': 'check', desk: 'records', reviewer: 'reviews', system: 'developer', partner: 'check',
  administrator: 'people', 'data-protection': 'oversight', commission: 'requests', security: 'people',
};

/** The pages that somebody may open. The developer's page is also for systems, and for a persona that lives there. */
export function pagesOf({ persona, caller, signedIn }: Session): readonly Page[] {
  const permissions: readonly string[] = [...(caller?.permissions ?? []), ...(signedIn?.permissions ?? [])];
  return PAGES.filter((page) => permissions.includes(NEEDS[page]) || (page === 'people' && permissions.includes('people:manage')) || (page === 'developer' && (caller?.role === 'system' || persona?.home === '/developer')));
}

/** The first page of whoever is signed in: that of the persona, else that of the role. */
export function homeOf(session: Session): Page {
  const { persona, caller } = session;
  const pages = pagesOf(session);
  const home = persona === undefined ? caller && HOMES[caller.role] : partOf(persona);
  return home !== undefined && pages.includes(home) ? home : (pages[0] ?? 'developer');
}

/** The part that a persona plays, named by its first page. */
export function partOf(persona: Persona): Page {
  return PAGES.find((page) => persona.home === `/${page}`) ?? HOMES[persona.role];
}
