/** What a question says, read once and folded, so that every database asks and judges with the same. */
import type { MrzReading } from '@watchword/api/checks/answers.ts';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import type { PartialDate } from '@watchword/api/dates.ts';
import type { AnalysedName } from '#names/names.ts';
import type { AskedNumber } from './judge.ts';

/** A document that was asked for. `type` as given, or the document code of a zone; `validUntil` from a zone. */
export type DocumentFact = {
  readonly number: AskedNumber;
  readonly issuer?: string;
  readonly type?: string;
  readonly code?: string;
  readonly validUntil?: string;
};

/** A birth date that was asked for. `misread`: not as read; `distant`: of the other century that two digits can mean. */
export type Birth = { readonly date: PartialDate; readonly text: string; readonly misread?: string; readonly distant?: true };

/** A person who was asked for. `analysed`: the name as it is compared; without words when nothing of it can be. */
export type PersonFact = {
  readonly name: string;
  readonly analysed: AnalysedName;
  readonly births: readonly Birth[];
  readonly nationality?: string;
  readonly sex?: string;
};

export type Facts = {
  /** What is asked about, as bits of `ABOUT`. */
  readonly about: number;
  readonly documents: readonly DocumentFact[];
  readonly people: readonly PersonFact[];
  readonly vehicle?: Subject['vehicle'];
  readonly firearm?: Subject['firearm'];
  readonly vessel?: Subject['vessel'];
  readonly artwork?: Subject['artwork'];
  readonly mrz?: MrzReading;
};
