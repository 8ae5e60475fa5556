/** Vessels: found by hull number, IMO number, MMSI, registration or engine number. */
import { textOf, type Content } from '@watchword/api/databases/database.ts';
import { vessels } from '@watchword/api/databases/vessels.ts';
import { foldHullNumber, foldImo, foldMmsi, foldSerial, lookalikeSkeleton } from '@watchword/api/folding.ts';
import { ABOUT, type Asking, type Lookup } from '../asking.ts';
import type { Facts } from '../facts.ts';
import { askNumber, compareMark, judgeMarks, type Judgement } from '../judge.ts';

/** What is asked, where it is recorded, and its fold; the most telling first. An MMSI or registration passes on with the ship or its owner. */
const MARKS = [
  { asked: 'hullNumber', kind: 'hull', field: 'hullNumber', fold: foldHullNumber, lookAlikes: true },
  { asked: 'imo', kind: 'imo', field: 'imo', fold: foldImo, lookAlikes: false },
  { asked: 'mmsi', kind: 'mmsi', field: 'mmsi', fold: foldMmsi, lookAlikes: false },
  { asked: 'registration', kind: 'registration', field: 'registration', fold: foldSerial, lookAlikes: true },
  { asked: 'engine', kind: 'engine', field: 'engineNumbers', fold: foldSerial, lookAlikes: true },
] as const;

/** Stolen vessels and boat engines. */
export const askVessels: Asking = { database: vessels, about: ABOUT.vessel, lookups: listLookups, judge: judgeVessel };

function listLookups({ vessel }: Facts): readonly Lookup[] {
  return MARKS.flatMap(({ asked, kind, fold, lookAlikes }) => {
    const folded = fold(vessel?.[asked] ?? '');
    return folded === '' ? [] : [{ kind, value: lookAlikes ? lookalikeSkeleton(folded) : folded }];
  });
}

function judgeVessel({ vessel }: Facts, content: Content): Judgement | undefined {
  return judgeMarks(
    MARKS.flatMap(({ asked, field, fold }) => {
      const text = vessel?.[asked];
      return text === undefined ? [] : [compareMark(field, askNumber(text, fold), listRecorded(content, field), fold)];
    }),
  );
}

function listRecorded(content: Content, field: string): readonly string[] {
  const value = content[field];
  if (Array.isArray(value)) return value.map(String);
  const text = textOf(content, field);
  return text === '' ? [] : [text];
}
