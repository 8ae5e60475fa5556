import type { InputOf, OutputOf } from '@watchword/api/operation.ts';
import {
  admitRequest, answerCorrection, closeRequest, concludeRequest, consentRequest, decideRequest, eraseRequestTexts, examineRequest, extendRequest, gatherPackage, getRequest, listCorrections,
  listRequests, noteReceipt, printPackage, receiveRequest, type Correction, type PackageLanguage, type RequestAnswer, type RequestStanding,
} from '@watchword/api/requests.ts';
import type { SubjectPackage } from '@watchword/api/requests/subject-package.ts';
import type { Calls, StreamOptions } from './calls.ts';
import type { CallOptions } from './request.ts';

/** The request that a step is done with, in the version that was read. */
export type OfRequest = Pick<RequestStanding, 'id' | 'version'>;

/** The fields of a step. */
type Fields<Op> = InputOf<Op> extends { body: infer Body } ? Body : never;

/** Requests of the persons on whom data are held. For the Commission alone. */
export type Requests = {
  receive(request: Fields<typeof receiveRequest>, options?: CallOptions): Promise<RequestStanding>;
  /** A page, newest first. */
  list(query?: InputOf<typeof listRequests>['query'], options?: CallOptions): Promise<OutputOf<typeof listRequests>>;
  get(id: string, options?: CallOptions): Promise<RequestAnswer>;
  admit(of: OfRequest, fields: Fields<typeof admitRequest>, options?: CallOptions): Promise<RequestStanding>;
  examine(of: OfRequest, fields?: Fields<typeof examineRequest>, options?: CallOptions): Promise<RequestStanding>;
  extend(of: OfRequest, fields: Fields<typeof extendRequest>, options?: CallOptions): Promise<RequestStanding>;
  consent(of: OfRequest, fields: Fields<typeof consentRequest>, options?: CallOptions): Promise<RequestStanding>;
  decide(of: OfRequest, fields: Fields<typeof decideRequest>, options?: CallOptions): Promise<RequestStanding>;
  noteReceipt(of: OfRequest, fields: Fields<typeof noteReceipt>, options?: CallOptions): Promise<RequestStanding>;
  /** Takes as long as a package. */
  eraseTexts(of: OfRequest, fields: Fields<typeof eraseRequestTexts>, options?: CallOptions): Promise<OutputOf<typeof eraseRequestTexts>>;
  conclude(of: OfRequest, fields?: Fields<typeof concludeRequest>, options?: CallOptions): Promise<RequestStanding>;
  close(of: OfRequest, fields?: Fields<typeof closeRequest>, options?: CallOptions): Promise<RequestStanding>;
  /** Everything held on the person: up to a minute. */
  package(id: string, options?: CallOptions): Promise<SubjectPackage>;
  /** The same as a PDF. */
  print(id: string, language?: PackageLanguage, options?: StreamOptions): Promise<Uint8Array<ArrayBuffer>>;
};

/** What the Commission asks an owner to correct. */
export type Corrections = {
  list(query?: InputOf<typeof listCorrections>['query'], options?: CallOptions): Promise<OutputOf<typeof listCorrections>>;
  answer(id: string, fields: Fields<typeof answerCorrection>, options?: CallOptions): Promise<Correction>;
};

/** Milliseconds that a gathering may take. */
const LONG = 15 * 60_000;

/** The requests of a client. */
export function createRequests({ call, download }: Calls): Requests {
  const step = ({ id, version }: OfRequest, options: CallOptions | undefined): [{ id: string }, CallOptions] => [{ id }, { ...options, version }];
  return {
    receive: (body, options) => call(receiveRequest, { body }, options),
    list: (query = {}, options) => call(listRequests, { query }, options),
    get: (id, options) => call(getRequest, { params: { id } }, options),
    admit: (of, body, options) => ((params, more) => call(admitRequest, { params, body }, more))(...step(of, options)),
    examine: (of, body = {}, options) => ((params, more) => call(examineRequest, { params, body }, more))(...step(of, options)),
    extend: (of, body, options) => ((params, more) => call(extendRequest, { params, body }, more))(...step(of, options)),
    consent: (of, body, options) => ((params, more) => call(consentRequest, { params, body }, more))(...step(of, options)),
    decide: (of, body, options) => ((params, more) => call(decideRequest, { params, body }, more))(...step(of, options)),
    noteReceipt: (of, body, options) => ((params, more) => call(noteReceipt, { params, body }, more))(...step(of, options)),
    eraseTexts: (of, body, options) => ((params, more) => call(eraseRequestTexts, { params, body }, { timeout: LONG, ...more }))(...step(of, options)),
    conclude: (of, body = {}, options) => ((params, more) => call(concludeRequest, { params, body }, more))(...step(of, options)),
    close: (of, body = {}, options) => ((params, more) => call(closeRequest, { params, body }, more))(...step(of, options)),
    package: (id, options) => call(gatherPackage, { params: { id } }, { timeout: LONG, ...options }),
    async print(id, language = 'en', options) {
      const { chunks } = await download(printPackage, { params: { id }, query: { language } }, { timeout: LONG, ...options });
      return new Uint8Array(await new Blob(await Array.fromAsync(chunks(), (chunk) => chunk as Uint8Array<ArrayBuffer>)).arrayBuffer());
    },
  };
}

/** The corrections of a client. */
export function createCorrections({ call }: Calls): Corrections {
  return {
    list: (query = {}, options) => call(listCorrections, { query }, options),
    answer: (id, body, options) => call(answerCorrection, { params: { id }, body }, options),
  };
}
