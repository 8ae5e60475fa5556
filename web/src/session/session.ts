import { useQuery } from '@tanstack/react-query';
import type { Caller } from '@watchword/api/organisations.ts';
import { endSession, getSession, type Persona, type Session, startSession } from '@watchword/api/people/sessions.ts';
import { useSyncExternalStore } from 'react';
import { client, queries } from '../api.ts';
import { forgetFieldKey } from '../operations/field/phone/forget-key.ts';
import { gateOf } from './gate.ts';

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

/** Whether a cover lies over the pages of this window. What stands outside of them in the document must hide by itself. */
export function useIsCovered(): boolean {
  const { session } = useSession();
  const whose = useOpenFor();
  const gate = session === undefined ? 'open' : gateOf(session, whose);
  return gate === 'locked' || gate === 'ended';
}

const forgetting = new Set<() => void>();

/** `forget` is called whenever what was on the pages is to be forgotten: for what is kept beside the queries. */
export function onForget(forget: () => void): void {
  forgetting.add(forget);
}

/** Forgets whatever was asked for pages. Who is signed in stays: what shows it must hear of the change. */
export function forgetPages(): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
  for (const forget of forgetting) forget();
}

/** Pages of one person are never shown to another: what was on them is forgotten when somebody else comes. */
function open(person: string | undefined): void {
  if (person === openFor) return;
  if (openFor !== undefined) forgetPages();
  openFor = person;
  for (const listener of listeners) listener();
}

/** Who is signed in at this origin. Refetched when the server says that nobody is, and when the window is looked at again: another window may have changed it. */
export function useSession(): { session: Session | undefined; error: unknown; retry: () => void } {
  const query = useQuery({ queryKey: KEY, queryFn: askWho, staleTime: Infinity, refetchOnWindowFocus: 'always' });
  return { session: query.data, error: query.error, retry: () => void query.refetch() };
}

async function askWho(): Promise<Session> {
  const session = await client.call(getSession);
  if (session.signedIn !== undefined) open(session.signedIn.person);
  return session;
}

/** Takes over what the server said of the session. */
export function setSession(session: Session): void {
  // An answer of before that is still on its way must not undo it.
  void queries.cancelQueries({ queryKey: KEY }, { silent: true });
  if (session.signedIn !== undefined) open(session.signedIn.person);
  queries.setQueryData(KEY, session);
}

/** Signs in as the persona of this origin. */
export async function signIn(persona: Persona): Promise<void> {
  setSession(await client.call(startSession, { body: { persona: persona.id } }));
}

/** Signs out, and forgets everything that was on the pages: also where no server hears of it. */
export async function signOut(): Promise<void> {
  forgetPages();
  forgetFieldKey();
  close(await client.call(endSession));
}

/** Forgets everything that was on the pages, and asks who is signed in: the sessions were ended. */
export async function forgetSession(): Promise<void> {
  close(await client.call(getSession));
}

/** First nobody is signed in, then nobody's pages are open: else they would be put up once more, and ask. */
function close(session: Session): void {
  setSession(session);
  open(undefined);
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

export const PAGES = ['check', 'desk', 'messages', 'operations', 'field', 'records', 'loads', 'reviews', 'requests', 'people', 'oversight', 'developer'] as const;
export type Page = (typeof PAGES)[number];

const NEEDS: Readonly<Record<Page, string>> = { check: 'check', desk: 'hit:read', messages: 'message:read', operations: 'operation:read', field: 'operation:report', records: 'record:read', loads: 'record:load', reviews: 'record:review', requests: 'case:manage', people: 'people:approve', oversight: 'use:review', developer: 'token:manage' };

const HOMES: Readonly<Record<Caller['role'], Page>> = {
  'front-line': 'check', desk: 'desk', reviewer: 'reviews', system: 'developer', partner: 'check',
  administrator: 'people', 'data-protection': 'oversight', commission: 'requests', security: 'people',
};

/** The pages that somebody may open. The developer's page is also for systems, and for a persona that lives there. */
export function pagesOf({ persona, caller, signedIn }: Session): readonly Page[] {
  const permissions: readonly string[] = [...(caller?.permissions ?? []), ...(signedIn?.permissions ?? [])];
  // Whoever reads operations reports within them.
  const isLeft = (page: Page): boolean => page === 'field' && permissions.includes('operation:read');
  return PAGES.filter((page) => (permissions.includes(NEEDS[page]) && !isLeft(page)) || (page === 'people' && permissions.includes('people:manage')) || (page === 'developer' && (caller?.role === 'system' || persona?.home === '/developer')));
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
  return PAGES.find((page) => persona.home.split('/', 2)[1] === page) ?? HOMES[persona.role];
}
