import { Anchor, Button, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { client } from '../whole-client.ts';
import { nowMs } from '../clock.ts';
import { useWords } from '../words/words.tsx';
import { sizeOf } from './drop-zone.tsx';
import { parseRejects } from './parse-rejects.ts';
import type { Running } from './use-load.ts';
import classes from './loads.module.css';

const COUNTS = ['lines', 'created', 'amended', 'unchanged', 'rejected', 'searchable'] as const;

/** How far a load is, and, when it is done, what it did and which lines were rejected. */
export function LoadReport({ running, onStop }: { running: Running; onStop: () => void }): ReactNode {
  const { t, locale } = useWords();
  const { load, state, sent, bytes, startedAt } = running;
  const number = new Intl.NumberFormat(locale);
  const percent = bytes === 0 ? 100 : Math.min(100, (Math.max(load.offset, sent) / bytes) * 100);
  const seconds = useSeconds(startedAt, state === 'sending');
  const rate = seconds > 0 ? load.lines / seconds : 0;
  const left = load.offset > 0 ? ((bytes - load.offset) / load.offset) * seconds : undefined;
  return (
    <section className={classes['report']} aria-labelledby="report-title">
      <h2 id="report-title">{t(titleOf(running))}</h2>
      {state === 'sending' && (
        <div className={classes['progress']}>
          <Progress value={percent} size="lg" aria-label={t('loads.progress')} />
          <p role="status">{t('loads.sentOf', { sent: sizeOf(sent, locale), bytes: sizeOf(bytes, locale), rate: number.format(Math.round(rate)) })}{left !== undefined && <> · {t('loads.left', { seconds: Math.ceil(left) })}</>}</p>
          <Button variant="default" size="sm" onClick={onStop}>{t('loads.stop')}</Button>
        </div>
      )}
      <dl className={classes['counts']}>
        {COUNTS.filter((count) => !(load.dryRun && count === 'searchable')).map((count) => <div key={count} data-count={count}><dt>{t(`loads.${count}`)}</dt><dd>{number.format(load[count])}</dd></div>)}
      </dl>
      {load.problem !== undefined && <p className={classes['odd']}>{t('loads.ended', { code: load.problem })}</p>}
      {state === 'done' && load.rejected > 0 && <Rejects id={load.id} />}
    </section>
  );
}

function titleOf({ state, load }: Running) {
  if (state === 'sending') return load.dryRun ? 'loads.dryRunning' : 'loads.running';
  if (load.state === 'failed') return 'loads.failed';
  return load.dryRun ? 'loads.dryRunDone' : 'loads.done';
}

/** The first rejected lines, and all of them as a file to mend and send again. */
function Rejects({ id }: { id: string }): ReactNode {
  const { t, coded, language } = useWords();
  const rejects = useQuery({
    queryKey: ['rejects', id],
    staleTime: Infinity,
    queryFn: async () => {
      const download = await client.loads.rejects(id);
      const lines: string[] = [];
      for await (const line of download.lines()) if (line !== '' && lines.push(line) > SHOWN) break;
      return parseRejects(lines, download.type);
    },
  });
  return (
    <div>
      <h3>{t('loads.rejectsTitle')}</h3>
      <p>{t('loads.rejectsText')} <Anchor href={`/v1/loads/${id}/rejects`} download>{t('loads.rejectsFile')}</Anchor></p>
      <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('loads.rejectsTitle')}>
        <table className={classes['table']}>
          <thead><tr><th scope="col">{t('loads.line')}</th><th scope="col">{t('match.field')}</th><th scope="col">{t('loads.fault')}</th><th scope="col">{t('loads.hint')}</th></tr></thead>
          <tbody>{rejects.data?.map((reject, at) => <tr key={at}><td>{reject.line}</td><td>{coded('field', reject.column)}</td><td>{language === 'en' ? reject.message : coded('mend', reject.code, reject.message)}</td><td>{reject.hint}</td></tr>)}</tbody>
        </table>
      </div>
    </div>
  );
}

/** How many rejected lines are shown on the page. */
const SHOWN = 100;

function useSeconds(since: number, isRunning: boolean): number {
  const [now, setNow] = useState(nowMs);
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => setNow(nowMs()), 500);
    return () => clearInterval(timer);
  }, [isRunning]);
  return Math.max(0, (now - since) / 1000);
}
