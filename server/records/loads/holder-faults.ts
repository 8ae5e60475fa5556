/**
 * A line that says nothing of a restriction leaves that of the record that it amends. So whether it hides somebody who may not
 * be hidden depends on the record, which the loading thread asks the writer for.
 */
import type { Database } from '@watchword/api/databases/database.ts';
import type { FieldError } from '@watchword/api/errors.ts';
import { hidingFaults, hidingOf, type Hiding } from '../never-hidden.ts';
import type { GoodLine } from './judge-line.ts';

/** What the record of a reference hides, and whether others see something of it that may not be hidden. */
export type HolderHiding = { hiding: Hiding; isSeen: boolean };

/** Whether the record that a line amends must be asked for. Seldom, so that it costs most loads nothing. `minute`: now, since 1970. */
export function dependsOnHolder(database: Database, { content, asked, terms }: GoodLine, minute: number): boolean {
  if (database.neverHidden === undefined || terms.reference === null) return false;
  const { countries, frontLine } = hidingOf(terms, minute);
  return countries || frontLine || (database.neverHidden(content) && (asked.hiddenFrom === undefined || asked.hiddenFromFrontLine === undefined));
}

/** The faults of a line that amends this record. `minute`: now, since 1970. */
export function holderFaults({ content, asked, terms }: GoodLine, holder: HolderHiding, { database, minute }: { database: Database; minute: number }): FieldError[] {
  const own = hidingOf(terms, minute);
  const hiding = {
    countries: asked.hiddenFrom === undefined ? holder.hiding.countries : own.countries,
    frontLine: asked.hiddenFromFrontLine === undefined ? holder.hiding.frontLine : own.frontLine,
  };
  return hidingFaults(hiding, { isNever: holder.isSeen || database.neverHidden?.(content) === true, asked });
}
