import assert from 'node:assert/strict';
import { it } from 'node:test';
import { travelDocuments } from '@watchword/api/databases/travel-documents.ts';
import { packContent, unpackContent } from './content.ts';

const CONTENT = { number: 'KLA000100', issuer: 'UTO', type: 'passport', fraud: 'stolen', occurredOn: '2025-03' };

it('content comes back as it was packed', () => {
  assert.deepEqual(unpackContent(travelDocuments, packContent(travelDocuments, CONTENT)), CONTENT);
});

it('whichever bit of a stored record turns, it is broken and no other record', () => {
  const bytes = Buffer.from(packContent(travelDocuments, CONTENT));
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const turned = Buffer.from(bytes);
    turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assert.throws(() => unpackContent(travelDocuments, turned.toString('utf8')), { code: 'store.broken' }, `bit ${bit}`);
  }
});
