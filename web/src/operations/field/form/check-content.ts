/** What a report lacks, told before it is kept: the same faults that the server would find, at the same places. */
import type { FieldError } from '@watchword/api/errors.ts';
import { faultsOf, IncidentContent } from '@watchword/api/joint/incidents.ts';

type Json = Readonly<Record<string, unknown>>;

/** Every fault of a report. `named`: the country has decided to name migrants and victims. */
export function checkContent(content: unknown, { named }: { readonly named: boolean }): readonly FieldError[] {
  const shape = faultsOfShape(IncidentContent, content);
  const beyond = faultsOf(content as IncidentContent, { named }).filter(({ pointer }) => !shape.some((fault) => fault.pointer === pointer || fault.pointer === pointer.slice(0, pointer.lastIndexOf('/'))));
  return [...shape, ...beyond];
}

/** What of a value is not as its schema says. */
export function faultsOfShape(schema: object, value: unknown): readonly FieldError[] {
  return [...faultsIn(schema, value, '')];
}

function* faultsIn(schema: object, value: unknown, pointer: string): Generator<FieldError> {
  const { type, enum: options, pattern, properties, required, items, minimum, maximum, minLength, maxLength } = { ...schema } as Json;
  const fault = (code: string): FieldError => ({ pointer, code, detail: '' });
  if (Array.isArray(options)) {
    if (!options.includes(value)) yield fault('not-in-list');
  } else if (type === 'object') {
    const object = asJson(value);
    for (const name of Array.isArray(required) ? required.map(String) : []) if (object[name] === undefined) yield { pointer: `${pointer}/${name}`, code: 'required', detail: '' };
    for (const [name, one] of Object.entries(asJson(properties))) if (object[name] !== undefined) yield* faultsIn(asJson(one), object[name], `${pointer}/${name}`);
  } else if (type === 'array') {
    for (const [at, one] of (Array.isArray(value) ? value : []).entries()) yield* faultsIn(asJson(items), one, `${pointer}/${at}`);
  } else if (type === 'integer' || type === 'number') {
    if (typeof value !== 'number' || (type === 'integer' && !Number.isInteger(value))) yield fault('type');
    else if (typeof minimum === 'number' && value < minimum) yield fault('too-small');
    else if (typeof maximum === 'number' && value > maximum) yield fault('too-large');
  } else if (typeof value === 'string') {
    if (typeof minLength === 'number' && value.length < minLength) yield fault('too-short');
    else if (typeof maxLength === 'number' && value.length > maxLength) yield fault('too-long');
    else if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(value)) yield fault('pattern');
  }
}

function asJson(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
