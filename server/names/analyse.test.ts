import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyseName } from './names.ts';

const words = (text: string): string[] => analyseName({ text }).words.map((word) => word.folded);
const roles = (text: string): string[] => analyseName({ text }).tokens.map(({ folded, role, part }) => [folded, role, part].filter(Boolean).join(':'));

describe('a name is split into words', () => {
  test('titles and generations are seen and not compared', () => {
    assert.deepEqual(roles('Velasquez y Garcia, Dr. Juan Q. III'), [
      'dr:title:given', 'juan:name:given', 'q:initial:given', 'iii:suffix:given', 'velasquez:name:family', 'y:particle:family', 'garcia:name:family',
    ]);
    assert.deepEqual(words('Dr. John A. Doe, Jr.'), ['john', 'a', 'doe']);
  });

  test('a title that is all there is stays a name', () => {
    assert.deepEqual(words('Dr.'), ['dr']);
    assert.deepEqual(words('King'), ['king']);
  });

  test('a comma turns the name, unless only suffixes follow', () => {
    assert.deepEqual(words('ERIKSSON, Anna Maria'), ['anna', 'maria', 'eriksson']);
    assert.deepEqual(words('Ruben Lavila, Jr'), ['ruben', 'lavila']);
  });

  test('the parts of a form keep their places', () => {
    const { words: found } = analyseName({ family: 'de la Vega', given: 'Juan' });
    assert.deepEqual(found.map(({ folded, part, role }) => [folded, part, role]), [['juan', 'given', 'name'], ['de', 'family', 'particle'], ['la', 'family', 'particle'], ['vega', 'family', 'name']]);
  });

  test('the servant of God is one word, however it is written', () => {
    for (const text of ['Abd al-Aziz', 'Abdul Aziz', 'Abdulaziz', 'Abdel-Aziz', 'ABD EL AZIZ']) assert.deepEqual(words(text), ['abdulaziz'], text);
    assert.deepEqual(words('Abdurrahman'), words('Abdul Rahman'));
    assert.equal(analyseName({ text: 'عبد العزيز' }).words[0]?.stem?.folded.startsWith('a'), true);
  });

  test('a Chinese, Korean or Japanese name in one word is cut after the family name', () => {
    assert.deepEqual(analyseName({ text: '金正恩' }).words.map((word) => word.text), ['金', '正恩']);
    assert.deepEqual(analyseName({ text: '欧阳娜娜' }).words.map((word) => word.text), ['欧阳', '娜娜']);
    assert.deepEqual(analyseName({ text: '남궁민수' }).words.map((word) => word.text), ['남궁', '민수']);
  });

  test('digits and Cyrillic letters among Latin ones are read as what they look like', () => {
    assert.deepEqual(words('Ig0r Sech1n'), ['igor', 'sechin']);
    assert.deepEqual(words('Ivаnоv'), ['ivanov']);
  });

  test('what has no letter has no words, and nothing is too odd', () => {
    for (const text of ['', ' ', '123', '...', '\u202e', '\u0000']) assert.deepEqual(words(text), [], JSON.stringify(text));
    for (const text of ['a'.repeat(10_000), 'x '.repeat(5_000), '😀 😀', '\ud800', '𠮷野家', ',,,', "'''"]) assert.ok(words(text).length <= 24);
  });

  test('direction marks and full width change nothing', () => {
    assert.deepEqual(words('\u202bＡｎｎａ\u202c\u200b Smith'), ['anna', 'smith']);
  });
});
