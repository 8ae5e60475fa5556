/** How the fields of a record lie in the store: a JSON array in the order of the declaration, and behind it a checksum. */
import { crc32 } from 'node:zlib';
import type { Content, Database } from '@watchword/api/databases/database.ts';
import { fail } from '@watchword/api/errors.ts';

type Field = { name: string; values: readonly unknown[] | undefined; places: ReadonlyMap<unknown, number> | undefined };

const known = new WeakMap<Database, readonly Field[]>();

function fieldsOf(database: Database): readonly Field[] {
  let fields = known.get(database);
  if (fields === undefined) {
    fields = Object.entries(database.fields.properties).map(([name, schema]) => {
      const values = 'enum' in schema && Array.isArray(schema.enum) ? (schema.enum as unknown[]) : undefined;
      return { name, values, places: values === undefined ? undefined : new Map(values.map((value, at) => [value, at])) };
    });
    known.set(database, fields);
  }
  return fields;
}

/** Packs content that was checked. A value of a closed list becomes its place in the list; what is absent is null. One bit that turns on the disk is then found out. */
export function packContent(database: Database, content: Content): string {
  const packed: unknown[] = [];
  let last = 0;
  for (const { name, places } of fieldsOf(database)) {
    const value = content[name];
    if (value !== undefined) last = packed.length + 1;
    packed.push(value === undefined ? null : places === undefined ? value : places.get(value));
  }
  packed.length = last;
  return withChecksum(JSON.stringify(packed));
}

/** The content that `packContent` was given. Fields that a later version appended are absent. @throws `store.broken` when a byte of it has changed since */
export function unpackContent(database: Database, text: string): Content {
  const packed = JSON.parse(withoutChecksum(text)) as unknown[];
  const content: Content = {};
  const fields = fieldsOf(database);
  for (let at = 0; at < packed.length; at += 1) {
    const field = fields[at];
    const value = packed[at];
    if (field === undefined || value === null) continue;
    content[field.name] = field.values === undefined ? value : field.values[value as number];
  }
  return content;
}

/** Digits of the checksum, hexadecimal. */
const CHECKSUM = 8;

function withChecksum(json: string): string {
  return json + crc32(json).toString(16).padStart(CHECKSUM, '0');
}

function withoutChecksum(text: string): string {
  const json = text.slice(0, -CHECKSUM);
  if (withChecksum(json) !== text) throw fail('store.broken', {}, new Error('The content of a record is not what was stored.'));
  return json;
}
