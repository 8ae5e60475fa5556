/** Who is armed or missing is hidden from nobody: officers must know whom they meet, and who is looked for. */
import type { FieldError } from '@watchword/api/errors.ts';
import type { AskedTerms, Terms } from './terms.ts';

/** From whom a record is hidden: countries, the front line. */
export type Hiding = { readonly countries: boolean; readonly frontLine: boolean };

/** What the terms of a record hide. `minute`: now, in minutes since 1970; hiding from the front line may have lapsed. */
export function hidingOf({ hidden_from, hidden_front }: Pick<Terms, 'hidden_from' | 'hidden_front'>, minute: number): Hiding {
  return { countries: hidden_from !== null, frontLine: hidden_front > minute };
}

/**
 * The faults of hiding a record. `isNever`: its content, or the one that others see while it waits, is hidden from nobody. `asked`
 * tells a restriction that is asked for from one that the record has.
 */
export function hidingFaults(hiding: Hiding, { isNever, asked }: { isNever: boolean; asked: AskedTerms }): FieldError[] {
  if (!isNever) return [];
  return [
    ...(hiding.countries ? [faultOf('/hiddenFrom', asked.hiddenFrom !== undefined)] : []),
    ...(hiding.frontLine ? [faultOf('/hiddenFromFrontLine', asked.hiddenFromFrontLine !== undefined)] : []),
  ];
}

function faultOf(pointer: string, isAsked: boolean): FieldError {
  const detail = isAsked ? 'Who is armed or missing is hidden from nobody. Leave it out.' : 'The record is hidden, and who is armed or missing is hidden from nobody. Lift the restriction first.';
  return { pointer, code: 'never-hidden', detail };
}
