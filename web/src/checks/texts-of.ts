import type { Question } from './questions.ts';
import { EMPTY_PERSON, type PersonForm } from './person-form.ts';

/** What stands in the fields when an earlier question is taken up again. */
export type Texts = { readonly text: string; readonly country: string | undefined; readonly person?: PersonForm };

/** The texts of a question, as they would be typed. */
export function textsOf({ subject, also }: Question): Texts {
  if (subject.mrz !== undefined) return { text: subject.mrz.join(''), country: undefined };
  if (also?.document !== undefined) return { text: also.document.number, country: undefined };
  if (subject.document !== undefined) return { text: subject.document.number, country: subject.document.issuer };
  if (subject.vehicle !== undefined) return { text: subject.vehicle.plate?.number ?? subject.vehicle.vin ?? '', country: subject.vehicle.plate?.country };
  const { name, family = name ?? '', given = '', born = '', nationality } = subject.person ?? {};
  return { text: '', country: undefined, person: { ...EMPTY_PERSON, family, given, born, nationality } };
}
