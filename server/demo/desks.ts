/** Duty desks of the demo world: where they are called, and what they let owners know of by themselves. */
import { setHitDesk, type HitDesk } from '@watchword/api/hits/desk.ts';
import { createCalls } from '@watchword/sdk/calls.ts';
import type { HubAccess } from '../bureau/forward.ts';

/** The administrators of the demo world. */
const OFFICER = 'ofc_deskdemo';

/** Fictional numbers. France lets owners know at once of stolen documents at its borders, and of persons only by hand. */
const DESKS: Readonly<Record<string, HitDesk>> = {
  UTO: { callback: '+999 2 555 0140', timeZone: 'Europe/Lisbon', languages: ['en', 'fr', 'es', 'ar'], answersFor: [], releases: [] },
  FRA: { callback: '+33 1 99 00 00 10', timeZone: 'Europe/Paris', languages: ['fr', 'en'], answersFor: [], releases: [{ database: 'travel-documents', purpose: 'border-control', after: 0 }] },
  PAN: { callback: '+507 555 0177', timeZone: 'America/Panama', languages: ['es', 'en'], answersFor: [], releases: [] },
};

/** Sets them up, once, in a world that was just filled. */
export async function setUpDesks(hubOf: (organisation: string) => HubAccess | undefined): Promise<void> {
  for (const [organisation, body] of Object.entries(DESKS)) {
    const hub = hubOf(organisation);
    if (hub !== undefined) await createCalls({ ...hub, officer: OFFICER, role: 'administrator', retries: 0 }).call(setHitDesk, { body });
  }
}
