/** The file of incidents, as lines of NDJSON. */
import { fail } from '@watchword/api/errors.ts';
import { FILE_FORMAT, type CheckTally, type Countable, type FilePlan, type Frozen, type OperationFile, type Rate, type SameLink, type SignOff } from '@watchword/api/joint/files.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import { countableOf, keysOf, tidy, type Keys, type Report } from './countable.ts';

/** One line. A report has what its country wrote (`content`) or only what is counted of it (`counted`). */
export type Line =
  | ({ readonly type: 'plan' } & FilePlan)
  | { readonly type: 'report'; readonly incident: string; readonly version: number; readonly country: string; readonly receivedAt: string; readonly withdrawn?: true; readonly content: IncidentContent }
  | { readonly type: 'counted'; readonly counted: Countable }
  | ({ readonly type: 'link' } & SameLink)
  | ({ readonly type: 'checks' } & CheckTally)
  | ({ readonly type: 'rate' } & Rate)
  | ({ readonly type: 'sign-off' } & SignOff)
  | ({ readonly type: 'frozen' } & Frozen);

/** A line as text. */
export function formatLine(line: Line): string {
  return `${JSON.stringify(line)}\n`;
}

/** Reads a file line by line; what was written in reports is forgotten at once, unless `keep` wants it. */
export function openFile(keep?: (report: Report) => void): { readonly add: (text: string) => void; readonly done: () => OperationFile } {
  const file = { reports: [] as Countable[], links: [] as SameLink[], rates: [] as Rate[], signOffs: [] as SignOff[], frozen: [] as Frozen[], checks: [] as CheckTally[] };
  let plan: FilePlan | undefined;
  let keys: Keys | undefined;
  let number = 0;
  return {
    add(text) {
      number += 1;
      if (text.trim() === '') return;
      const line = parse(text, number);
      if (plan === undefined && line.type !== 'plan') throw fail('joint.file', { detail: 'The first line is not the plan of an operation.' });
      try {
        if (line.type === 'plan') {
          if (line.format !== FILE_FORMAT) throw fail('joint.file', { detail: `The file is not of the format ${FILE_FORMAT as string}.` });
          const { type: _type, ...rest } = line;
          plan = rest;
          keys = rest.salt === undefined ? undefined : keysOf(rest.salt);
        } else if (line.type === 'report') {
          if (keys === undefined) throw fail('joint.file', { detail: 'The file holds reports as they were written and no salt.' });
          file.reports.push(countableOf(line, keys));
          keep?.(line);
        } else if (line.type === 'counted') file.reports.push(tidy(line.counted));
        else if (line.type === 'checks') file.checks.push(bare(line));
        else if (line.type === 'link') file.links.push(bare(line));
        else if (line.type === 'rate') file.rates.push(bare(line));
        else if (line.type === 'sign-off') file.signOffs.push(bare(line));
        else file.frozen.push(bare(line));
      } catch (error) {
        if (error instanceof TypeError || error instanceof RangeError) throw fail('joint.file', { detail: `Line ${number} is not as it should be.` }, error);
        throw error;
      }
    },
    done() {
      if (plan === undefined) throw fail('joint.file', { detail: 'The file is empty.' });
      return { plan, ...file };
    },
  };
}

/** Reads a whole text. @throws `joint.file` */
export function parseFile(text: string): OperationFile {
  const file = openFile();
  for (const line of text.split('\n')) file.add(line);
  return file.done();
}

const TYPES = ['plan', 'report', 'counted', 'link', 'checks', 'rate', 'sign-off', 'frozen'];

function parse(text: string, number: number): Line {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw fail('joint.file', { detail: `Line ${number} is no JSON.` });
  }
  if (typeof read !== 'object' || read === null || !TYPES.includes(String((read as { type?: unknown }).type))) throw fail('joint.file', { detail: `Line ${number} is of no known type.` });
  return read as Line;
}

function bare<Of extends { type: string }>({ type: _type, ...rest }: Of): Omit<Of, 'type'> {
  return rest;
}
