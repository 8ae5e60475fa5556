import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requireMailable, WANTED_CARD_RECIPIENTS_MAX } from './rules.ts';
import { findTemplate, TEMPLATE_LANGUAGES, TEMPLATES, textOfTemplate, translateForm } from './templates.ts';

test('every form has all its texts in four languages, and no two labels of a form are the same', () => {
  for (const { title, lines, id } of TEMPLATES) {
    for (const language of TEMPLATE_LANGUAGES) {
      assert.ok(title[language].length > 3, id);
      assert.equal(new Set(lines.map((line) => line[language])).size, lines.length, id);
    }
  }
});

test('a reader sees the labels in his language, and what was filled in as it was written', () => {
  const template = findTemplate('document-genuine');
  assert.ok(template !== undefined);
  const [first = ''] = textOfTemplate(template, 'fr').split('\n');
  const shown = translateForm(template, `${first} passeport 12345\nAutre ligne`, 'fr', 'en');
  assert.equal(shown, 'Document (type, number, issuer): passeport 12345\nAutre ligne');
  assert.equal(translateForm(template, 'Only words', 'fr', 'en'), undefined);
});

test('a card of a wanted person goes to a few bureaus, and to more it is refused', () => {
  const few = Array.from({ length: WANTED_CARD_RECIPIENTS_MAX }, (_, at) => `A${at}`);
  const wanted = { kind: 'person', origin: 'FRA', fields: { name: 'A', status: 'wanted' } } as const;
  requireMailable({ cards: [wanted] }, few);
  assert.throws(() => requireMailable({ cards: [wanted] }, [...few, 'B']), { code: 'mailbox.wanted-card' });
  requireMailable({ cards: [{ ...wanted, fields: { name: 'A', status: 'missing' } }] }, [...few, 'B']);
});
