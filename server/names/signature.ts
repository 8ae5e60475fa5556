import type { AnalysedName, AskedSignature, NameSignature } from './model.ts';

/** The signature that is kept beside a stored name. */
export function signatureOf(_name: AnalysedName): NameSignature {
  return { first: 0, last: 0 };
}

/** The signature of the name asked for; made once a question. */
export function askedSignatureOf(_name: AnalysedName): AskedSignature {
  return { firsts: new Uint32Array(0), lasts: new Uint32Array(0), weights: new Float64Array(0), total: 0 };
}

/** No name with this signature scores more than this: 1 when nothing can be said. Costs some nanoseconds. */
export function signatureBound(_asked: AskedSignature, _stored: NameSignature): number {
  return 1;
}
