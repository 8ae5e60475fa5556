/** The columns of a CSV of incidents. They follow from the schema of a report: `place.name`, `persons.role`, `persons.identity.document.number`. */
import { IncidentContent } from '@watchword/api/joint/incidents.ts';

/** What stands in a cell. `flag`: yes or nothing. */
export type CellKind = 'text' | 'integer' | 'number' | 'flag';
/** A column. `list`: the list of which each row adds one entry; `path`: where the value goes, in the report or in that entry. */
export type IncidentColumn = { readonly name: string; readonly list: string | undefined; readonly path: readonly string[]; readonly kind: CellKind; readonly choices?: readonly string[]; readonly about?: string | undefined };
/** Beside those: rows with the same text here are one incident, and with whom it is shared. */
export const ROW_COLUMNS = ['incident', 'share'] as const;

type Schema = { readonly type?: string; readonly enum?: readonly unknown[]; readonly const?: unknown; readonly items?: Schema; readonly properties?: Readonly<Record<string, Schema>>; readonly description?: string };

/** All of them, in the order of the schema. Lists within lists (the movements of a network) travel as NDJSON only. */
export const INCIDENT_COLUMNS: readonly IncidentColumn[] = columnsOf(IncidentContent as Schema, { list: undefined, path: [] });

function columnsOf({ properties = {} }: Schema, { list, path }: { list: string | undefined; path: readonly string[] }): IncidentColumn[] {
  return Object.entries(properties).flatMap(([name, schema]): IncidentColumn[] => {
    if (schema.properties !== undefined) return columnsOf(schema, { list, path: [...path, name] });
    if (schema.type === 'array') {
      if (list !== undefined || schema.items === undefined) return [];
      return schema.items.properties === undefined ? [column(schema.items, { list: name, path: [] })] : columnsOf(schema.items, { list: name, path: [] });
    }
    return [column(schema, { list, path: [...path, name] })];
  });
}

function column(schema: Schema, { list, path }: { list: string | undefined; path: readonly string[] }): IncidentColumn {
  const kind: CellKind = schema.const === true ? 'flag' : schema.type === 'integer' || schema.type === 'number' ? schema.type : 'text';
  return { name: [...(list === undefined ? [] : [list]), ...path].join('.'), list, path, kind, ...(schema.enum !== undefined && { choices: schema.enum.map(String) }), about: schema.description };
}

/** The column of a place in a report: `/persons/2/identity/name` is `persons.identity.name`. */
export function columnOfPointer(pointer: string): string {
  return pointer.split('/').slice(1).filter((part) => !/^\d+$/u.test(part)).join('.');
}
