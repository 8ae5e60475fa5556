import { fail } from '@watchword/api/errors.ts';
import { FRAME } from './frame.ts';
import type { FrameHead } from './frame.ts';
import { readKeys } from './sealed/key-file.ts';
import type { DayKeys } from './sealed/key-file.ts';
import type { GroupKey } from './sealed/key-tree.ts';
import { damaged, readKept } from './sealed/kept.ts';
import { listSections, openSection, SUITE } from './sealing.ts';
import type { Section } from './sealing.ts';

/** A section of a group, with the texts that still can be read. `plain` is empty when there are none. `byDay`: opened with the day's own key. */
export type OpenedSection = { readonly section: Section; readonly plain: Buffer; readonly byDay: boolean };

const NONE = Buffer.alloc(0);

/**
 * Opens sealed texts with the keys that lie beside the log: those of the log itself, or those that were kept when others of their group were
 * erased. Keeps the keys that it read, so it is made for one reading and then forgotten.
 */
export class TextReader {
  readonly #dir: string;
  readonly #chain: string;
  readonly #keys = new Map<string, DayKeys | undefined>();

  constructor(dir: string, chain: string) {
    this.#dir = dir;
    this.#chain = chain;
  }

  /** The sections of a group, opened. Texts whose key is gone are left out. Throws `audit.broken` when a section does not open with its own key. */
  async openSections(frame: Buffer, head: FrameHead): Promise<OpenedSection[]> {
    const sealed = frame.subarray(FRAME.head + head.length - head.sealed, FRAME.head + head.length);
    const opened: OpenedSection[] = [];
    for (const section of listSections(sealed)) {
      const { id } = section;
      if (!this.#keys.has(id)) this.#keys.set(id, await readKeys(this.#dir, id));
      const here = this.#openHere(sealed, section, head.first);
      const byDay = here !== undefined && section.suite === SUITE.ofDay;
      opened.push({ section, plain: here ?? (await this.#openKept(id, head.first, true)), byDay });
    }
    return opened;
  }

  /** What the log itself holds, while its key is there; undefined when it has to be looked for among what was kept. */
  #openHere(sealed: Buffer, section: Section, first: number): Buffer | undefined {
    const keys = this.#keys.get(section.id);
    if (keys === undefined) return NONE;
    if (keys.tree === undefined && section.suite === SUITE.ofGroup) throw fail('audit.broken', { detail: `The key file ${section.id}.key is not the one that sealed.` });
    const key = section.suite === SUITE.ofDay ? keys.direct : this.#ownKey(keys, first);
    return key === undefined ? undefined : openSection(sealed, section, { chain: this.#chain, key });
  }

  #ownKey({ tree }: DayKeys, first: number): Buffer | undefined {
    const found = tree?.keyOf(first);
    return found?.generation === 0 ? found.key : undefined;
  }

  async #openKept(id: string, first: number, again: boolean): Promise<Buffer> {
    const found: GroupKey | undefined = this.#keys.get(id)?.tree?.keyOf(first);
    // Of a group that the day's own key had sealed nothing need be written down: then what is not there was erased.
    if (found === undefined || (found.kept === 0 && found.generation > 0)) return NONE;
    const place = { id, first, generation: found.generation };
    const plain = await readKept(this.#dir, place, { chain: this.#chain, key: found.key });
    if (plain !== undefined) return plain;
    if (found.generation === 0) return NONE;
    if (!again) throw damaged(place);
    // Others may have been erased since the keys were read: then there is a later generation.
    this.#keys.set(id, await readKeys(this.#dir, id));
    return this.#openKept(id, first, false);
  }
}
