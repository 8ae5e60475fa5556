import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { CheckAnswer } from '@watchword/api/checks/answers.ts';
import type { CheckRequest } from '@watchword/api/checks/checks.ts';
import { isOwnerTold, isProtectedQuestion } from '@watchword/api/audit/owner-logs.ts';
import { receiptsVariable } from '../config.ts';
import { CommandFailure } from '../failures.ts';
import { EXIT } from '../exit-codes.ts';
import type { Flags } from '../flags.ts';

/** A line of the file: number and hash of the entry, the day, and the owners that are told at once (`-`: none). No question and no answer. */
export type KeptReceipt = { readonly entry: number; readonly hash: string; readonly day: string; readonly owners: readonly string[] };

/** The file in which a bureau keeps the receipts of its checks, when it keeps them. */
export function receiptFile(flags: Flags): string | undefined {
  return flags.text('receipts') ?? receiptsVariable();
}

/** Keeps the receipt of an answer. */
export function keepReceipt(file: string, { organisation, request, answer }: { organisation: string; request: CheckRequest; answer: CheckAnswer }): void {
  const isProtected = isProtectedQuestion(request.subject);
  const told = answer.matches.filter(({ owner, database, kind, record, outcome }) => isOwnerTold({ owner, database, kind, record, outcome: outcome as 'hit' | 'possible' }, { organisation, purpose: request.purpose, isProtected }));
  const owners = told.map(({ owner }) => owner);
  appendFileSync(file, `${answer.receipt.entry} ${answer.receipt.hash} ${answer.at.slice(0, 10)} ${owners.length === 0 ? '-' : owners.join(',')}\n`, { mode: 0o600 });
}

/** Reads such a file. @throws CommandFailure when a line is none */
export function readReceipts(file: string): KeptReceipt[] {
  if (!existsSync(file)) throw new CommandFailure(EXIT.usage, `There is no file ${file}.`, 'check with --receipts FILE, or set WATCHWORD_RECEIPTS');
  return readFileSync(file, 'utf8').split('\n').filter((line) => line !== '').map((line, at) => {
    const [, entry, hash = '', day = '', owners = ''] = /^(\d{1,15}) ([0-9a-f]{64}) (\d{4}-\d{2}-\d{2}) (-|[A-Z,]+)$/.exec(line) ?? [];
    if (entry === undefined) throw new CommandFailure(EXIT.usage, `${file}, line ${at + 1}: this is no receipt.`);
    return { entry: Number(entry), hash, day, owners: owners === '-' ? [] : owners.split(',') };
  });
}
