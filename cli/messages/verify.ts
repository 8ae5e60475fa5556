import { readFileSync } from 'node:fs';
import { verifyProof } from '@watchword/sdk/messages/proof.ts';
import type { Run } from '../command.ts';
import { misuse } from '../failures.ts';
import { plain } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';

/** Verifies a message that was exported, offline. */
export const verifyMessageFile: Run = async ({ args: [file = ''], flags, terminal }) => {
  const pins = new Map(flags.list('pin').map((pair) => {
    const [, country, fingerprint] = /^([A-Z]{3})=([\w-]{43})$/.exec(pair) ?? [];
    if (country === undefined || fingerprint === undefined) throw misuse('A pin is a country, = and its fingerprint of 43 characters.');
    return [country, fingerprint] as const;
  }));
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw misuse(`${file} cannot be read, or is no proof.`);
  }
  const { id, manifest, content, sentences, isPinned, pin } = await verifyProof(read, pins);
  await print(terminal, { id, from: manifest.from, to: manifest.to.map(([code]) => code), at: manifest.time, subject: content.subject, text: content.text, fingerprint: pin, pinned: isPinned, sentences }, () => [...sentences.map(plain), '', plain(content.subject), '', ...content.text.split('\n').map(plain)]);
};
