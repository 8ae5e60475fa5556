import type { Database } from '../../api/databases/database.ts';
import { country, day, partialDay } from '../../api/databases/fields.ts';
import { DATABASES } from '../../api/databases/databases.ts';
import { persons } from '../../api/databases/persons.ts';
import { FIELD_GROUPS } from '../../api/rights/kinds.ts';
import { purposesOf } from '../../api/rights/rights.ts';
import { code, markdown, table, type Page } from './page.ts';

type Field = { type?: string; enum?: readonly string[]; description?: string; pattern?: string; maxLength?: number; maxItems?: number; minimum?: number; maximum?: number; items?: Field };

/** What a pattern of the contract means, in words. */
const PATTERNS: Readonly<Record<string, string>> = Object.fromEntries(
  ([[country(''), 'country code'], [day(''), 'day'], [partialDay(''), 'day, as far as known']] as const).map(([schema, words]) => [String(schema['pattern' as keyof typeof schema]), words]),
);

function formOf(field: Field): string {
  if (field.enum !== undefined) return `one of ${field.enum.map(code).join(', ')}`;
  if (field.type === 'array') return `list${field.maxItems === undefined ? '' : ` of at most ${field.maxItems}`}`;
  if (field.type === 'integer') return `number${field.minimum === undefined ? '' : ` ${field.minimum} to ${field.maximum ?? 'any'}`}`;
  const named = field.pattern === undefined ? undefined : PATTERNS[field.pattern];
  if (named !== undefined) return named;
  if (field.type === 'string' && field.maxLength !== undefined) return `text, at most ${field.maxLength}`;
  return field.type === 'string' ? 'text' : (field.type ?? 'value');
}

function fieldsOf(database: Database): string {
  const required = new Set<string>(database.fields.required ?? []);
  const groupOf = (name: string): string => FIELD_GROUPS.find((group) => database.groups[group].includes(name)) ?? 'none: its owner alone';
  const rows = Object.entries(database.fields.properties).map(([name, schema]) => {
    const field = JSON.parse(JSON.stringify(schema)) as Field;
    return [code(name), required.has(name) ? 'yes' : '', formOf(field), field.description ?? '', groupOf(name)];
  });
  return table(['Field', 'Required', 'Form', 'What it says', 'Group'], rows);
}

function describe(database: Database): string[] {
  const enters = database.enters.by === 'any' ? 'any bureau' : `only the country in ${code(database.enters.field)}`;
  return [
    `## ${database.title}`,
    `${code(database.code)}. ${database.description}`,
    [
      `- Entered by: ${enters}. ${database.review ? 'The secretariat releases a record before another country finds it.' : 'Found as soon as it is entered.'}`,
      `- Found by: ${[...new Set(database.identifiers.map((one) => one.kind))].map(code).join(', ')}${database.ranges === undefined ? '' : ', and by ranges of numbers'}${database === persons ? ', and by name (an index of its own)' : ''}.`,
      `- Ends after ${code(database.lifetime.initial)} unless its owner renews it (at most ${code(database.lifetime.longest)}).`,
      `- Purposes: ${purposesOf(database).map(code).join(', ')}.`,
      `- Personal data: ${database.personal ? 'yes' : 'no'}.`,
    ].join('\n'),
    fieldsOf(database),
    `Example: ${code(JSON.stringify(database.example))}`,
  ];
}

export const databasesPage: Page = {
  file: 'docs/databases.md',
  print: () =>
    markdown('Databases', '`api/databases/`', [
      'A database is a declaration: forms, import, API, storage and checks follow from it. The owner of a record sees all of its fields; officers of other ' +
        'countries see those named in the last column, by their role.',
      ...DATABASES.flatMap(describe),
    ]),
};
