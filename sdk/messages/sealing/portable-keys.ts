/** What is asked of the portable implementation only where WebCrypto lacks it; loaded with import(), since it is large. */
import { XWing } from '@noble/post-quantum/hybrid.js';
import { ml_dsa65 } from '@noble/post-quantum/ml-dsa.js';
import type { Bytes } from '../../proofs/bytes.ts';

/** The X-Wing public key to a seed of 32 bytes. */
export function xwingPublicKey(seed: Bytes): Bytes {
  return new Uint8Array(XWing.keygen(seed).publicKey);
}

/** The ML-DSA-65 public key to a seed of 32 bytes. */
export function mlDsaPublicKey(seed: Bytes): Bytes {
  return new Uint8Array(ml_dsa65.keygen(seed).publicKey);
}

/** Signs with ML-DSA-65, hedged with randomness unless `isDeterministic` (for test vectors). */
export function signMlDsa(seed: Bytes, message: Bytes, isDeterministic = false): Bytes {
  return new Uint8Array(ml_dsa65.sign(message, ml_dsa65.keygen(seed).secretKey, isDeterministic ? { extraEntropy: false } : {}));
}

/** Whether an ML-DSA-65 signature is good. */
export function isMlDsaGood(publicKey: Bytes, signature: Bytes, message: Bytes): boolean {
  try {
    return ml_dsa65.verify(signature, message, publicKey);
  } catch {
    return false;
  }
}
