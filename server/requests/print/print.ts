/** The package as a PDF: plain words for what each thing is, in one of four languages, with the names in their own script. */
import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { fail } from '@watchword/api/errors.ts';
import type { PackageLanguage, RequestSubject } from '@watchword/api/requests.ts';
import type { HeldCheck, HeldRecord, SubjectPackage } from '@watchword/api/requests/subject-package.ts';
import { FONT_FOLDERS } from './fonts.ts';
import { PRINT_WORDS, readPageWords, type PageWord, type PrintWords } from './words.ts';

/** What is printed. `training`: all data is fictional, and every page says so. */
export type Printing = { readonly subject: SubjectPackage; readonly asked: RequestSubject; readonly language: PackageLanguage; readonly training: boolean };

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** Makes the PDF, of the archival kind PDF/A-2b. Takes tens of ms and more: call it in a thread. @throws `server.internal` */
export function printPackage(printing: Printing): Uint8Array {
  // Its workspace is this folder, and the source reads nothing but what it is given: data is never made part of it.
  const compiler = NodeCompiler.create({ workspace: FOLDER, fontArgs: [{ fontPaths: [...FONT_FOLDERS] }] });
  const mainFileContent = readFileSync(new URL('package.typ', import.meta.url), 'utf8');
  const inputs = { d: JSON.stringify(dataOf(printing)) };
  try {
    return new Uint8Array(compiler.pdf({ mainFileContent, inputs }, { pdfStandard: 'a-2b' as never }));
  } catch (cause) {
    // What was thrown may quote the data.
    throw fail('server.internal', {}, new Error('The package could not be printed.', { cause: (cause as Error).name }));
  }
}

type Pair = readonly [name: string, value: string];
type Speaking = { readonly words: PrintWords; readonly page: PageWord };

function dataOf({ subject, asked, language, training }: Printing): object {
  const words = PRINT_WORDS[language];
  const speaking: Speaking = { words, page: readPageWords(language) };
  const { searched } = subject;
  const counts: Record<string, number> = { ...searched };
  return {
    language, words, request: subject.request, stripe: training ? 'TRAINING – fictional data' : '',
    facts: [[words.request, ltr(subject.request)], [words.gathered, moment(subject.gatheredAt)]],
    sought: compact([
      [words.names, asked.names?.join('; ')],
      [words.born, asked.born === undefined ? undefined : ltr(asked.born)],
      [words.documents, asked.documents?.map(({ number, issuer }) => ltr(issuer === undefined ? number : `${number} (${issuer})`)).join('; ')],
    ]),
    searched: words.searchedText.replaceAll(/\{(\w+)\}/g, (_, name: string) => (counts[name] ?? 0).toLocaleString('en').replaceAll(',', ' ')),
    cut: subject.cut,
    records: subject.records.map((one) => recordOf(one, speaking)),
    checks: subject.checks.map((one) => checkOf(one, speaking)),
    comparisons: subject.comparisons.map(({ on, organisation, reason, until, record }) => [ltr(on), organisation, speaking.page(`notSame.${reason}`) ?? reason, ltr(until), ltr(record)]),
    entries: subject.entries.map(({ entry, at, event, organisation, by, record, reason }) => [String(entry), moment(at), eventName(event, speaking), ltr(`${organisation} ${by}`.trim()), ltr(record), reason ?? '']),
  };
}

function recordOf({ record, as, fits, versions, photographs }: HeldRecord, { words, page }: Speaking): object {
  const { database, owner, id, state, review, reference, enteredAt, amendedAt, lastVerifiedOn, expiresOn, hiddenFrom, content } = record;
  return {
    title: `${page(`database.${database}`) ?? database} · ${id}`,
    as: `${words[as]}`,
    facts: compact([
      [words.fits, fits.map((field) => fieldName(field, page)).join(', ')],
      [words.owner, owner],
      [words.reference, reference],
      [words.state, words.stateOf[state]],
      [words.review, words.reviewOf[review]],
      [words.entered, moment(enteredAt)],
      [words.amended, amendedAt === undefined ? undefined : moment(amendedAt)],
      [words.verified, lastVerifiedOn],
      [words.expires, expiresOn],
      [words.hiddenFrom, hiddenFrom?.join(', ')],
      [words.photographs, photographs.map(({ width, height, addedAt, caption }) => words.photograph.replace('{width}', String(width)).replace('{height}', String(height)).replace('{addedAt}', moment(addedAt)) + (caption === undefined ? '' : `: ${caption}`)).join('; ')],
    ]),
    content: pairsOf(content, page),
    versions: versions.map(({ version, at, change, by, reason }) => [String(version), moment(at), page(`change.${change}`) ?? words.eventOf[`record.${change}`] ?? change, ltr(by), reason ?? '']),
  };
}

function checkOf(check: HeldCheck, { words, page }: Speaking): Pair[] {
  const { subject = {}, place } = check.question as { subject?: Record<string, unknown>; place?: unknown };
  const { mrz, ...rest } = subject;
  const zone: Pair[] = Array.isArray(mrz) ? [[words.zone, `\n${mrz.map((line) => ltr(String(line))).join('\n')}`]] : [];
  const where: Pair[] = place === undefined ? [] : [[words.place, textOf(place, page)]];
  return compact([
    [words.when, moment(check.at)],
    [words.asked, ltr(`${check.organisation} ${check.by}`)],
    [words.purpose, page(`purpose.${check.purpose}`) ?? check.purpose],
    [words.outcome, words.outcomeOf[check.outcome]],
    [words.question, [...zone, ...pairsOf(rest, page), ...where].map(([name, value]) => `${name}: ${value}`).join('\n')],
    [words.showed, check.records.map(ltr).join('\n')],
  ]);
}

function pairsOf(content: Readonly<Record<string, unknown>>, page: PageWord): Pair[] {
  return Object.entries(content).map(([name, value]) => [fieldName(name, page), textOf(value, page)] as const);
}

function fieldName(field: string, page: PageWord): string {
  const last = field.split('.').at(-1) ?? field;
  return page(`field.${field}`) ?? page(`field.${last}`) ?? last;
}

/** A value in words: what is in a list or in parts is written out. */
function textOf(value: unknown, page: PageWord): string {
  if (Array.isArray(value)) return value.map((one) => textOf(one, page)).join('\n');
  if (typeof value === 'object' && value !== null) return Object.entries(value).map(([name, inner]) => (name === 'kind' ? textOf(inner, page) : `${fieldName(name, page)}: ${textOf(inner, page)}`)).join(' · ');
  const text = String(value);
  return page(`value.${text}`) ?? (/[<\d]/.test(text) && /^[\x20-\x7e]+$/.test(text) ? ltr(text) : text);
}

/** Left to right within whatever surrounds it, and without breaking what surrounds it. */
function ltr(text: string): string {
  return `\u2066${text}\u2069`;
}

/** A moment, as it is read: to the second, in UTC. */
function moment(text: string): string {
  return ltr(`${text.slice(0, 10)} ${text.slice(11, 19)} UTC`);
}

function eventName(event: string, { words, page }: Speaking): string {
  return words.eventOf[event] ?? page(`change.${event.slice(event.indexOf('.') + 1)}`) ?? event;
}

function compact(pairs: readonly (readonly [string, string | undefined])[]): Pair[] {
  return pairs.filter((pair): pair is Pair => pair[1] !== undefined && pair[1] !== '');
}
