/** The package as a PDF: plain words for what each thing is, in one of four languages, with the names in their own script. */
import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { fail } from '@watchword/api/errors.ts';
import type { PackageLanguage, RequestSubject } from '@watchword/api/requests.ts';
import type { HeldCheck, HeldRecord, SubjectPackage } from '@watchword/api/subject-package.ts';
import { PRINT_WORDS, readPageWords, type PageWord, type PrintWords } from './words.ts';

/** What is printed. `training`: all data is fictional, and every page says so. */
export type Printing = { readonly subject: SubjectPackage; readonly asked: RequestSubject; readonly language: PackageLanguage; readonly training: boolean };

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const FONTS = ['noto-sans/400Regular', 'noto-sans/700Bold', 'noto-sans-arabic/400Regular', 'noto-sans-arabic/700Bold'];

/** Makes the PDF, of the archival kind PDF/A-2b. Takes tens of ms and more: call it in a thread. @throws `server.internal` */
export function printPackage(printing: Printing): Uint8Array {
  // Its workspace is this folder, and the source reads nothing but what it is given: data is never made part of it.
  const compiler = NodeCompiler.create({ workspace: FOLDER, fontArgs: [{ fontPaths: FONTS.map((folder) => fileURLToPath(import.meta.resolve(`@expo-google-fonts/${folder}/index.js`)).replace(/index\.js$/, '')) }] });
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
    facts: [[words.request, subject.request], [words.gathered, subject.gatheredAt]],
    sought: compact([
      [words.names, asked.names?.join('; ')],
      [words.born, asked.born],
      [words.documents, asked.documents?.map(({ number, issuer }) => (issuer === undefined ? number : `${number} (${issuer})`)).join('; ')],
    ]),
    searched: words.searchedText.replaceAll(/\{(\w+)\}/g, (_, name: string) => (counts[name] ?? 0).toLocaleString('en').replaceAll(',', ' ')),
    cut: subject.cut,
    records: subject.records.map((one) => recordOf(one, speaking)),
    checks: subject.checks.map((one) => checkOf(one, speaking)),
    comparisons: subject.comparisons.map(({ on, organisation, reason, until, record }) => [on, organisation, reason, until, record]),
    entries: subject.entries.map(({ entry, at, event, organisation, by, record, reason }) => [String(entry), at, event, `${organisation} ${by}`.trim(), record, reason ?? '']),
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
      [words.entered, enteredAt],
      [words.amended, amendedAt],
      [words.verified, lastVerifiedOn],
      [words.expires, expiresOn],
      [words.hiddenFrom, hiddenFrom?.join(', ')],
      [words.photographs, photographs.map(({ width, height, addedAt, caption }) => words.photograph.replace('{width}', String(width)).replace('{height}', String(height)).replace('{addedAt}', addedAt) + (caption === undefined ? '' : `: ${caption}`)).join('; ')],
    ]),
    content: pairsOf(content, page),
    versions: versions.map(({ version, at, change, by, reason }) => [String(version), at, page(`change.${change}`) ?? change, by, reason ?? '']),
  };
}

function checkOf(check: HeldCheck, { words, page }: Speaking): Pair[] {
  const { subject, place } = check.question as { subject?: object; place?: unknown };
  return compact([
    [words.when, check.at],
    [words.asked, `${check.organisation} ${check.by}`],
    [words.purpose, page(`purpose.${check.purpose}`) ?? check.purpose],
    [words.outcome, words.outcomeOf[check.outcome]],
    [words.question, [...pairsOf((subject ?? {}) as Record<string, unknown>, page), ...(place === undefined ? [] : [['', JSON.stringify(place)] as Pair])].map(([name, value]) => `${name}: ${value}`).join('\n')],
    [words.showed, check.records.join(', ')],
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
  if (typeof value === 'object' && value !== null) return Object.entries(value).map(([name, inner]) => `${fieldName(name, page)}: ${textOf(inner, page)}`).join(' · ');
  const text = String(value);
  return page(`value.${text}`) ?? text;
}

function compact(pairs: readonly (readonly [string, string | undefined])[]): Pair[] {
  return pairs.filter((pair): pair is Pair => pair[1] !== undefined && pair[1] !== '');
}
