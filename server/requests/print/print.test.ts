import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';
import { describe, it } from 'node:test';
import type { SubjectPackage } from '@watchword/api/requests/subject-package.ts';
import { printPackage } from './print.ts';
import { PRINT_WORDS } from './words.ts';

const EMPTY: SubjectPackage = {
  request: 'cas_0197a1b2c3d47e5f8a9b0c1d2e3f4a5b', gatheredAt: '2026-11-24T12:00:00.000Z', milliseconds: 7, searched: { records: 1, versions: 2, entries: 3, texts: 4, erased: 5 },
  records: [], checks: [], comparisons: [], entries: [], cut: false,
};
const RECORD: SubjectPackage['records'][number] = {
  as: 'hit', fits: ['names'], photographs: [], versions: [],
  record: { id: 'rec_1', database: 'persons', owner: 'UTO', version: 1, state: 'active', review: 'released', content: { names: [{ full: 'محمد عبد الله' }, { full: '#read("/etc/passwd") *x* $y$' }] }, expiresOn: '2031-11-24', enteredAt: '2026-11-24T12:00:00.000Z' },
};

/** What of a PDF is readable: its streams, opened. */
function streamsOf(pdf: Uint8Array): string {
  const text = Buffer.from(pdf).toString('latin1');
  return [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body = '']) => {
    try {
      return inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  }).join('\n');
}

describe('the printed package', () => {
  for (const language of ['en', 'fr', 'es', 'ar'] as const) {
    it(`is a PDF for archives, tagged, in its language: ${language}`, () => {
      const pdf = printPackage({ subject: { ...EMPTY, records: [RECORD] }, asked: { names: ['Anna'], born: '1974-08-12' }, language, training: true });
      const text = Buffer.from(pdf).toString('latin1');
      assert.ok(text.startsWith('%PDF-'));
      assert.match(text + streamsOf(pdf), /pdfaid:part/);
      assert.match(text + streamsOf(pdf), /StructTreeRoot/);
      assert.match(text + streamsOf(pdf), new RegExp(`/Lang ?\\(${language}`));
    });
  }

  it('prints what a record says and carries none of it out', () => {
    const hostile = { ...RECORD, record: { ...RECORD.record, content: { facts: '#panic("out") #read("/etc/hostname") #import "@preview/x:1.0.0"' } } };
    assert.ok(printPackage({ subject: { ...EMPTY, records: [hostile] }, asked: {}, language: 'en', training: false }).length > 1000);
  });

  it('holds five hundred records', () => {
    const subject = { ...EMPTY, records: Array.from({ length: 500 }, () => RECORD) };
    assert.ok(printPackage({ subject, asked: {}, language: 'ar', training: false }).length > 10_000);
  });

  it('has every word in every language', () => {
    const names = Object.keys(PRINT_WORDS.en).sort();
    for (const words of Object.values(PRINT_WORDS)) {
      assert.deepEqual(Object.keys(words).sort(), names);
      assert.deepEqual(Object.keys(words.eventOf).sort(), Object.keys(PRINT_WORDS.en.eventOf).sort());
      assert.ok(Object.values(words).every((word) => typeof word !== 'string' || word.length > 0));
    }
  });
});
