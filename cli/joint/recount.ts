import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { openFile } from '@watchword/sdk/joint/file.ts';
import { mediaFigures } from '@watchword/sdk/joint/media.ts';
import { recount, verify, type Verdict } from '@watchword/sdk/joint/recount.ts';
import type { OperationFile } from '@watchword/api/joint/files.ts';
import type { Results } from '@watchword/api/joint/results.ts';
import { AppError, fail } from '@watchword/api/errors.ts';
import type { Run } from '../command.ts';
import { misuse } from '../failures.ts';
import { alignRows } from '../terminal/table.ts';
import { print, type Terminal } from '../terminal/terminal.ts';
import { totalsText } from './totals-text.ts';

/** `watchword operation recount`: from the incidents alone. */
export const recountFile: Run = async ({ args: [name = '-'], flags, terminal, signal }) => {
  const file = await readFile(name, signal);
  const cutOff = flags.text('cut-off');
  if (cutOff !== undefined && Number.isNaN(Date.parse(cutOff))) throw misuse('--cut-off takes a moment in UTC, such as 2026-11-18T18:00:00Z.');
  if (cutOff !== undefined || file.frozen.length === 0) return await tellResults(terminal, recount({ ...file, cutOff: cutOff ?? '9999-12-31T23:59:59Z' }), { file, isMedia: flags.is('media'), state: 'preliminary' });
  const verdicts = verify(file);
  const last = verdicts.at(-1);
  if (flags.is('media') && last !== undefined) return await tellResults(terminal, last.results, { file, isMedia: true, state: last.state });
  await print(terminal, { operation: file.plan.code, fictional: file.plan.fictional === true, editions: verdicts }, () => verdicts.flatMap((verdict) => textOf(verdict, file)));
  return verdicts.every(({ isIntact, isRecounted, signatures }) => isIntact && isRecounted && signatures.every(({ state }) => state !== 'changed')) ? 0 : 1;
};

async function tellResults(terminal: Terminal, results: Results, { file, isMedia, state }: { file: OperationFile; isMedia: boolean; state: string }): Promise<void> {
  if (!isMedia) return await print(terminal, { operation: file.plan.code, fictional: file.plan.fictional === true, results }, () => totalsText(results));
  const figures = mediaFigures(results, state);
  await print(terminal, figures, () => alignRows(Object.entries(figures.totals).map(([measure, value]) => [measure, value === null ? 'few' : `about ${value}`])));
}

/** Reads line by line, so that a file may be larger than a text can be. @throws `joint.file` */
async function readFile(name: string, signal: AbortSignal): Promise<OperationFile> {
  const file = openFile();
  const input = name === '-' ? process.stdin : createReadStream(name, { signal });
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) file.add(line);
  } catch (error) {
    if (error instanceof AppError || signal.aborted) throw error;
    throw fail('joint.file', { detail: 'The file cannot be read.' }, error);
  }
  return file.done();
}

function textOf({ edition, state, cutOff, hash, isIntact, isRecounted, results, signatures }: Verdict, { plan }: OperationFile): string[] {
  const by = (which: string): string => signatures.filter((one) => one.state === which).map(({ country }) => country).join(' ') || 'none';
  return [
    `${plan.code}, edition ${edition}, ${state}, cut-off ${cutOff}${plan.fictional === true ? ' (all invented)' : ''}`,
    `${isIntact ? 'INTACT' : 'NOT INTACT'}  the hash is that of the frozen results: ${hash}`,
    `${isRecounted ? 'AGREES' : 'DOES NOT AGREE'}  counting ${results.incidents.standing} incidents again`,
    '', ...totalsText(results), '', `signed by   ${by('signed')}`, `changed since they signed   ${by('changed')}`, `not signed  ${by('unsigned')}`,
  ];
}
