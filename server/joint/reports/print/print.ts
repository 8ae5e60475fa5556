/** A report as a PDF of the archival kind PDF/A-2b. The same report in the same language is the same bytes. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { fail } from '@watchword/api/errors.ts';
import type { PrintWork } from '../print-thread.ts';
import { present } from './present.ts';
import { speak } from './speak.ts';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
let kept: NodeCompiler | undefined;

/** Prints it. Takes tens of ms and more: call it in a thread. @throws `server.internal` */
export function printReport({ told, language, fonts, words }: PrintWork): Uint8Array {
  // Its workspace is this folder, and the source reads nothing but what it is given: data is never made part of it.
  kept ??= NodeCompiler.create({ workspace: FOLDER, fontArgs: [{ fontPaths: [...fonts] }] });
  const mainFileContent = readFileSync(new URL('report.typ', import.meta.url), 'utf8');
  const inputs = { d: JSON.stringify(nulled(present(told, speak(language, words)))) };
  try {
    return new Uint8Array(kept.pdf({ mainFileContent, inputs }, { pdfStandard: 'a-2b', creationTimestamp: Math.floor(Date.parse(told.content.at) / 1000) }));
  } catch (cause) {
    // What was thrown may quote the data.
    throw fail('server.internal', {}, new Error('The report could not be printed.', { cause: (cause as Error).name }));
  }
}

/** Typst reads what is absent as none. */
function nulled(data: object): object {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, value ?? null]));
}
