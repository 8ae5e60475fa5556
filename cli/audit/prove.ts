import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { getAuditKeys, proveInclusion } from '@watchword/api/audit.ts';
import { AppError } from '@watchword/api/errors.ts';
import { formatProof, keysForProof, parseProof, verifyProof, type Proof } from '@watchword/sdk/proofs/proof-file.ts';
import { cosignedBy } from '@watchword/sdk/proofs/trust.ts';
import type { Invocation, Run } from '../command.ts';
import { connect } from '../connection.ts';
import { EXIT } from '../exit-codes.ts';
import { CommandFailure, misuse } from '../failures.ts';
import { print } from '../terminal/terminal.ts';
import { readKeyFile, trustKeys } from './trusted-keys.ts';

/** Proves that the entry of a receipt is in the log, from the hub or from a file that was saved. Exit 0 only when it is proven. */
export const prove: Run = async (invocation) => {
  const file = invocation.flags.text('file');
  return file === undefined ? await proveFromHub(invocation) : await proveFromFile(invocation, file);
};

async function proveFromFile(invocation: Invocation, file: string): Promise<number> {
  const keys = invocation.flags.text('keys');
  if (keys === undefined) throw misuse('--keys is missing: whose signature do you trust?', 'watchword audit prove --file entry.tlog-proof --keys hub.keys');
  if (!existsSync(file)) throw new CommandFailure(EXIT.usage, `There is no file ${file}.`);
  const proof = parseProof(readFileSync(file, 'utf8'));
  if (proof === undefined) return await tell(invocation, `${file} is no proof, or was changed.`);
  return await judge(invocation, proof, await keysForProof(proof, readKeyFile(keys)));
}

async function proveFromHub(invocation: Invocation): Promise<number> {
  const { args: [receipt = ''], flags } = invocation;
  const [, entry, hash = ''] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(receipt) ?? [];
  if (entry === undefined) throw misuse('A receipt is the number of the entry, a colon and its hash.', 'watchword audit prove 1042:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08');
  const { client, settings } = connect(invocation);
  const options = { signal: invocation.signal };
  const offered = await client.call(getAuditKeys, undefined, options);
  const { organisation } = offered;
  const keys = await trustKeys(invocation, settings.url.value, offered);
  let proof: Proof;
  try {
    proof = { hash, organisation, ...(await client.call(proveInclusion, { query: { entry: Number(entry), hash } }, options)) };
  } catch (error) {
    if (error instanceof AppError && error.code === 'audit.not-found') return await tell(invocation, `The hub has no entry ${entry} with this hash: it was dropped or rewritten, or the answer was never logged.`);
    throw error;
  }
  if (proof.index !== Number(entry) - 1) return await tell(invocation, `The hub gave a proof for entry ${proof.index + 1} in place of entry ${entry}.`);
  const exit = await judge(invocation, proof, keys);
  const save = flags.text('save');
  if (exit === EXIT.ok && save !== undefined) writeFileSync(save, formatProof(offered.keys.length > 1 ? { ...proof, keys: offered.keys } : proof));
  return exit;
}

async function judge(invocation: Invocation, proof: Proof, keys: readonly string[]): Promise<number> {
  const found = await verifyProof(proof, keys);
  if (typeof found === 'string') return await tell(invocation, found);
  const { checkpoint, inOwn } = found;
  const witnesses = await cosignedBy(found, invocation.flags.text('witnesses') === undefined ? [] : readKeyFile(invocation.flags.text('witnesses') ?? ''));
  const own = inOwn ? ` and in the own log of ${proof.organisation}` : '';
  const seen = witnesses.length === 0 ? '' : `; witnessed by ${witnesses.join(', ')}`;
  await print(invocation.terminal, { proven: true, entry: proof.index + 1, hash: proof.hash, inOwn, checkpoint: { number: checkpoint.number, size: checkpoint.size, time: checkpoint.time }, witnesses }, () => [
    `PROVEN  Entry ${proof.index + 1} is in the log${own}, under checkpoint ${checkpoint.number} of ${new Date(checkpoint.time).toISOString()} over ${checkpoint.size} entries${seen}.`,
  ]);
  return EXIT.ok;
}

async function tell(invocation: Invocation, why: string): Promise<number> {
  await print(invocation.terminal, { proven: false, why }, () => [`NOT PROVEN  ${why}`]);
  invocation.terminal.complain('Next: keep the receipt and the answer as evidence, and tell your data protection officer.');
  return EXIT.failure;
}
