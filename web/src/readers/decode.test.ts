import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildMrz } from '@watchword/api/mrz/build.ts';
import { decodeBurst, type ReadKey, type Way } from './decode.ts';
import { findStroke, type Layout, LAYOUTS } from './keyboards.ts';
import { writtenBy } from './written.ts';

const SPECIMEN = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];

type Scan = { text: string; reader: Layout; computer: Layout; capsLock?: boolean };

/** The keys that a computer sees when a reader types the text, Enter at the end of each line. */
function scan({ text, reader, computer, capsLock = false }: Scan): ReadKey[] {
  return [...text, '\n'].map((character) => {
    if (character === '\n') return { code: 'Enter', key: 'Enter' };
    const stroke = findStroke(reader, character);
    assert.ok(stroke, `the ${reader} layout has ${character}`);
    return { code: stroke.code, key: writtenBy(computer, stroke, capsLock) };
  });
}

/** A repeatable source of numbers below 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const STATES = ['FRA', 'DEU', 'ESP', 'ZAF', 'YEM', 'UZB', 'KAZ', 'MYS', 'NZL', 'CZE', 'UTO', 'BRA', 'COL', 'KEN', 'EGY', 'SYR', 'ZMB', 'URY'];
const NAMES = ['ERIKSSON', 'GARCIA', 'AMARA', 'DIOP', 'QURESHI', 'OKAFOR', 'SILVA', 'WAQAR', 'MARIAM'];
const NAMES_WITH_Y_AND_Z = ['SCHMITZ', 'YILMAZ', 'NGUYEN', 'KOWALCZYK', 'MARQUEZ', 'WOZNIAK'];

function randomPassport(random: () => number, names: readonly string[]): string {
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const digits = (low: number, high: number): string => String(low + Math.floor(random() * (high - low + 1))).padStart(2, '0');
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  const number = Array.from({ length: 9 }, () => alphabet[Math.floor(random() * 36)]).join('');
  const state = pick(STATES);
  return buildMrz({
    format: 'TD3', issuingState: state, nationality: state, documentNumber: number, lastName: pick(names), firstName: pick(names),
    birthDate: digits(40, 99) + digits(1, 12) + digits(1, 28), sex: random() < 0.5 ? 'M' : 'F', expirationDate: digits(27, 36) + digits(1, 12) + digits(1, 28),
  }).join('\n');
}

type Tally = { right: number; asked: number; wrong: number };

function tally(reader: Layout, computer: Layout, { calibrated, names = NAMES }: { calibrated?: Way; names?: readonly string[] } = {}): Tally {
  const random = randomFrom(7);
  const result: Tally = { right: 0, asked: 0, wrong: 0 };
  for (let round = 0; round < 300; round += 1) {
    const text = randomPassport(random, names);
    const decoded = decodeBurst(scan({ text, reader, computer }), calibrated);
    if (decoded.kind === 'choose' && decoded.readings.some((one) => one.mrz.lines.join('\n') === text)) result.asked += 1;
    else if (decoded.kind === 'mrz' && decoded.reading.mrz.lines.join('\n') === text) result.right += 1;
    else result.wrong += 1;
  }
  return result;
}

describe('a burst of keys', () => {
  for (const reader of LAYOUTS) {
    for (const computer of LAYOUTS) {
      it(`reads the specimen from a ${reader} reader on a ${computer} computer`, () => {
        const decoded = decodeBurst(scan({ text: SPECIMEN.join('\n'), reader, computer }));
        assert.ok(decoded.kind === 'mrz');
        assert.deepEqual(decoded.reading.mrz.lines, SPECIMEN);
        assert.ok(decoded.reading.mrz.valid);
      });

      it(`reads nearly every passport unasked and none wrong: ${reader} reader, ${computer} computer`, () => {
        const first = tally(reader, computer);
        assert.equal(first.wrong, 0);
        assert.ok(first.right >= (reader === 'de' || reader === 'es' ? 246 : 285), JSON.stringify(first));
      });

      it(`asks about Y and Z in names, which no check digit covers, until it is calibrated: ${reader} reader, ${computer} computer`, () => {
        assert.equal(tally(reader, computer, { names: NAMES_WITH_Y_AND_Z }).wrong, 0);
        assert.deepEqual(tally(reader, computer, { names: NAMES_WITH_Y_AND_Z, calibrated: reader }), { right: 300, asked: 0, wrong: 0 });
      });
    }
  }

  it('does not care for CapsLock', () => {
    for (const reader of LAYOUTS) {
      const decoded = decodeBurst(scan({ text: SPECIMEN.join('\n'), reader, computer: 'fr', capsLock: true }));
      assert.ok(decoded.kind === 'mrz' && decoded.reading.mrz.valid, reader);
    }
  });

  it('joins lines that the reader did not break', () => {
    const decoded = decodeBurst(scan({ text: SPECIMEN.join(''), reader: 'us', computer: 'fr' }));
    assert.ok(decoded.kind === 'mrz');
    assert.deepEqual(decoded.reading.mrz.lines, SPECIMEN);
  });

  it('drops the marks that readers put around a text', () => {
    const keys = [{ code: 'KeyB', key: 'b', control: true }, ...scan({ text: SPECIMEN.join('\n'), reader: 'de', computer: 'de' }), { code: 'KeyC', key: 'c', control: true }];
    const decoded = decodeBurst(keys);
    assert.ok(decoded.kind === 'mrz' && decoded.reading.mrz.valid);
  });

  it('reads identity cards of three lines', () => {
    const card = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'];
    const decoded = decodeBurst(scan({ text: card.join('\n'), reader: 'us', computer: 'es' }));
    assert.ok(decoded.kind === 'mrz');
    assert.deepEqual(decoded.reading.mrz.lines, card);
  });

  it('keeps the layout of a zone with a broken digit, and reports the fault', () => {
    const broken = [SPECIMEN[0], 'L898902C37UTO7408122F1204159ZE184226B<<<<<10'].join('\n');
    const decoded = decodeBurst(scan({ text: broken, reader: 'us', computer: 'fr' }));
    assert.ok(decoded.kind === 'mrz');
    assert.equal(decoded.reading.mrz.lines.join('\n'), broken);
    assert.ok(decoded.reading.mrz.faults.some((fault) => fault.code === 'check-digit'));
  });

  it('reads a VIN whose check digit fits in one layout only', () => {
    const decoded = decodeBurst(scan({ text: '1M8GDM9AXKP042788', reader: 'us', computer: 'fr' }));
    assert.ok(decoded.kind === 'text');
    assert.equal(decoded.reading.text, '1M8GDM9AXKP042788');
  });

  it('takes other texts as the computer wrote them', () => {
    const decoded = decodeBurst([...'ab-123-cd'].map((key) => ({ code: '', key })));
    assert.deepEqual(decoded, { kind: 'text', reading: { way: 'written', text: 'AB-123-CD' } });
  });
});
