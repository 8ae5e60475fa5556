import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseSecretariat, isOpen, isTimeZone } from './desk.ts';

const at = (hour: number, month = 10): number => Date.UTC(2026, month, 24, hour);

describe('the hours of a desk', () => {
  const desk = { languages: ['en' as const], answersFor: [], releases: [] };
  it('are those of its own time zone, summer and winter', () => {
    const paris = { ...desk, timeZone: 'Europe/Paris', hours: { from: '08:00', to: '18:00' } };
    assert.deepEqual([6, 7, 16, 17].map((hour) => isOpen(paris, at(hour))), [false, true, true, false]);
    assert.deepEqual([5, 6, 15, 16].map((hour) => isOpen(paris, at(hour, 6))), [false, true, true, false]);
  });

  it('go over midnight, and are all day where none were set', () => {
    const night = { ...desk, timeZone: 'UTC', hours: { from: '20:00', to: '06:00' } };
    assert.deepEqual([19, 20, 23, 0, 5, 6].map((hour) => isOpen(night, at(hour))), [false, true, true, true, true, false]);
    assert.ok(isOpen({ ...desk, timeZone: 'UTC' }, at(3)));
  });

  it('need a time zone that there is', () => {
    assert.ok(isTimeZone('America/Argentina/Buenos_Aires'));
    assert.ok(!isTimeZone('Mars/Olympus'));
  });
});

describe('the desk of the secretariat that takes over', () => {
  it('is awake at every hour of every day, and speaks a language of the owner', () => {
    for (const month of [0, 6]) {
      for (let hour = 0; hour < 24; hour += 1) {
        for (const languages of [['ar', 'en'], ['es', 'en'], ['fr', 'en'], ['en']] as const) {
          const { language } = chooseSecretariat({ languages: [...languages], timeZone: 'UTC' }, at(hour, month));
          assert.ok((languages as readonly string[]).includes(language), `${month} ${hour} ${languages.join(' ')}`);
        }
      }
    }
  });

  it('is the one whose day is nearest to the owner', () => {
    assert.equal(chooseSecretariat({ languages: ['es'], timeZone: 'America/Bogota' }, at(14)).desk, 'west');
    assert.equal(chooseSecretariat({ languages: ['es'], timeZone: 'Europe/Madrid' }, at(14)).desk, 'middle');
    assert.equal(chooseSecretariat({ languages: ['en'], timeZone: 'Asia/Manila' }, at(2)).desk, 'east');
  });
});
