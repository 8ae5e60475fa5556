/** What a form needs to know of one field: read from the JSON Schema that the database declares. */
export type FieldSchema =
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'flag' }
  | { readonly kind: 'country' }
  | { readonly kind: 'day' }
  | { readonly kind: 'number'; readonly whole: boolean; readonly least?: number; readonly most?: number }
  | { readonly kind: 'text'; readonly long: boolean; readonly most: number; readonly mark: boolean }
  | { readonly kind: 'list'; readonly item: FieldSchema; readonly most: number; readonly choice: boolean }
  | { readonly kind: 'group'; readonly fields: readonly NamedField[] };

/** A field with its name, and whether a record must have it. */
export type NamedField = { readonly name: string; readonly required: boolean; readonly schema: FieldSchema };

type Json = Readonly<Record<string, unknown>>;

/** The fields of a database, or of a group within one, in their order. */
export function listFields(schema: object): readonly NamedField[] {
  const { properties, required } = asJson(schema);
  const must = new Set(Array.isArray(required) ? required.map(String) : []);
  return Object.entries(asJson(properties)).map(([name, one]) => ({ name, required: must.has(name), schema: readSchema(asJson(one)) }));
}

function readSchema(schema: Json): FieldSchema {
  const { type, enum: options, pattern, items, minimum, maximum, maxLength, maxItems } = schema;
  if (Array.isArray(options)) return { kind: 'choice', options: options.map(String) };
  if (schema['const'] === true) return { kind: 'flag' };
  if (type === 'array') {
    const item = readSchema(asJson(items));
    return { kind: 'list', item, most: asNumber(maxItems) ?? 20, choice: item.kind === 'choice' };
  }
  if (type === 'object') return { kind: 'group', fields: listFields(schema) };
  if (type === 'integer' || type === 'number') {
    const [least, most] = [asNumber(minimum), asNumber(maximum)];
    return { kind: 'number', whole: type === 'integer', ...(least !== undefined && { least }), ...(most !== undefined && { most }) };
  }
  const text = typeof pattern === 'string' ? pattern : '';
  if (text === '^[A-Z]{1,3}$') return { kind: 'country' };
  if (text.startsWith('^[0-9]{4}')) return { kind: 'day' };
  const most = asNumber(maxLength) ?? 120;
  return { kind: 'text', long: most > 500, most, mark: text !== '' };
}

function asJson(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
