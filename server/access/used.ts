/** The day on which a credential was last used: kept, so that whoever looks after them sees which are forgotten. */
import { idBytes, parseId } from '@watchword/api/ids.ts';
import type { Handlers, Write, Writer } from '#store/store.ts';
import { markClientsUsed } from './clients/queries.ts';
import { markUsed } from './queries.ts';

const DAY_MS = 86_400_000;

/** Writes the days down, for the writer. */
export const USED_SLICES = {
  'access.used': async (tx: Write, { tokens, clients, day }: { tokens: readonly Uint8Array[]; clients: readonly Uint8Array[]; day: number }): Promise<void> => {
    await markUsed(tx, tokens, day);
    await markClientsUsed(tx, clients, day);
  },
} satisfies Handlers;

/** Collects who was here today. */
export class UsedToday {
  #day = -1;
  #fresh = new Set<string>();
  #known = new Set<string>();

  /** Takes note of a credential by its id. `now`: ms since 1970. */
  note(id: string, now: number): void {
    const day = Math.floor(now / DAY_MS);
    if (day !== this.#day) {
      this.#day = day;
      this.#known.clear();
    }
    if (this.#known.has(id)) return;
    this.#known.add(id);
    this.#fresh.add(id);
  }

  /** Writes down who is new today. What cannot be written now is tried again the next time. */
  async write(writer: Pick<Writer<typeof USED_SLICES>, 'run'>): Promise<void> {
    const [fresh, day] = [this.#fresh, this.#day];
    if (fresh.size === 0) return;
    this.#fresh = new Set();
    const bytesOf = (prefix: 'tok' | 'cli'): Uint8Array[] => [...fresh].map((id) => parseId(prefix, id)).filter((id) => id !== undefined).map(idBytes);
    try {
      await writer.run('access.used', { tokens: bytesOf('tok'), clients: bytesOf('cli'), day });
    } catch (error) {
      for (const id of fresh) this.#fresh.add(id);
      throw error;
    }
  }
}
