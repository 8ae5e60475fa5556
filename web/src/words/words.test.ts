import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { HOW, OUTCOMES } from '@watchword/api/checks/answers.ts';
import { PURPOSES } from '@watchword/api/checks/purposes.ts';
import { STEPS } from '@watchword/api/checks/steps.ts';
import { DATABASES } from '@watchword/api/databases/databases.ts';
import { PERSON_WARNINGS } from '@watchword/api/databases/persons.ts';
import { ERRORS } from '@watchword/api/errors.ts';
import { LOAD_STATES } from '@watchword/api/loads.ts';
import { RECORD_STATES, REVIEW_STATES, WITHDRAWAL_REASONS } from '@watchword/api/records.ts';
import { SPECIMENS } from '@watchword/api/specimens.ts';
import { isEarly } from '../../build/compiled-words.ts';

type Messages = Readonly<Record<string, string>>;

function read(language: string): Messages {
  return JSON.parse(readFileSync(new URL(`${language}.json`, import.meta.url), 'utf8')) as Messages;
}

const EN = read('en');
const OTHERS: Readonly<Record<string, Messages>> = { fr: read('fr'), es: read('es'), ar: read('ar') };

/** The names of what is put into a message, in alphabetical order. */
function argumentsOf(elements: readonly MessageFormatElement[]): string[] {
  const names = elements.flatMap((one): string[] => {
    if (one.type === TYPE.literal || one.type === TYPE.pound) return [];
    if (one.type === TYPE.plural || one.type === TYPE.select) return [one.value, ...Object.values(one.options).flatMap((option) => argumentsOf(option.value))];
    return one.type === TYPE.tag ? argumentsOf(one.children) : [one.value];
  });
  return [...new Set(names)].toSorted();
}

function pluralsOf(elements: readonly MessageFormatElement[]): string[][] {
  return elements.flatMap((one) => (one.type === TYPE.plural ? [Object.keys(one.options)] : []));
}

function sourceTexts(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

/** The sources that are loaded with the first page: what leads from one to the next without being asked for later. */
function firstDownload(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const open = [new URL('../main.tsx', import.meta.url)];
  for (const url of open) {
    if (found.has(url.pathname)) continue;
    const text = readFileSync(url, 'utf8');
    found.set(url.pathname, text);
    for (const [, path = ''] of text.matchAll(/^import (?!type)[^;]*?'(\.[^']+\.tsx?)';/gm)) open.push(new URL(path, url));
  }
  return found;
}

describe('the words of the pages', () => {
  for (const [language, messages] of Object.entries(OTHERS)) {
    it(`${language} has every key of English and no other`, () => {
      assert.deepEqual(Object.keys(messages).toSorted(), Object.keys(EN).toSorted());
    });

    it(`${language} says something for each, with the same arguments`, () => {
      for (const [key, text] of Object.entries(EN)) {
        assert.notEqual((messages[key] ?? '').trim(), '', key);
        assert.deepEqual(argumentsOf(parse(messages[key] ?? '')), argumentsOf(parse(text)), key);
      }
    });

    it(`${language} has every plural form of its grammar`, () => {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
      for (const [key, text] of Object.entries(messages)) {
        for (const options of pluralsOf(parse(text))) assert.deepEqual(options.filter((one) => !one.startsWith('=')).toSorted(), forms, key);
      }
    });
  }

  it('every key that the pages name is there', () => {
    const texts = sourceTexts(join(import.meta.dirname, '..'));
    for (const [, key] of texts.matchAll(/\bt\('([a-zA-Z0-9.-]+)'/g)) assert.ok(Object.hasOwn(EN, key ?? ''), String(key));
  });

  it('what the first download says is in the first part of English, of refusals those that it can meet', () => {
    for (const code of ['access.unauthenticated', 'audit.unavailable', 'request.invalid', 'server.unreachable', 'session.over']) assert.ok(!Object.hasOwn(EN, `error.${code}`) || isEarly(`error.${code}`), code);
    for (const [file, text] of firstDownload()) {
      for (const [, key = ''] of text.matchAll(/\bt\('([a-zA-Z0-9.-]+)'/g)) assert.ok(isEarly(key), `${file} says ${key}`);
      for (const [, prefix = ''] of text.matchAll(/\b(?:coded\('|t\(`)([a-zA-Z]+)/g)) assert.ok(isEarly(`${prefix}.x`) || prefix === 'error', `${file} says ${prefix}`);
    }
  });

  it('every code of the contract has its word', () => {
    const expected = [
      ...Object.keys(STEPS).map((code) => `step.${code}`),
      ...Object.keys(ERRORS).map((code) => `error.${code}`),
      ...PURPOSES.map((code) => `purpose.${code}`),
      ...OUTCOMES.map((code) => `outcome.${code}`),
      ...HOW.map((code) => `how.${code}`),
      ...LOAD_STATES.map((code) => `loadState.${code}`),
      ...RECORD_STATES.map((code) => `state.${code}`),
      ...REVIEW_STATES.map((code) => `review.${code}`),
      ...WITHDRAWAL_REASONS.map((code) => `withdrawal.${code}`),
      ...[...PERSON_WARNINGS, 'minor'].map((code) => `warning.${code}`),
      ...SPECIMENS.map(({ id }) => `specimen.${id}`),
      ...DATABASES.flatMap(({ code }) => [`database.${code}`, `thing.${code}`]),
    ];
    for (const key of expected) assert.ok(Object.hasOwn(EN, key), key);
  });

  it('every field of every database, every value of its lists and every kind of record has its word', () => {
    for (const { code, fields } of DATABASES) {
      for (const key of listKeys(fields)) assert.ok(Object.hasOwn(EN, key), `${code}: ${key}`);
    }
  });

  it('nothing says that somebody is clear, safe or to be arrested', () => {
    for (const [key, text] of Object.entries(EN)) {
      if (key !== 'notice.not-an-order') assert.doesNotMatch(text, /\b(?:arrest|detain|clear(?:ed)?|all safe|is safe)\b/i, key);
    }
  });
});

/** The keys that a schema needs: its fields, the values of closed lists, and, for what kinds a record can be of, their words. */
function listKeys(schema: object): string[] {
  const { properties = {}, items, enum: values = [] } = schema as { properties?: Record<string, object>; items?: object; enum?: string[] };
  const own = Object.entries(properties).flatMap(([name, field]) => {
    const isKind = ['fraud', 'kind', 'status'].includes(name) && 'enum' in field && !('family' in properties);
    const kinds = isKind && name !== 'status' ? (field.enum as string[]).map((value) => `kind.${value}`) : [];
    return [`field.${name}`, ...kinds, ...listKeys(field)];
  });
  return [...own, ...values.map((value) => `value.${value}`), ...(items === undefined ? [] : listKeys(items))];
}
