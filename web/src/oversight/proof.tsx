import { Button } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { getAuditKeys, proveInclusion } from '@watchword/api/audit.ts';
import { formatProof, verifyProof } from '@watchword/sdk/proofs/proof-file.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../api.ts';
import { useWords } from '../words/words.tsx';
import { believeKeys } from './browser-witness.ts';
import classes from './oversight.module.css';

type Proved = { readonly good: true; readonly checkpoint: number; readonly file: string } | { readonly good: false; readonly why: string };

/** Proves, in this browser, that one entry is in the signed log, and gives the proof as a file that anybody can verify. */
export function Proof({ seq, hash }: { seq: number; hash: string }): ReactNode {
  const { t, coded } = useWords();
  const [proved, setProved] = useState<Proved>();
  const [busy, setBusy] = useState(false);
  const prove = (): void => {
    setBusy(true);
    proveEntry(seq, hash).then(setProved, (error: unknown) => setProved({ good: false, why: coded('error', asAppError(error).code, asAppError(error).message) })).finally(() => setBusy(false));
  };
  if (proved === undefined) return <Button size="compact-sm" variant="default" loading={busy} onClick={prove} aria-label={t('proof.proveOne', { seq })}>{t('proof.prove')}</Button>;
  if (!proved.good) return <span className={classes['refused']} role="alert"><IconX size={16} aria-hidden /> {proved.why}</span>;
  return (
    <span className={classes['proved']} role="status">
      <IconCheck size={16} aria-hidden /> {t('proof.in', { checkpoint: proved.checkpoint })} <a download={`entry-${seq}.tlog-proof`} href={`data:text/plain;charset=utf-8,${encodeURIComponent(proved.file)}`}>{t('proof.save')}</a>
    </span>
  );
}

async function proveEntry(seq: number, hash: string): Promise<Proved> {
  const offered = await client.call(getAuditKeys);
  const { organisation, keys } = offered;
  const believed = await believeKeys(offered);
  if (typeof believed === 'string') return { good: false, why: believed };
  const answer = await client.call(proveInclusion, { query: { entry: seq, hash } });
  const proof = { hash, organisation, ...answer, ...(keys.length > 1 && { keys }) };
  const found = await verifyProof(proof, believed);
  return typeof found === 'string' ? { good: false, why: found } : { good: true, checkpoint: found.checkpoint.number, file: formatProof(proof) };
}
