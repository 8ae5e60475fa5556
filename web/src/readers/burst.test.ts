import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createBurst, type Burst } from './burst.ts';
import type { ReadKey } from './decode.ts';
import { isUnfinishedZone } from './unfinished-zone.ts';

type Bench = { burst: Burst; ended: (readonly ReadKey[])[]; started: () => number; silence: () => void; patience: () => number };

function bench(): Bench {
  const ended: (readonly ReadKey[])[] = [];
  let starts = 0;
  let patience = 0;
  let pending: (() => void) | undefined;
  const burst = createBurst({
    onStart: () => { starts += 1; },
    onEnd: (keys) => ended.push(keys),
    isUnfinished: (keys) => isUnfinishedZone(keys),
    schedule: (run, ms) => {
      pending = run;
      patience = ms;
      return () => { pending = undefined; };
    },
  });
  return { burst, ended, started: () => starts, silence: () => pending?.(), patience: () => patience };
}

function type(burst: Burst, text: string, { every, from = 0 }: { every: number; from?: number }): string[] {
  return [...text].map((key, at) => burst.press({ code: `Key${key}`, key, at: from + at * every }));
}

it('a hand is never taken for a reader', () => {
  const { burst, ended, started, silence } = bench();
  assert.ok(type(burst, 'L898902C3UTO', { every: 60 }).every((verdict) => verdict === 'pass'));
  silence();
  assert.equal(started(), 0);
  assert.deepEqual(ended, []);
});

it('eight fast keys are a reader: from then on it keeps them, and silence ends it', () => {
  const { burst, ended, started, silence } = bench();
  const verdicts = type(burst, 'P<UTOERIKSSON', { every: 8 });
  assert.deepEqual(verdicts, [...Array<string>(7).fill('pass'), ...Array<string>(6).fill('keep')]);
  assert.equal(started(), 1);
  silence();
  assert.equal(ended[0]?.map((key) => key.key).join(''), 'P<UTOERIKSSON');
});

it('Enter ends a line, not the burst', () => {
  const { burst, ended, silence } = bench();
  type(burst, 'P<UTOERIKSSON', { every: 8 });
  assert.equal(burst.press({ code: 'Enter', key: 'Enter', at: 104 }), 'keep');
  type(burst, 'L898902C36', { every: 8, from: 112 });
  silence();
  assert.equal(ended.length, 1);
  assert.equal(ended[0]?.length, 24);
});

it('keys typed before the reader begins are not part of it', () => {
  const { burst, ended, silence } = bench();
  type(burst, 'AB', { every: 200 });
  type(burst, 'P<UTOERIKSSON', { every: 8, from: 1000 });
  silence();
  assert.equal(ended[0]?.length, 13);
});

it('a pause of the reader in mid-burst does not cut it', () => {
  const { burst, ended, silence } = bench();
  type(burst, 'P<UTOERIKSSON', { every: 8 });
  type(burst, '<<ANNA', { every: 8, from: 150 });
  silence();
  assert.equal(ended[0]?.length, 19);
});

it('is patient in the middle of a zone, and quick at its end', () => {
  const { burst, patience } = bench();
  const zone = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10';
  type(burst, zone.slice(0, 50), { every: 4 });
  assert.ok(patience() > 300);
  type(burst, zone.slice(50), { every: 4, from: 300 });
  assert.ok(patience() < 100);
});

it('knows an unfinished zone in every layout, and that other texts are done', () => {
  const keysOf = (text: string): ReadKey[] => [...text].map((key) => ({ code: '', key }));
  assert.ok(isUnfinishedZone(keysOf('P<UTOERIKSSON')));
  assert.ok(isUnfinishedZone(keysOf('I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6')));
  assert.ok(!isUnfinishedZone(keysOf('I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6ERIKSSON<<ANNA<MARIA<<<<<<<<<<')));
  assert.ok(!isUnfinishedZone(keysOf('1M8GDM9AXKP042788')));
});

it('a hand that hurries through the page with Tab is no reader', () => {
  const { burst, started } = bench();
  for (let at = 0; at < 20; at += 1) assert.equal(burst.press({ code: 'Tab', key: 'Tab', at: at * 10 }), 'pass');
  assert.equal(started(), 0);
});
