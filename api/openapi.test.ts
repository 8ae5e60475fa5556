import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validate } from '@scalar/openapi-validator';
import { Value } from 'typebox/value';
import { CONTRACT } from './contract.ts';
import { DATABASES, getDatabase } from './databases/databases.ts';
import { ERRORS } from './errors.ts';
import { openApiDocument } from './openapi.ts';
import type { Operation } from './operation.ts';

type Parameter = { name: string; in: string; required: boolean };
type Described = {
  operationId: string;
  description: string;
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { content: Record<string, unknown> };
  responses: Record<string, { content?: Record<string, unknown> }>;
  security?: unknown[];
};
type Document = { paths: Record<string, Record<string, Described>>; components: { schemas: Record<string, unknown>; parameters: Record<string, unknown> }; tags: { name: string; description: string }[] };

const text = JSON.stringify(openApiDocument());
const document = JSON.parse(text) as Document;

function describedAs(operation: Operation): Described {
  const found = document.paths[operation.path.replace(/:(\w+)/g, '{$1}')]?.[operation.method.toLowerCase()];
  assert.ok(found, `${operation.method} ${operation.path}`);
  return found;
}

/** The parameters that are written out here, of one place. */
function parametersIn(place: string, described: Described): Parameter[] {
  return (described.parameters ?? []).filter((one): one is Parameter => 'in' in one && one.in === place);
}

test('the document is valid against the schema of OpenAPI 3.1', () => {
  const { valid, errors, version } = validate(document as unknown as Record<string, unknown>);
  assert.deepEqual(errors, []);
  assert.ok(valid);
  assert.equal(version, '3.1');
});

test('every operation stands in it once, under its own id, and nothing else does', () => {
  const ids = Object.values(document.paths).flatMap((path) => Object.values(path).map((one) => one.operationId));
  assert.deepEqual(ids.toSorted(), CONTRACT.map((one) => one.id).toSorted());
  assert.equal(new Set(ids).size, ids.length);
});

test('every reference leads somewhere and every named schema is used', () => {
  for (const [, name] of text.matchAll(/"#\/components\/parameters\/(\w+)"/g)) assert.ok(document.components.parameters[name ?? ''] !== undefined, String(name));
  const asked = new Set([...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((found) => found[1]));
  assert.deepEqual([...asked].filter((name) => name === undefined || !(name in document.components.schemas)), []);
  assert.deepEqual(Object.keys(document.components.schemas).filter((name) => !asked.has(name)), []);
});

test('a name in the path is a parameter of the path, and the other way round', () => {
  for (const [path, methods] of Object.entries(document.paths)) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1]);
    for (const described of Object.values(methods)) {
      const parameters = parametersIn('path', described);
      assert.deepEqual(parameters.map((one) => one.name), names, described.operationId);
      assert.ok(parameters.every((one) => one.required));
    }
  }
});

test('writes take an Idempotency-Key, checks never do, and what needs a version says so', () => {
  for (const operation of CONTRACT) {
    const headers = parametersIn('header', describedAs(operation)).map((one) => one.name);
    assert.equal(headers.includes('Idempotency-Key'), operation.effect === 'write', operation.id);
    assert.equal(headers.includes('If-Match'), operation.version === true, operation.id);
  }
});

test('bodies have the media type in which they travel', () => {
  const types = { json: ['application/json'], form: ['application/x-www-form-urlencoded'], 'merge-patch': ['application/merge-patch+json'], stream: undefined, image: ['image/jpeg', 'image/png', 'image/webp'], file: ['image/jpeg', 'image/png', 'image/webp', 'application/pdf', 'text/plain'] };
  for (const operation of CONTRACT) {
    const content = describedAs(operation).requestBody?.content;
    const expected = operation.body === undefined ? undefined : (types[operation.body] ?? (operation.id === 'checks.stream' ? ['application/x-ndjson'] : ['application/x-ndjson', 'text/csv']));
    assert.deepEqual(content && Object.keys(content), expected, operation.id);
  }
});

test('every error code of an operation is described under its status, as a problem', () => {
  for (const operation of CONTRACT) {
    const { responses, description } = describedAs(operation);
    assert.ok(description.length > 0 && responses[operation.status] !== undefined, operation.id);
    for (const code of operation.errors) {
      const response = responses[ERRORS[code].status];
      assert.ok(JSON.stringify(response?.content?.['application/problem+json']).includes(`"${code}"`), `${operation.id}: ${code}`);
    }
  }
});

test('only what needs no sign-in can be called without a token', () => {
  for (const operation of CONTRACT) {
    const { security, parameters = [] } = describedAs(operation);
    assert.equal(security !== undefined, operation.permission === 'public', operation.id);
    assert.equal(parameters.some((one) => '$ref' in one), operation.permission !== 'public', `${operation.id}: the officer`);
  }
});

test('every group of operations is described', () => {
  assert.deepEqual(document.tags.filter((tag) => tag.description === ''), []);
});

test('every operation with a body has an example, and the examples are valid requests', () => {
  for (const { id, body, input, examples = [] } of CONTRACT) {
    if (body === undefined || body === 'image' || body === 'file' || id === 'loads.send' || id === 'files.send') continue;
    assert.ok(examples.some((one) => one.body !== undefined), id);
    if (input.body === undefined) continue;
    for (const example of examples) assert.deepEqual([...Value.Errors(input.body, example.body)], [], `${id}: ${example.name}`);
  }
});

test('the examples of databases and of records are valid records', () => {
  for (const database of DATABASES) assert.deepEqual([...Value.Errors(database.fields, database.example)], [], database.code);
  const create = CONTRACT.find((one) => one.id === 'records.create');
  for (const { name, body } of create?.examples ?? []) {
    const { database, content } = body as { database: string; content: unknown };
    assert.deepEqual([...Value.Errors(getDatabase(database).fields, content)], [], name);
  }
});
