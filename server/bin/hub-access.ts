/** What a bureau shows at its hub: short tokens that it fetches with its key, or one token that stands. */
import { fail } from '@watchword/api/errors.ts';
import { createTokenSource, parseKeyFile } from '@watchword/sdk/client-keys.ts';
import type { HubAccess } from '../bureau/forward.ts';
import type { Secret } from '../config.ts';

/** @throws `config.invalid` when there is neither a key nor a token, or both, or the key is none */
export function openHubAccess(url: string, { key, token }: { readonly key: Secret | undefined; readonly token: Secret | undefined }): HubAccess {
  if (key === undefined && token === undefined) throw unfit('/WATCHWORD_HUB_KEY', 'required', 'A bureau shows its hub a key: register it there as a system (`watchword client register`), and name the key file in WATCHWORD_HUB_KEY_FILE. A token that stands (WATCHWORD_HUB_TOKEN) serves as well.');
  if (key !== undefined && token !== undefined) throw unfit('/WATCHWORD_HUB_TOKEN', 'together', 'Set the key or the token, not both.');
  if (key === undefined) return standing(url, token?.reveal() ?? '');
  const read = parseKeyFile(key.reveal());
  if (read === undefined) throw unfit('/WATCHWORD_HUB_KEY', 'format', 'It holds the JSON that `watchword client register` wrote: `clientId`, and `key` as a private JWK with `kid`.');
  const { clientId, issuer, key: privateKey } = read;
  const source = createTokenSource({ clientId, issuer, privateKey, keyId: privateKey.kid }, { url, fetch: globalThis.fetch });
  return { url, token: source.token, forget: source.forget };
}

/** With a token that stands: of a bureau in the process of its hub, or of a small set-up. */
export function standing(url: string, token: string): HubAccess {
  return { url, token: async () => token, forget: () => undefined };
}

function unfit(pointer: string, code: string, detail: string): Error {
  return fail('config.invalid', { errors: [{ pointer, code, detail }] });
}
