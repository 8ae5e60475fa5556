import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cosignCheckpoint, getAuditKeys } from '@watchword/api/audit.ts';
import type { Client } from '@watchword/sdk/client.ts';
import { cosignedMessage, timestampedSignature } from '@watchword/sdk/proofs/cosignatures.ts';
import { takeLook } from '@watchword/sdk/proofs/look.ts';
import { formatKey, formatSignature, KEY_KINDS, keyIdInput, type VerifierKey } from '@watchword/sdk/proofs/notes.ts';
import type { Trusted } from '@watchword/sdk/proofs/trust.ts';
import { judgeLook, type Remembered } from '@watchword/sdk/proofs/witnessing.ts';
import type { Invocation, Run } from '../command.ts';
import { stateFolder } from '../config.ts';
import { connect } from '../connection.ts';
import { EXIT } from '../exit-codes.ts';
import { CommandFailure } from '../failures.ts';
import { print } from '../terminal/terminal.ts';
import { trustKeys } from './trusted-keys.ts';

/** What lies on the bureau's own disk: its keys, and the newest checkpoint that it believed. */
type Memory = { readonly ed25519: string; readonly mlDsa44: string; readonly remembered?: Remembered };
type Watching = { readonly invocation: Invocation; readonly client: Client; readonly url: string; readonly organisation: string; readonly file: string };

/** A bureau's witness: looks at the hub, refuses whatever does not continue what it saw, cosigns what does. */
export const witness: Run = async (invocation) => {
  const { flags, signal } = invocation;
  const { client, settings } = connect(invocation);
  const url = settings.url.value;
  const { organisation } = await client.call(getAuditKeys, undefined, { signal });
  const file = flags.text('memory') ?? join(stateFolder(), 'audit', `${new URL(url).host.replaceAll(/[^\w.-]/g, '_')}.${organisation}.witness`);
  const watching = { invocation, client, url, organisation, file };
  if (!flags.is('follow')) return await lookOnce(watching);
  const pause = (flags.count('every', { least: 1, most: 86_400 }) ?? 60) * 1000;
  for (;;) {
    const exit = await lookOnce(watching).catch((error: unknown) => {
      invocation.terminal.complain(`No look was possible: ${error instanceof Error ? error.message : 'unknown'}`);
      return EXIT.ok;
    });
    if (exit !== EXIT.ok || signal.aborted) return exit;
    await new Promise((resolve) => { setTimeout(resolve, pause); });
  }
};

async function lookOnce(watching: Watching): Promise<number> {
  const { invocation: { terminal, signal, flags }, client, url, organisation, file } = watching;
  const offered = await client.call(getAuditKeys, undefined, { signal });
  const keys = await trustKeys({ flags, terminal }, url, offered);
  const memory = readMemory(file);
  const before = memory.remembered;
  const look = await takeLook(client, before, signal);
  if (look === undefined) throw new CommandFailure(EXIT.unavailable, 'The hub publishes checkpoints faster than it can be looked at.', 'repeat the command.');
  if (typeof look === 'string') return await refuse(watching, look, offered.checkpoint);
  const found = await judgeLook(look, before, { organisation, keys });
  if ('refused' in found) return await refuse(watching, found.refused, look.log.checkpoint);
  const { trusted, remembered } = found;
  // First it is remembered, then signed: what was signed is never forgotten.
  writeMemory(file, { ...memory, remembered });
  const signed = cosign(trusted, organisation, memory);
  await client.call(cosignCheckpoint, { body: { number: remembered.number, ...signed } }, { signal });
  const { heads } = remembered;
  await print(terminal, { witnessed: true, organisation, checkpoint: { number: remembered.number, size: remembered.size, root: remembered.root }, heads, keys: signed.keys }, () => [
    `WITNESSED  Checkpoint ${remembered.number} over ${remembered.size} entries ${before === undefined ? 'is the first that this witness saw' : `continues checkpoint ${before.number}`}; ${heads.requester.size} entries of ${organisation}, ${heads.owner.size} checks of its records. Cosigned.`,
  ]);
  return EXIT.ok;
}

async function refuse({ invocation: { terminal }, file }: Watching, why: string, checkpoint: string): Promise<number> {
  const evidence = `${file}.evidence-${createHash('sha256').update(checkpoint).digest('hex').slice(0, 12)}`;
  writeFileSync(evidence, `${why}\n\n${checkpoint}`, { mode: 0o600 });
  await print(terminal, { witnessed: false, why, evidence }, () => [`REFUSED  ${why}`]);
  terminal.complain(`Nothing was cosigned. What the hub showed is kept in ${evidence}, what this witness had seen in ${file}.\nNext: tell your data protection officer, the other bureaus and the Commission; two checkpoints that do not fit prove it to anybody.`);
  return EXIT.failure;
}

function readMemory(file: string): Memory {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Memory;
  const make = (kind: 'ed25519' | 'ml-dsa-44'): string => generateKeyPairSync(kind as 'ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const memory = { ed25519: make('ed25519'), mlDsa44: make('ml-dsa-44') };
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeMemory(file, memory);
  return memory;
}

function writeMemory(file: string, memory: Memory): void {
  const fd = openSync(`${file}.new`, 'w', 0o600);
  writeSync(fd, `${JSON.stringify(memory, null, 1)}\n`);
  fsyncSync(fd);
  closeSync(fd);
  renameSync(`${file}.new`, file);
}

/** Both cosignatures of this witness on a checkpoint, with the lines of its keys. */
function cosign({ checkpoint, note }: Trusted, organisation: string, memory: Memory): { lines: string[]; keys: string[] } {
  const time = Math.floor(Date.now() / 1000);
  const both = ([['ed25519-cosignature', memory.ed25519], ['ml-dsa-44-cosignature', memory.mlDsa44]] as const).map(([kind, pem]) => {
    const secret = createPrivateKey(pem);
    const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' });
    const key: VerifierKey = { name: `watchword/witness/${organisation}`, kind, bytes: Uint8Array.from(spki.subarray(-KEY_KINDS[kind].length)) };
    const id = Uint8Array.from(createHash('sha256').update(keyIdInput(key)).digest().subarray(0, 4));
    const signature = sign(null, cosignedMessage(key, { text: note.text, checkpoint, time }), secret);
    return { line: formatSignature({ name: key.name, id, signature: timestampedSignature(time, signature) }), key: formatKey(key, id) };
  });
  return { lines: both.map(({ line }) => line), keys: both.map(({ key }) => key) };
}
