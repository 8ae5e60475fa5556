import type { Handlers, Read, Write, Writer } from '#store/store.ts';
import { findCountry } from '@watchword/api/countries/countries.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import { listOrganisations } from './numbers.ts';

const STORE_ID = 'store-id';

/** Writes that found a store: its id, and the organisations that it knows. */
export const ORGANISATION_SLICES = {
  'organisations.found': async (tx: Write, { id }: { id: string }): Promise<void> => {
    const known = await tx.db.selectFrom('meta').select('value').where('name', '=', STORE_ID).executeTakeFirst();
    if (known === undefined) await tx.db.insertInto('meta').values({ name: STORE_ID, value: id }).execute();
    const there = new Set((await tx.db.selectFrom('organisation').select('code').execute()).map(({ code }) => code));
    for (const { code, number } of listOrganisations()) {
      if (there.has(code)) continue;
      const name = code === SECRETARIAT ? 'General Secretariat' : `National Central Bureau, ${findCountry(code)?.name ?? code}`;
      const kind = code === SECRETARIAT ? 'secretariat' : 'bureau';
      await tx.db.insertInto('organisation').values({ code, number, kind, name, country: code === SECRETARIAT ? null : code, purposes: null, databases: null, admitted_at: null, suspended_at: null }).execute();
    }
  },
} satisfies Handlers;

/** Founds the store when it is new and tells its id. `fresh`: the id that a new one gets. */
export async function foundStore(writer: Pick<Writer<typeof ORGANISATION_SLICES>, 'run'>, read: Read, fresh: string): Promise<string> {
  const organisations = await read.db.selectFrom('organisation').select('code').execute();
  const id = await readStoreId(read);
  if (id !== undefined && organisations.length >= listOrganisations().length) return id;
  await writer.run('organisations.found', { id: fresh });
  return (await readStoreId(read)) ?? fresh;
}

async function readStoreId(read: Read): Promise<string | undefined> {
  return (await read.db.selectFrom('meta').select('value').where('name', '=', STORE_ID).executeTakeFirst())?.value;
}
