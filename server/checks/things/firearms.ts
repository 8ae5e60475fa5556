/** Firearms: found by serial number; make and calibre are judged, for makers use the same numbers. */
import { textOf, type Content } from '@watchword/api/databases/database.ts';
import { firearms } from '@watchword/api/databases/firearms.ts';
import { foldSerial, lookalikeSkeleton } from '@watchword/api/folding.ts';
import { ABOUT, type Asking, type Lookup } from '../asking.ts';
import type { Facts } from '../facts.ts';
import { askNumber, compareMark, compareTexts, judgeMarks, reasonOf, type Judgement } from '../judge.ts';

/** Lost, stolen and trafficked firearms. */
export const askFirearms: Asking = { database: firearms, about: ABOUT.firearm, lookups: listLookups, judge: judgeFirearm };

function listLookups({ firearm }: Facts): readonly Lookup[] {
  const value = firearm === undefined ? '' : lookalikeSkeleton(foldSerial(firearm.serialNumber));
  return value === '' ? [] : [{ kind: 'serial', value }];
}

function judgeFirearm({ firearm }: Facts, content: Content): Judgement | undefined {
  if (firearm === undefined) return undefined;
  const serial = compareMark('serialNumber', askNumber(firearm.serialNumber, foldSerial), [textOf(content, 'serialNumber')], foldSerial);
  const judged = judgeMarks([serial]);
  if (judged === undefined) return undefined;
  const others = (['make', 'calibre'] as const)
    .filter((field) => firearm[field] !== undefined)
    .map((field) => reasonOf(field, compareTexts(firearm[field], textOf(content, field), foldSerial), { asked: firearm[field], recorded: textOf(content, field) }));
  const differs = others.some(({ how }) => how === 'differs');
  return { outcome: differs ? 'possible' : judged.outcome, reasons: [...judged.reasons, ...others] };
}
