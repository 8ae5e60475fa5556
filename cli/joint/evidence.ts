import '../audit/quiet.ts';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endEvidence, grantEvidence, listEvidence, listGrants, takeEvidence, type EvidenceCase } from '@watchword/api/joint/evidence.ts';
import { verifyEvidence, type EvidenceEntry, type EvidenceVerified } from '@watchword/sdk/joint/evidence-file.ts';
import { linesOf } from '@watchword/sdk/streams.ts';
import { trustExport } from '../audit/trusted-keys.ts';
import type { Run } from '../command.ts';
import { connect } from '../connection.ts';
import { EXIT } from '../exit-codes.ts';
import { CommandFailure, misuse } from '../failures.ts';
import { given } from '../flags.ts';
import { saveTo } from '../loads/save.ts';
import { alignRows } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';
import { findOperation } from './live.ts';

/** Opens incidents of your country to a prosecutor or partner. */
export const open: Run = async (invocation) => {
  const { client, operation } = await findOperation(invocation);
  const { flags, signal, terminal } = invocation;
  const [to, until, reference, reason] = [flags.text('to'), flags.text('until'), flags.text('reference'), flags.text('reason')];
  if (to === undefined || until === undefined || reference === undefined || reason === undefined) throw misuse('Give --to, --incident, --reference, --until and --reason.');
  const opened = await client.call(grantEvidence, { params: { id: operation.id }, body: { to: to.toUpperCase(), until, reference, reason, incidents: [...flags.list('incident')], ...given({ officer: flags.text('officer') }) } }, { signal });
  await print(terminal, opened, () => rowsOf([opened]));
};

/** Cases that are open to you, or with a code those that your country opened; `--end` closes one. */
export const list: Run = async (invocation) => {
  const { args: [code], flags, signal, terminal } = invocation;
  if (code === undefined) {
    const { items } = await connect(invocation).client.call(listEvidence, undefined, { signal });
    return await print(terminal, { items }, () => (items.length === 0 ? ['No case is open to you.'] : rowsOf(items)));
  }
  const { client, operation } = await findOperation(invocation);
  const ending = flags.text('end');
  if (ending !== undefined) {
    const reason = flags.text('reason');
    if (reason === undefined) throw misuse('Say why: --reason.');
    const ended = await client.call(endEvidence, { params: { id: operation.id, case: ending }, body: { reason } }, { signal });
    return await print(terminal, ended, () => rowsOf([ended]));
  }
  const { items } = await client.call(listGrants, { params: { id: operation.id } }, { signal });
  await print(terminal, { items }, () => (items.length === 0 ? ['Your country opened no case.'] : [...rowsOf(items), ...items.flatMap(({ id, uses = [] }) => uses.map(({ at, by, what }) => `${id}  ${at}  ${by}  ${what}`))]));
};

/** Takes the signed file of a case away. */
export const take: Run = async (invocation) => {
  const { args: [id = ''], flags, terminal } = invocation;
  const file = flags.text('out');
  if (file === undefined) throw misuse('Say where to write it.', `watchword operation evidence take ${id} --out case.ndjson`);
  await saveTo(file, (await connect(invocation).client.download(takeEvidence, { params: { case: id } }, { timeout: 600_000 })).chunks());
  terminal.say(`${file}: kept. Verify it anywhere: watchword operation evidence verify ${file}`);
};

/** Verifies such a file, from itself and the keys that are trusted. Exit 0 only when all of it is as the hub signed it. */
export const verify: Run = async ({ args: [file = ''], flags, terminal }) => {
  if (!existsSync(file)) throw new CommandFailure(EXIT.usage, `There is no file ${file}.`);
  const { readExportedLeaf } = await import('@watchword/server/bin/admin.ts');
  const lines = (): AsyncIterable<string> => linesOf(createReadStream(file));
  const folder = flags.text('extract');
  if (folder !== undefined) await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await verifyEvidence(lines(), {
    keys: await trustExport({ flags }, lines()),
    readEntry: (bytes) => saidBy(readExportedLeaf(bytes) as EvidenceEntry),
    ...(folder !== undefined && { onAttachment: async ({ id, type }, data) => await writeFile(join(folder, `${id}.${ENDINGS[type]}`), data, { mode: 0o600 }) }),
  });
  if (typeof found === 'string') {
    await print(terminal, { whole: false, why: found }, () => [`NOT PROVEN  ${found}`]);
    terminal.complain('Next: keep the file, and take it again from the hub while the case is open.');
    return EXIT.failure;
  }
  await print(terminal, { whole: true, ...summaryOf(found) }, () => sentencesOf(found));
  return EXIT.ok;
};

const ENDINGS = { 'image/jpeg': 'jpg', 'application/pdf': 'pdf', 'text/plain': 'txt' } as const;

function saidBy({ event, seq, time, organisation, actor, reason, subject }: EvidenceEntry): EvidenceEntry {
  return { event, seq, time, organisation, actor, ...given({ reason, subject }) };
}

function summaryOf({ header: { operation, case: of, made, by, origin }, signed, incidents, versions, entries, attachments, unproven }: EvidenceVerified): Record<string, unknown> {
  return { operation, case: of, made, by, origin, signed, incidents, versions, entries, attachments, unproven };
}

function sentencesOf({ header: { operation: { code }, case: { reference, owner, to }, made, by, origin }, incidents, versions, entries, attachments, unproven }: EvidenceVerified): string[] {
  return [
    `PROVEN  Case ${reference} of ${owner} in ${code}: ${incidents.length} incidents in ${versions} versions and ${attachments} attachments, as ${origin} gave them to ${by} of ${to} at ${made}, signed by the hub.`,
    `${entries} entries of the audit log of ${owner} by which they came are in that log.`,
    ...(unproven.length === 0 ? [] : [`Came in a batch, or before the log began, so that no entry names them: ${unproven.join(', ')}`]),
  ];
}

function rowsOf(items: readonly EvidenceCase[]): string[] {
  return alignRows([['case', 'operation', 'of', 'to', 'file number', 'incidents', 'until', 'stands'], ...items.map(({ id, code, owner, to, officer, reference, incidents, until, state }) => [id, code, owner, officer === undefined ? to : `${to} ${officer}`, reference, String(incidents.length), until, state])]);
}
