import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseDay } from '@watchword/api/dates.ts';
import { makeWorld } from '../world.ts';
import { drawPortraits, isPortrayed } from './portraits.ts';

const TODAY = parseDay('2026-11-24') ?? 0;

it('every specimen and a person of many a country has a portrait of their own, the same each time', { timeout: 60_000 }, async () => {
  const persons = [...makeWorld(TODAY)].filter(isPortrayed);
  assert.ok(persons.length > 36 && persons.length < 50, `${persons.length}`);
  assert.ok(persons.some(({ reference }) => reference === 'SPECIMEN-wanted-1'));
  const drawn = [];
  for (const person of persons) drawn.push(await drawPortraits(person, TODAY));
  const faces = drawn.map(({ pictures }) => Buffer.from(pictures[0]?.jpeg ?? []).toString('base64'));
  assert.equal(new Set(faces).size, persons.length, 'no face twice');
  assert.ok(drawn.some(({ pictures }) => pictures.length === 2), 'some have an older one');
  for (const { pictures } of drawn) for (const { jpeg, takenOn } of pictures) assert.ok(jpeg.length < 40_000 && /^20[12]\d/.test(takenOn));
  const [first] = persons;
  assert.ok(first);
  assert.deepEqual((await drawPortraits(first, TODAY)).pictures[0]?.jpeg, drawn[0]?.pictures[0]?.jpeg);
});
