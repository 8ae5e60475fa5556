import { addText, type ReadEntry } from '../decode.ts';
import type { Frame } from '../frames.ts';
import { listItems } from '../sealing.ts';
import type { TextReader } from '../texts.ts';

/** A sealed text, opened, and the salt that is erased with it. */
export type OpenText = { readonly text: string; readonly salt: Buffer };

/** Opens the sealed texts of a group: gives that of an entry, undefined when its key is gone. @throws `audit.broken` when it is not the one committed to */
export async function openTexts(reader: TextReader, { bytes, head }: Frame): Promise<(entry: ReadEntry) => OpenText | undefined> {
  const sections = await reader.openSections(bytes, head);
  return (entry) => {
    for (const { plain } of sections) {
      const item = listItems(plain).find(({ seq }) => seq === entry.seq);
      if (item === undefined) continue;
      const { sealed } = addText({ ...entry }, { plain, ...item });
      return sealed === undefined ? undefined : { text: sealed, salt: plain.subarray(item.salt, item.text) };
    }
    return undefined;
  };
}
