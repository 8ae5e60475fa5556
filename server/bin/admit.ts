/** The first administrators of a bureau, at the machine itself. The CLI loads this file only when it is asked for. */
import { fail } from '@watchword/api/errors.ts';
import type { First } from '../bureau/people/first.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import { systemClock, type Clock } from '../clock.ts';
import { openBureauHouse } from './bureau-house.ts';
import { lockData } from './lock.ts';

export type FirstAdministrator = { readonly data: string; readonly bureau: string; readonly name: string; readonly clock?: Clock };

/**
 * A one-time code for an administrator, in a data folder that no server uses now. Somebody of this name who is an administrator already
 * gets a new code: for one who lost all keys. @throws `server.busy`, `request.invalid`, `access.two-persons` when two others can do it
 */
export async function firstAdministrator({ data, bureau, name, clock = systemClock }: FirstAdministrator): Promise<First> {
  const errors = [
    ...(findOrganisationNumber(bureau) === undefined ? [{ pointer: '/bureau', code: 'unknown', detail: 'Name a member country by its code (FRA), or XPO for the secretariat.' }] : []),
    ...(/^\S(.{0,118}\S)?$/.test(name) ? [] : [{ pointer: '/name', code: 'pattern', detail: 'A name of up to 120 characters, without blanks at its ends.' }]),
  ];
  if (errors.length > 0) throw fail('request.invalid', { errors });
  const unlock = lockData(data);
  try {
    const house = await openBureauHouse(data, bureau, clock);
    try {
      const { result } = await house.writer.run('people.first', { bureau, name, at: clock.now() } as never);
      await house.outbox.settled();
      return result as First;
    } finally {
      await house.close();
    }
  } finally {
    unlock();
  }
}
