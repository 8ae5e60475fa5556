import { createWriteStream, type WriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { BatchItem, CheckRequest } from '@watchword/api/checks/checks.ts';
import type { Outcome } from '@watchword/api/checks/answers.ts';
import type { Client } from '@watchword/sdk/client.ts';
import { linesOf } from '@watchword/sdk/streams.ts';
import { keepReceipt, receiptFile } from '../audit/receipts.ts';
import type { Invocation, Run } from '../command.ts';
import { connect } from '../connection.ts';
import { EXIT, exitOfOutcomes } from '../exit-codes.ts';
import { CommandFailure, misuse } from '../failures.ts';
import { formatOf, openSource, type FileFormat, type FileSource } from '../loads/source.ts';
import { formatCount, startProgress } from '../terminal/progress.ts';
import { plain, widthOf } from '../terminal/table.ts';
import { VERDICTS, answerLine } from './answer-text.ts';
import { frameOf } from './check.ts';
import { COLUMNS, isBadRow, requestOfJson, requestOfRow, type BadRow, type Frame } from './rows.ts';

type Line = { number: number; text: string; request: CheckRequest | BadRow };

/** Checks a list. Lines are sent as they are read and answered in order; a bad line stops nothing. */
export const checkBatch: Run = async (invocation) => {
  const { args: [file = ''], flags, terminal, signal } = invocation;
  const { client, settings } = connect(invocation);
  const source = openSource(file);
  const lines = linesOfFile(source, await formatOf(file, flags.text('format'), source), frameOf(flags, settings));
  const rejects = createRejects(invocation);
  const sent: Line[] = [];
  const requests = async function* (): AsyncGenerator<CheckRequest> {
    for await (const line of lines) {
      if (isBadRow(line.request)) rejects.add(line, line.request);
      else {
        sent.push(line);
        yield line.request;
      }
    }
  };
  const keep = await receiptsOf(invocation, client);
  const progress = startProgress(terminal, { title: source.name, unit: 'checks' });
  const outcomes = new Map<Outcome, number>();
  let count = 0;
  for await (const item of client.checks.stream(requests(), { signal })) {
    const line = sent.shift();
    if (item.answer === undefined) rejects.add(line, problemOf(item));
    else outcomes.set(item.answer.outcome, (outcomes.get(item.answer.outcome) ?? 0) + 1);
    await printItem(invocation, item, line?.number ?? item.index + 1);
    if (item.answer !== undefined && line !== undefined && !isBadRow(line.request)) keep(line.request, item.answer);
    progress.update(source.fraction(), ++count);
  }
  await rejects.close();
  progress.stop();
  terminal.say(summaryOf(outcomes, rejects.count()));
  if (outcomes.size === 0 || exitOfOutcomes(outcomes.keys()) === EXIT.ok) return rejects.count() > 0 ? EXIT.partial : EXIT.ok;
  return exitOfOutcomes(outcomes.keys());
};

type Keep = (request: CheckRequest, answer: NonNullable<BatchItem['answer']>) => void;

/** Keeps the receipt of each answer as it comes, where receipts are kept. One that cannot be kept takes nothing from the answer, and is said once. */
async function receiptsOf({ flags, terminal, signal }: Invocation, client: Client): Promise<Keep> {
  const file = receiptFile(flags);
  if (file === undefined) return () => undefined;
  const { organisation } = await client.me({ signal });
  let failed = false;
  return (request, answer) => {
    try {
      keepReceipt(file, { organisation, request, answer });
    } catch (error) {
      if (!failed) terminal.complain(`The receipt ${answer.receipt.entry}:${answer.receipt.hash} could not be kept in ${file}, nor perhaps those after it: ${error instanceof Error ? error.message : 'unknown'}`);
      failed = true;
    }
  };
}

async function printItem({ terminal, flags }: Invocation, item: BatchItem, number: number): Promise<void> {
  const { answer, reference } = item;
  if (answer === undefined || (flags.is('hits') && answer.outcome === 'none')) {
    if (answer === undefined && terminal.format !== 'text') await terminal.out(JSON.stringify(item));
    return;
  }
  if (terminal.format !== 'text') return terminal.out(JSON.stringify(item));
  const { word, style } = VERDICTS[answer.outcome];
  await terminal.out(`${terminal.paint(style, word)}${' '.repeat(Math.max(12 - widthOf(word), 1))}line ${number}${reference === undefined ? '' : ` (${plain(reference)})`}: ${answerLine(answer)}`);
}

function problemOf({ problem }: BatchItem): BadRow {
  const field = problem?.errors?.[0];
  return { code: problem?.code ?? 'server.internal', message: problem?.title ?? 'No answer.', hint: field === undefined ? '' : `${field.pointer} ${field.detail}` };
}

function summaryOf(outcomes: ReadonlyMap<Outcome, number>, rejected: number): string {
  const counts = (['hit', 'possible', 'unavailable', 'none'] as const).flatMap((outcome) => (outcomes.has(outcome) ? [`${formatCount(outcomes.get(outcome) ?? 0)} ${VERDICTS[outcome].word}`] : []));
  return [...counts, ...(rejected > 0 ? [`${formatCount(rejected)} rejected`] : [])].join(', ') || 'There was nothing to ask.';
}

type Rejects = { add(line: Line | undefined, why: BadRow): void; count(): number; close(): Promise<void> };

/** Collects bad lines: into a file when one is named, and onto the screen without one. */
function createRejects({ flags, terminal }: Invocation): Rejects {
  const file = flags.text('errors');
  const most = flags.count('max-errors') ?? Number.POSITIVE_INFINITY;
  let out: WriteStream | undefined;
  let count = 0;
  return {
    add(line, { code, message, hint }) {
      if (++count > most) throw new CommandFailure(EXIT.partial, `More than ${most} lines were rejected.`, 'mend them, or allow more with --max-errors');
      if (file === undefined) return terminal.complain(`line ${line?.number ?? '?'}: ${message}${hint === '' ? '' : ` · ${hint}`}`);
      out ??= createWriteStream(file, { mode: 0o600 });
      out.write(`${JSON.stringify({ _line: line?.number, _code: code, _message: message, _hint: hint, _text: line?.text })}\n`);
    },
    count: () => count,
    close: () => new Promise((resolve, reject) => { if (out === undefined) resolve(); else out.once('error', reject).end(resolve); }),
  };
}

function linesOfFile(source: FileSource, format: FileFormat, frame: Frame): AsyncGenerator<Line> {
  return format === 'ndjson' ? jsonLines(source, frame) : csvLines(source, frame);
}

async function* jsonLines(source: FileSource, frame: Frame): AsyncGenerator<Line> {
  let number = 0;
  for await (const line of linesOf(source.from(0))) {
    number++;
    const text = number === 1 ? line.replace(/^\ufeff/, '') : line;
    if (text.trim() !== '') yield { number, text, request: requestOfJson(text, frame) };
  }
}

async function* csvLines(source: FileSource, frame: Frame): AsyncGenerator<Line> {
  const { parse } = await import('csv-parse');
  const parser = Readable.from(source.from(0)).pipe(parse({ bom: true, columns: readHeader, delimiter: [',', ';', '\t'], info: true, raw: true, relaxColumnCount: true, skipEmptyLines: true, trim: true }));
  for await (const { record, info, raw } of parser as AsyncIterable<{ record: Record<string, string>; info: { lines: number }; raw: string }>) {
    const row = Object.fromEntries(Object.entries(record).filter(([, value]) => value !== ''));
    yield { number: info.lines, text: raw.trimEnd(), request: requestOfRow(row, frame) };
  }
}

function readHeader(header: string[]): string[] {
  const names = header.map((name) => name.trim());
  const unknown = names.filter((name) => !COLUMNS.some((column) => column === name));
  if (unknown.length > 0) throw misuse(`There is no column ${unknown.map((name) => JSON.stringify(name)).join(', ')}.`, `the first line names columns of: ${COLUMNS.join(', ')}`);
  return names;
}
