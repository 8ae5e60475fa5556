/** The key with which the hub signs that it took a message: made at the first start, in a file that only the server reads. */
import { randomBytes } from 'node:crypto';
import { signerFromSeeds, type Signer } from '@watchword/sdk/messages/signing/signers.ts';
import { openKeyFile } from '../key-file.ts';

const SEED = 32;

/** Opens it. @throws `config.invalid` when the file is damaged */
export async function openHubKey(file: string): Promise<Signer> {
  const seeds = openKeyFile({
    file,
    make: () => `${randomBytes(2 * SEED).toString('hex')}\n`,
    parse: (bytes) => {
      const text = bytes.toString('latin1').trim();
      return /^[0-9a-f]{128}$/.test(text) ? Uint8Array.from(Buffer.from(text, 'hex')) : undefined;
    },
  });
  return await signerFromSeeds({ ed25519: seeds.slice(0, SEED), mldsa65: seeds.slice(SEED) });
}
