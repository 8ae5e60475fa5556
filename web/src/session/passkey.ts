import type { Assertion, CreationOptions, NewCredential, RequestOptions } from '@watchword/api/passkeys/webauthn.ts';
import { AppError } from '@watchword/api/errors.ts';

/** The browser or the person gave no passkey: closed the question, waited too long, or the device has none for this place. */
export class NoPasskey extends Error {
  /** `known`: the device is registered already. `none`: anything else, which browsers do not tell apart. */
  readonly why: 'known' | 'none';

  constructor(why: 'known' | 'none', cause: unknown) {
    super('no passkey was given', { cause });
    this.why = why;
  }
}

/** Has a device make a passkey. Asks whoever sits there. @throws NoPasskey */
export async function makePasskey(publicKey: CreationOptions): Promise<NewCredential> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  return await given(startRegistration({ optionsJSON: publicKey as never }));
}

/** Has a device answer with a passkey. Asks whoever sits there. @throws NoPasskey */
export async function usePasskey(publicKey: RequestOptions): Promise<Assertion> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  return await given(startAuthentication({ optionsJSON: publicKey as never }));
}

async function given<T>(asked: Promise<unknown>): Promise<T> {
  try {
    return (await asked) as T;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new NoPasskey(error instanceof Error && error.name === 'InvalidStateError' ? 'known' : 'none', error);
  }
}
