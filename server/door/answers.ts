/** Answers as text. Only what the contract declares leaves: the serialiser drops every other field. */
import type { Operation } from '@watchword/api/operation.ts';
import type { Receipt } from '#audit/audit.ts';
import fastJsonStringify from 'fast-json-stringify';
import { Type, type TObject, type TSchema } from 'typebox';

export type Serialise = (answer: unknown) => string;

/** The serialiser of a schema, compiled with its first answer (of hundreds of operations a server is asked a few), or at once. */
export function compileSerialiser(schema: TSchema, atOnce = false): Serialise {
  // A copy, because the compiler marks what it was given.
  const compile = (): Serialise => fastJsonStringify(plainOf(schema) as fastJsonStringify.Schema);
  let serialise = atOnce ? compile() : undefined;
  return (answer) => (serialise ??= compile())(answer);
}

/** How an answer becomes text. `hasReceipt`: it gets its receipt when its entry is durable. */
export type CompiledAnswer = { readonly serialise: Serialise; readonly hasReceipt: boolean };

/** Compiles the answer of an operation, with its first one or at once. */
export function compileAnswer(operation: Pick<Operation, 'output'>, atOnce = false): CompiledAnswer {
  const { output } = operation;
  const hasReceipt = isObject(output) && 'receipt' in output.properties;
  return { serialise: compileSerialiser(hasReceipt ? Type.Omit(output, ['receipt']) : output, atOnce), hasReceipt };
}

/** Puts the receipt at the end of an answer that is an object. */
export function withReceipt(text: string, receipt: Receipt): string {
  return `${text.slice(0, -1)},"receipt":{"entry":${receipt.seq},"hash":"${receipt.hash}"}}`;
}

function isObject(schema: TSchema): schema is TObject {
  return Type.IsObject(schema);
}

/** TypeBox keeps marks of its own in a schema, hidden from JSON. */
function plainOf(schema: TSchema): unknown {
  return JSON.parse(JSON.stringify(schema));
}
