import { Button, NativeSelect, Skeleton } from '@mantine/core';
import { IconChartSankey, IconTable } from '@tabler/icons-react';
import type { Money } from '@watchword/api/joint/money.ts';
import { flowsOf, gatherSmall } from '@watchword/sdk/joint/flows.ts';
import { lazy, type ReactNode, Suspense, useCallback, useMemo } from 'react';
import { Ltr } from '../../ui/ltr.tsx';
import { useWords } from '../../words/words.tsx';
import { sayDollars, sayFlowNode } from './say-money.ts';
import classes from './money.module.css';

const Sankey = lazy(async () => ({ default: (await import('./sankey.tsx')).Sankey }));
/** Accounts that are drawn at each step. */
const MOST = 45;

type FlowProps = { money: Money; isTable: boolean; onTable: () => void; start: string; onStart: (account: string) => void };

/** Where the money went, step by step. */
export function FlowPanel({ money: { transactions, accounts }, isTable, onTable, start, onStart }: FlowProps): ReactNode {
  const words = useWords();
  const { t, locale } = words;
  const byId = useMemo(() => new Map(accounts.map((account) => [account.id, account])), [accounts]);
  const flows = useMemo(() => flowsOf(transactions, start === '' ? undefined : start), [transactions, start]);
  const shown = useMemo(() => gatherSmall(flows, MOST), [flows]);
  const nameOf = useCallback((account: string) => sayFlowNode(words, { account }, byId), [words, byId]);
  const nodes = new Map(flows.nodes.map((node) => [node.id, node]));
  const senders = accounts.filter(({ sent }) => sent > 0);
  return (
    <section className={classes['panel']}>
      <div className={classes['head']}>
        <h2>{t('operations.money.flows')}</h2>
        <NativeSelect size="sm" label={t('operations.money.start')} value={start} onChange={(event) => onStart(event.currentTarget.value)} data={[{ value: '', label: t('operations.money.startAll') }, ...senders.map(({ id, number }) => ({ value: id, label: number }))]} />
        <Button variant="default" size="compact-md" leftSection={isTable ? <IconChartSankey size={16} aria-hidden /> : <IconTable size={16} aria-hidden />} onClick={onTable} aria-keyshortcuts="T">{t(isTable ? 'operations.money.asPicture' : 'operations.money.asTable')}</Button>
      </div>
      <p className={classes['hint']}>{t('operations.money.flowsHint')}</p>
      {flows.flows.length === 0 && <p>{t('operations.money.noFlows')}</p>}
      {flows.flows.length > 0 && !isTable && <Suspense fallback={<Skeleton height={420} />}><Sankey flows={shown} nameOf={nameOf} onChoose={onStart} /></Suspense>}
      {!isTable && shown.gathered > 0 && <p className={classes['hint']}>{t('operations.money.gathered', { count: shown.gathered })}</p>}
      {isTable && (
        <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('operations.money.flows')}>
          <table className={classes['table']} data-money-flows>
            <thead><tr><th scope="col">{t('operations.money.hop')}</th><th scope="col">{t('operations.money.from')}</th><th scope="col">{t('operations.money.to')}</th><th scope="col" className={classes['number']}>{t('operations.money.usd')}</th><th scope="col" className={classes['number']}>{t('operations.money.count')}</th><th scope="col">{t('operations.money.currencies')}</th></tr></thead>
            <tbody>
              {flows.flows.map(({ from, to, cents, transactions: count, currencies }) => (
                <tr key={`${from}>${to}`}>
                  <td>{(nodes.get(from)?.hop ?? 0) + 1}</td><th scope="row"><Ltr>{nameOf(nodes.get(from)?.account ?? '')}</Ltr></th><td><Ltr>{nameOf(nodes.get(to)?.account ?? '')}</Ltr></td>
                  <td className={classes['number']}>{sayDollars(cents, locale)}</td><td className={classes['number']}>{count}</td><td><Ltr>{currencies.join(' ')}</Ltr></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
