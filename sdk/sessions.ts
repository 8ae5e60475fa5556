import type { InputOf, OutputOf } from '@watchword/api/operation.ts';
import {
  addPasskey, beginCode, beginConfirm, beginPasskey, beginPasskeySignIn, beginProvider, confirmSession, endAllSessions, endOneSession, endSession, getSession, listPasskeys, listSessions, lockSession,
  removePasskey, setRole, signInWithCode, signInWithPasskey, signInWithProvider, startSession, type OwnSession, type Passkey, type Session,
} from '@watchword/api/people/sessions.ts';
import type { Calls } from './calls.ts';
import type { CallOptions } from './request.ts';

/** Who is signed in at this origin, and sign-in itself (browsers). What `begin…` answers goes to `navigator.credentials`. */
export type Sessions = {
  get(options?: CallOptions): Promise<Session>;
  start(persona: string, options?: CallOptions): Promise<Session>;
  end(options?: CallOptions): Promise<Session>;
  beginPasskey(options?: CallOptions): Promise<OutputOf<typeof beginPasskeySignIn>>;
  signInWithPasskey(answer: InputOf<typeof signInWithPasskey>['body'], options?: CallOptions): Promise<Session>;
  beginCode(code: string, options?: CallOptions): Promise<OutputOf<typeof beginCode>>;
  signInWithCode(answer: InputOf<typeof signInWithCode>['body'], options?: CallOptions): Promise<Session>;
  beginProvider(options?: CallOptions): Promise<OutputOf<typeof beginProvider>>;
  signInWithProvider(query: string, options?: CallOptions): Promise<Session>;
  lock(options?: CallOptions): Promise<Session>;
  /** Unlocks as well. */
  beginConfirm(options?: CallOptions): Promise<OutputOf<typeof beginConfirm>>;
  confirm(answer: InputOf<typeof confirmSession>['body'], options?: CallOptions): Promise<Session>;
  setRole(role: InputOf<typeof setRole>['body']['role'], options?: CallOptions): Promise<Session>;
  list(options?: CallOptions): Promise<readonly OwnSession[]>;
  endOne(id: string, options?: CallOptions): Promise<{ ended: number }>;
  endAll(options?: CallOptions): Promise<{ ended: number }>;
};

/** Your own passkeys. */
export type Passkeys = {
  list(options?: CallOptions): Promise<readonly Passkey[]>;
  begin(options?: CallOptions): Promise<OutputOf<typeof beginPasskey>>;
  add(answer: InputOf<typeof addPasskey>['body'], options?: CallOptions): Promise<Passkey>;
  remove(id: string, options?: CallOptions): Promise<Passkey>;
};

export function createSessions({ call }: Calls): Sessions {
  return {
    get: (options) => call(getSession, undefined, options),
    start: (persona, options) => call(startSession, { body: { persona } }, options),
    end: (options) => call(endSession, undefined, options),
    beginPasskey: (options) => call(beginPasskeySignIn, undefined, options),
    signInWithPasskey: (body, options) => call(signInWithPasskey, { body }, options),
    beginCode: (code, options) => call(beginCode, { body: { code } }, options),
    signInWithCode: (body, options) => call(signInWithCode, { body }, options),
    beginProvider: (options) => call(beginProvider, undefined, options),
    signInWithProvider: (query, options) => call(signInWithProvider, { body: { query } }, options),
    lock: (options) => call(lockSession, undefined, options),
    beginConfirm: (options) => call(beginConfirm, undefined, options),
    confirm: (body, options) => call(confirmSession, { body }, options),
    setRole: (role, options) => call(setRole, { body: { role } }, options),
    list: async (options) => (await call(listSessions, undefined, options)).items,
    endOne: (id, options) => call(endOneSession, { params: { id } }, options),
    endAll: (options) => call(endAllSessions, undefined, options),
  };
}

export function createPasskeys({ call }: Calls): Passkeys {
  return {
    list: async (options) => (await call(listPasskeys, undefined, options)).items,
    begin: (options) => call(beginPasskey, undefined, options),
    add: (body, options) => call(addPasskey, { body }, options),
    remove: (id, options) => call(removePasskey, { params: { id } }, options),
  };
}
