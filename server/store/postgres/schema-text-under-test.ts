import { runSql } from '#test/start-postgres.ts';

const TABLES = `
SELECT c.relname AS name, c.reloptions AS options, c.relkind = 'p' AS partitioned, pg_get_partkeydef(c.oid) AS partition
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY c.relname COLLATE "C"`;
const COLUMNS = `
SELECT c.relname AS table, quote_ident(a.attname) AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS filled,
  CASE WHEN a.attcollation <> 0 THEN (SELECT collname FROM pg_collation WHERE oid = a.attcollation) END AS collation,
  a.attidentity AS identity, pg_get_expr(d.adbin, d.adrelid) AS value
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY c.relname COLLATE "C", a.attnum`;
const CONSTRAINTS = `
SELECT c.relname AS table, pg_get_constraintdef(k.oid) AS text FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE c.relnamespace = 'public'::regnamespace AND k.contype <> 'n' AND NOT c.relispartition ORDER BY 1, k.contype DESC, 2`;
const INDEXES = `
SELECT c.relname AS table, pg_get_indexdef(i.indexrelid) AS text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
WHERE c.relnamespace = 'public'::regnamespace AND NOT c.relispartition
  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid) ORDER BY 1, 2`;

/** The schema of a database as statements, the same text for the same schema whatever way led to it. */
export async function schemaTextOf(url: string): Promise<string> {
  const [tables, columns, constraints, indexes] = await Promise.all([TABLES, COLUMNS, CONSTRAINTS, INDEXES].map((text) => runSql(url, text)));
  const texts = (tables ?? []).map((table) => {
    const of = (rows: Record<string, unknown>[] | undefined) => (rows ?? []).filter((row) => row['table'] === table['name']);
    const lines = [...of(columns).map(columnText), ...of(constraints).map(({ text }) => String(text))];
    const partition = table['partitioned'] === true ? ` PARTITION BY ${String(table['partition'])}` : '';
    const options = Array.isArray(table['options']) ? ` WITH (${table['options'].join(', ')})` : '';
    const head = `CREATE TABLE ${String(table['name'])} (\n${lines.map((line) => `  ${line}`).join(',\n')}\n)${partition}${options};`;
    return [head, ...of(indexes).map(({ text }) => `${String(text)};`)].join('\n');
  });
  return `${texts.join('\n')}\n`;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function columnText(column: Record<string, unknown>): string {
  const collation = column['collation'] === null || column['collation'] === 'default' ? '' : ` COLLATE "${text(column['collation'])}"`;
  const identity = column['identity'] === 'a' ? ' GENERATED ALWAYS AS IDENTITY' : '';
  const value = column['value'] === null ? '' : ` DEFAULT ${text(column['value'])}`;
  return `${String(column['name'])} ${String(column['type'])}${collation}${identity}${value}${column['filled'] === true ? ' NOT NULL' : ''}`;
}
