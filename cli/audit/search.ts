import { searchLog, type SearchFound, type SearchItem, type SearchLog } from '@watchword/api/audit/search.ts';
import type { Flags } from '../flags.ts';
import { given } from '../flags.ts';
import type { Run } from '../command.ts';
import { connect } from '../connection.ts';
import { EXIT } from '../exit-codes.ts';
import { misuse } from '../failures.ts';
import { formatCount } from '../terminal/progress.ts';
import { alignRows, plain } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';

/** A search takes seconds, and may wait for others. */
const PATIENCE_MS = 120_000;
const EXAMPLE = 'watchword audit search --name "Anna Maria Eriksson" --born 1974-08-12 --why "Complaint 2026-118"';

/** Looks a person, document, vehicle, record or officer up in one's own logs, page after page. Exit 0 also when nothing was found. */
export const search: Run = async (invocation) => {
  const { flags, terminal, signal } = invocation;
  const asked = readAsked(flags);
  const { client } = connect(invocation);
  const items: SearchItem[] = [];
  let covered: SearchFound['covered'] = { entries: 0, questions: 0, erased: 0 };
  for (let cursor: string | undefined; ; ) {
    const page = await client.call(searchLog, { body: { ...asked, limit: 500, ...(cursor !== undefined && { cursor }) } }, { signal, timeout: PATIENCE_MS });
    items.push(...page.items);
    covered = together(covered, page.covered);
    cursor = page.nextCursor;
    if (cursor === undefined) break;
    terminal.say(`Looked at ${formatCount(covered.entries)} entries until ${page.covered.to ?? '…'}; ${formatCount(items.length)} found so far.`);
  }
  await print(terminal, { items, covered }, () => [...alignRows(items.map(rowOf)), coveredText(items.length, covered)]);
  return EXIT.ok;
};

/** What to look for. @throws CommandFailure */
function readAsked(flags: Flags): Omit<SearchLog, 'cursor' | 'limit'> {
  const reason = flags.text('why');
  if (reason === undefined) throw misuse('--why is missing: say why you look. It is kept with the search.', EXAMPLE);
  const { name, born, document, issuer, plate, country, vin, record, officer, from, to } = textsOf(flags, ['name', 'born', 'document', 'issuer', 'plate', 'country', 'vin', 'record', 'officer', 'from', 'to']);
  const upper = (text: string | undefined): string | undefined => text?.trim().toUpperCase();
  const ways = [
    name === undefined ? undefined : { person: { name, ...given({ born }) } },
    document === undefined ? undefined : { document: { number: document, ...given({ issuer: upper(issuer) }) } },
    plate === undefined && vin === undefined ? undefined : { vehicle: { ...given({ vin }), ...(plate !== undefined && { plate: { number: plate, ...given({ country: upper(country) }) } }) } },
    record === undefined ? undefined : { record },
  ].filter((one) => one !== undefined);
  if (ways.length > 1) throw misuse('Look for one thing at a time.', EXAMPLE);
  const [about] = ways;
  if (about === undefined && officer === undefined) throw misuse('Say what to look for: --name, --document, --plate, --vin, --record or --officer.', EXAMPLE);
  return { reason, ...given({ about, officer, from, to }) };
}

function textsOf<Name extends string>(flags: Flags, names: readonly Name[]): { [K in Name]: string | undefined } {
  return Object.fromEntries(names.map((name) => [name, flags.text(name)])) as { [K in Name]: string | undefined };
}

function together(one: SearchFound['covered'], { from, to, ...counts }: SearchFound['covered']): SearchFound['covered'] {
  return { ...given({ from: one.from ?? from, to: to ?? one.to }), entries: one.entries + counts.entries, questions: one.questions + counts.questions, erased: one.erased + counts.erased };
}

function rowOf({ log, entry, at, event, organisation, by, purpose, outcome, databases = [], records = [], asked }: SearchItem): string[] {
  const what = asked === undefined ? records.join(' ') : JSON.stringify(asked);
  return [String(entry), at, log === 'owner' ? `${organisation} was shown yours` : by ?? '', event, purpose ?? '–', outcome ?? '–', databases.join(','), plain(what)];
}

function coveredText(found: number, { from, to, entries, erased }: SearchFound['covered']): string {
  const period = from === undefined ? 'There was no entry to look at' : `Looked at ${formatCount(entries)} entries from ${from} to ${to ?? from}`;
  const gone = erased === 0 ? '' : `; ${formatCount(erased)} questions cannot be opened any more, and may have been about anybody`;
  return `${formatCount(found)} found. ${period}${gone}.`;
}
