import { useQuery } from '@tanstack/react-query';
import type { Caller } from '@watchword/api/organisations.ts';
import type { Persona, Session } from '@watchword/api/sessions.ts';
import { client, queries } from '../api.ts';

const KEY = ['session'];

/** Who is signed in at this origin. Refetched when the server says that nobody is. */
export function useSession(): { session: Session | undefined; error: unknown; retry: () => void } {
  const query = useQuery({ queryKey: KEY, queryFn: () => client.sessions.get(), staleTime: Infinity });
  return { session: query.data, error: query.error, retry: () => void query.refetch() };
}

/** Takes over what the server said of the session. */
export function setSession(session: Session): void {
  queries.setQueryData(KEY, session);
}

/** Signs in as the persona of this origin. */
export async function signIn(persona: Persona): Promise<void> {
  setSession(await client.sessions.start(persona.id));
}

/** Signs out, and forgets everything that was on the pages. */
export async function signOut(): Promise<void> {
  const session = await client.sessions.end();
  queries.clear();
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

export const PAGES = ['check', 'records', 'loads', 'reviews', 'developer'] as const;
export type Page = (typeof PAGES)[number];

const NEEDS: Readonly<Record<Page, string>> = { check: 'check', records: 'record:read', loads: 'record:load', reviews: 'record:review', developer: 'token:manage' };

const HOMES: Readonly<Record<Caller['role'], Page>> = {
  'front-line': 'check', desk: 'records', reviewer: 'reviews', system: 'developer', partner: 'check',
  administrator: 'developer', 'data-protection': 'developer', commission: 'developer', security: 'developer',
};

/** The pages that somebody may open. The developer's page is also for systems, and for a persona that lives there. */
export function pagesOf({ persona, caller }: Session): readonly Page[] {
  return PAGES.filter((page) => caller?.permissions.includes(NEEDS[page]) === true || (page === 'developer' && (caller?.role === 'system' || persona?.home === '/developer')));
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
