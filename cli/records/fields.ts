import { readFileSync } from 'node:fs';
import { getDatabase } from '@watchword/api/databases/databases.ts';
import { CommandFailure, misuse } from '../failures.ts';
import { EXIT } from '../exit-codes.ts';
import type { Flags } from '../flags.ts';
import { readStdin } from '../terminal/input.ts';

type Schema = { type?: string; items?: Schema; properties?: Record<string, Schema>; anyOf?: Schema[] };

/**
 * The content that was typed: a JSON object of --file, and over it each `name=value`. Values take the type that the
 * database declares; what is neither text, number nor a list of texts is typed as JSON. `name=` is null: it removes.
 * @throws CommandFailure for a field that the database does not have
 */
export async function readContent(database: string, fields: readonly string[], flags: Flags): Promise<Record<string, unknown>> {
  const file = flags.text('file');
  const content = file === undefined ? {} : parseObject(file === '-' ? await readStdin() : readText(file), file);
  const schemas = (getDatabase(database).fields as Schema).properties ?? {};
  for (const field of fields) {
    const at = field.indexOf('=');
    if (at < 1) throw misuse(`${JSON.stringify(field)} is not name=value.`, `one of ${Object.keys(schemas).join(', ')}`);
    const name = field.slice(0, at);
    const schema = schemas[name];
    if (schema === undefined) throw misuse(`${database} has no field ${JSON.stringify(name)}.${nearest(name, Object.keys(schemas))}`, `one of ${Object.keys(schemas).join(', ')}`);
    content[name] = parseValue(name, field.slice(at + 1), schema);
  }
  return content;
}

function parseValue(name: string, text: string, schema: Schema): unknown {
  if (text === '') return null;
  if (/^[[{]/.test(text)) return parseJson(text, name);
  if (schema.type === 'array') return text.split(',').map((one) => parseValue(name, one.trim(), schema.items ?? {}));
  if (schema.type === 'integer' || schema.type === 'number') return Number.isNaN(Number(text)) ? text : Number(text);
  if (schema.type === 'boolean') return text === 'true' || (text === 'false' ? false : text);
  if (schema.type === 'object') throw misuse(`${name} has parts: give it as JSON.`, `for example '${name}=${Object.keys(schema.properties ?? {}).slice(0, 1).map((part) => `{"${part}":"…"}`).join('')}'`);
  return text;
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw misuse(`${where}: this is not JSON.`);
  }
}

function parseObject(text: string, file: string): Record<string, unknown> {
  const value = parseJson(text, file === '-' ? 'stdin' : file);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw misuse(`${file === '-' ? 'stdin' : file}: this must be one JSON object.`);
  return { ...value };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandFailure(EXIT.usage, `${file} cannot be read: ${error instanceof Error ? error.message : 'unknown'}.`);
  }
}

function nearest(name: string, names: readonly string[]): string {
  const found = names.find((one) => one.toLowerCase() === name.toLowerCase().replaceAll(/[-_]/g, '')) ?? names.find((one) => one.toLowerCase().startsWith(name.toLowerCase().slice(0, 4)));
  return found === undefined ? '' : ` Did you mean ${found}?`;
}
