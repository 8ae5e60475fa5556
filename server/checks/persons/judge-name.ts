/** A person asked for by name beside a recorded one: what the engine says, in the words of an answer. */
import type { PersonMatch, Reason } from '@watchword/api/checks/answers.ts';
import type { Content } from '@watchword/api/databases/database.ts';
import { bornTexts, nameTexts } from '@watchword/api/databases/persons.ts';
import { JUDGE_VERSION, judgePerson, type AnalysedName, type Band, type PersonJudgement, type PersonRecorded } from '#names/names.ts';
import type { Birth, PersonFact } from '../facts.ts';
import { reasonOf, sameCountry } from '../judge.ts';
import { compareBirths } from './births.ts';

/** What came of it. `misread`: the reading of the birth date that was needed. */
export type NameJudgement = { readonly band: Band; readonly reasons: readonly Reason[]; readonly person: PersonMatch; readonly misread?: string };

/** Judges as read first; a reading that has to be assumed makes nothing more than possible. */
export function judgeName(asked: PersonFact, content: Content, recorded: PersonRecorded): NameJudgement {
  const asRead = asked.births.filter((birth) => birth.misread === undefined && birth.distant !== true);
  const first = judgeWith(asRead.length === 0 ? asked.births : asRead, { asked, content, recorded });
  if (asRead.length === 0) return cap(first, asked.births.length > 0);
  const assumed = asked.births.filter((birth) => !asRead.includes(birth));
  // Names are compared again only where another reading of the date could make a difference.
  if (first.band !== 'none' || compareBirths(assumed, bornTexts(content)).how === 'differs') return first;
  return assumed.length === 0 ? first : cap(judgeWith(asked.births, { asked, content, recorded }), true);
}

function cap(judgement: NameJudgement, isAssumed: boolean): NameJudgement {
  return isAssumed && judgement.band === 'hit' ? { ...judgement, band: 'possible' } : judgement;
}

function judgeWith(births: readonly Birth[], { asked, content, recorded }: { asked: PersonFact; content: Content; recorded: PersonRecorded }): NameJudgement {
  const judged = judgePerson(
    {
      name: asked.analysed,
      born: births.map(({ date }) => date),
      ...(asked.sex === undefined ? {} : { sex: asked.sex }),
      nationalities: asked.nationality === undefined ? [] : [asked.nationality],
    },
    recorded,
    { sameCountry },
  );
  const born = compareBirths(births, bornTexts(content));
  const name = nameTexts(content)[judged.alias] ?? '';
  const reasons = [
    reasonOf('names', howOfName(judged), { asked: asked.name, recorded: name }),
    reasonOf('born', howOfBorn(judged, born.how), born),
    ...(asked.sex === undefined ? [] : [reasonOf('sex', HOW_AGREES[judged.sex], { asked: asked.sex, recorded: recorded.sex })]),
    ...(asked.nationality === undefined ? [] : [reasonOf('nationalities', HOW_AGREES[judged.nationality], { asked: asked.nationality, recorded: recorded.nationalities?.join(' ') })]),
  ];
  const person: PersonMatch = {
    name,
    romanised: romanise(recorded.names[judged.alias]),
    parts: judged.parts.map(({ asked: one, recorded: other, how }) => ({ ...(one !== undefined && { asked: one }), ...(other !== undefined && { recorded: other }), how })),
    scores: { name: Math.round(judged.name * 100), whole: Math.round(judged.whole * 100) },
    rule: ruleOf(judged),
    judge: JUDGE_VERSION,
  };
  return { band: judged.band, reasons, person, ...(born.misread === undefined ? {} : { misread: born.misread }) };
}

const HOW_AGREES = { agrees: 'equal', differs: 'differs', unknown: 'missing' } as const;

function howOfName({ parts }: PersonJudgement): Reason['how'] {
  if (parts.length > 0 && parts.every(({ how }) => how === 'equal')) return 'equal';
  return parts.some(({ how }) => how !== 'differs' && how !== 'asked-only' && how !== 'recorded-only') ? 'similar' : 'differs';
}

/** `how` is what the calendar says of the pair that fits best; a date one sign away is similar. */
function howOfBorn({ born }: PersonJudgement, how: Reason['how']): Reason['how'] {
  return born === 'flipped' || born === 'digit' || born === 'near' ? 'similar' : how;
}

function ruleOf({ born }: PersonJudgement): PersonMatch['rule'] {
  if (born === 'unknown') return 'name';
  return born === 'partial' ? 'name-year' : 'name-born';
}

/** A name in Latin letters, as it is shown beside the original. */
export function romanise(name: AnalysedName | undefined): string {
  return name === undefined ? '' : name.tokens.map(({ folded, text, script }) => (script === 'latin' ? text : folded.charAt(0).toUpperCase() + folded.slice(1))).join(' ');
}
