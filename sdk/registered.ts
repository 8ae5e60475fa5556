import { addClientKey, listClients, registerClient, removeClientKey, revokeClient, setClientCertificates, type RegisteredClient } from '@watchword/api/access/clients.ts';
import type { InputOf } from '@watchword/api/operation.ts';
import type { Calls } from './calls.ts';
import { eachPage } from './pages.ts';
import type { CallOptions } from './request.ts';

/** Systems of your organisation that sign in with keys of their own. */
export type RegisteredClients = {
  register(client: InputOf<typeof registerClient>['body'], options?: CallOptions): Promise<RegisteredClient>;
  list(options?: CallOptions): Promise<readonly RegisteredClient[]>;
  addKey(id: string, key: InputOf<typeof addClientKey>['body'], options?: CallOptions): Promise<RegisteredClient>;
  removeKey(id: string, kid: string, options?: CallOptions): Promise<RegisteredClient>;
  setCertificates(id: string, certificates: readonly string[], options?: CallOptions): Promise<RegisteredClient>;
  revoke(id: string, options?: CallOptions): Promise<RegisteredClient>;
};

export function createRegisteredClients({ call }: Calls): RegisteredClients {
  return {
    register: (body, options) => call(registerClient, { body }, options),
    list: async (options) => await Array.fromAsync(eachPage((cursor) => call(listClients, { query: { ...cursor } }, options))),
    addKey: (id, body, options) => call(addClientKey, { params: { id }, body }, options),
    removeKey: (id, kid, options) => call(removeClientKey, { params: { id, kid } }, options),
    setCertificates: (id, certificates, options) => call(setClientCertificates, { params: { id }, body: { certificates: [...certificates] } }, options),
    revoke: (id, options) => call(revokeClient, { params: { id } }, options),
  };
}
