import { writeFile } from 'node:fs/promises';
import type { PackageLanguage } from '@watchword/api/requests.ts';
import type { SubjectPackage } from '@watchword/api/requests/subject-package.ts';
import type { Run } from '../command.ts';
import { connect } from '../connection.ts';
import { alignRows } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';

/** Gathers everything held on the person of a request, on the screen, as JSON or as a PDF. */
export const gatherPackage: Run = async (invocation) => {
  const { args: [id = ''], flags, signal, terminal } = invocation;
  const { client } = connect(invocation);
  const file = flags.text('pdf');
  if (file === undefined) {
    const held = await client.requests.package(id, { signal });
    await print(terminal, held, () => textOf(held));
    return;
  }
  const pdf = await client.requests.print(id, (flags.text('language') ?? 'en') as PackageLanguage, { signal });
  // Whoever shares the machine has no business with it.
  await writeFile(file, pdf, { mode: 0o600 });
  terminal.say(`Saved, ${pdf.length} bytes.`);
};

function textOf({ records, checks, comparisons, entries, searched, cut, milliseconds }: SubjectPackage): string[] {
  return [
    `Looked through ${searched.records} records, ${searched.versions} earlier versions and ${searched.entries} entries in ${(milliseconds / 1000).toFixed(1)} s; ${searched.erased} texts are erased.`,
    ...(cut ? ['More was found than a package holds.'] : []),
    '',
    `Records: ${records.length}`,
    ...alignRows(records.map(({ record, as, fits }) => [record.id, record.database, record.owner, record.state, as, fits.join(', ')])),
    '',
    `Checks: ${checks.length}`,
    ...alignRows(checks.map((check) => [check.at, check.organisation, check.by, check.purpose, check.outcome, check.records.join(' ')])),
    '',
    `Comparisons: ${comparisons.length}. Entries about the records: ${entries.length}.`,
  ];
}
