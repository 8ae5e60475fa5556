import { Button } from '@mantine/core';
import { decideProposal, type Proposal, withdrawProposal } from '@watchword/api/people.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../api.ts';
import { confirming } from '../session/confirmation.ts';
import { Fault } from '../session/fault.tsx';
import { Problem } from '../ui/problem.tsx';
import { sayMoment } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import type { Handed } from './hand-over.tsx';
import { refreshPeople, useProposals } from './queries.ts';
import classes from './people.module.css';

/** What waits for a second person, with the answer of whoever may give it; below, what was decided lately. */
export function Proposals({ onHanded }: { onHanded: (handed: Handed) => void }): ReactNode {
  const { t } = useWords();
  const proposals = useProposals();
  const all = proposals.data?.pages.flatMap(({ items }) => items) ?? [];
  const open = all.filter(({ state }) => state === 'open');
  const done = all.filter(({ state }) => state !== 'open');
  if (proposals.error !== null) return <Problem error={asAppError(proposals.error)} retry={() => void proposals.refetch()} />;
  return (
    <section aria-labelledby="proposals-title">
      <h2 id="proposals-title" className={classes['title']}>{t('proposals.title')}</h2>
      {proposals.data !== undefined && open.length === 0 && <p className={classes['hint']}>{t('proposals.none')}</p>}
      {open.length > 0 && <ul className={classes['list']}>{open.map((one) => <li key={one.id}><OneProposal proposal={one} onHanded={onHanded} /></li>)}</ul>}
      {done.length > 0 && (
        <details className={classes['done']}>
          <summary>{t('proposals.done', { count: done.length })}</summary>
          <ul className={classes['list']}>{done.map((one) => <li key={one.id}><OneProposal proposal={one} onHanded={onHanded} /></li>)}</ul>
        </details>
      )}
    </section>
  );
}

function OneProposal({ proposal, onHanded }: { proposal: Proposal; onHanded: (handed: Handed) => void }): ReactNode {
  const { t, coded, locale } = useWords();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const run = (work: () => Promise<void>): void => {
    setBusy(true);
    setError(undefined);
    work().then(refreshPeople).catch(setError).finally(() => setBusy(false));
  };
  const decide = async (decision: 'approve' | 'refuse'): Promise<void> => {
    const { code, until } = await confirming(() => client.call(decideProposal, { params: { id: proposal.id }, body: { decision } }));
    if (code !== undefined) onHanded({ name: proposal.person.name, code, until, isHalf: true });
  };
  const roles = (proposal.roles ?? []).map((role) => coded('role', role)).join(', ');
  return (
    <div className={classes['proposal']}>
      <div className={classes['grow']}>
        <p><strong>{t(`proposal.${proposal.kind}`, { name: proposal.person.name, roles })}</strong></p>
        <p>{t('proposals.by', { name: proposal.by.name, time: sayMoment(proposal.at, locale) })} <q>{proposal.reason}</q></p>
        <p className={classes['hint']}>
          {proposal.state === 'open' ? t('proposals.until', { time: sayMoment(proposal.until, locale) })
            : proposal.decidedBy === undefined || proposal.decidedAt === undefined ? t(`proposalState.${proposal.state}`)
            : t('proposals.decided', { state: t(`proposalState.${proposal.state}`), name: proposal.decidedBy.name, time: sayMoment(proposal.decidedAt, locale) })}
        </p>
        <Fault error={error} />
      </div>
      {proposal.state === 'open' && (
        <div className={classes['buttons']}>
          {proposal.mayDecide && <Button size="sm" loading={busy} onClick={() => run(() => decide('approve'))}>{t('proposals.approve')}</Button>}
          {proposal.mayDecide && <Button size="sm" variant="default" disabled={busy} onClick={() => run(() => decide('refuse'))}>{t('proposals.refuse')}</Button>}
          {proposal.mayWithdraw && <Button size="sm" variant="default" disabled={busy} onClick={() => run(async () => void (await client.call(withdrawProposal, { params: { id: proposal.id } })))}>{t('proposals.withdraw')}</Button>}
          {!proposal.mayDecide && !proposal.mayWithdraw && <span className={classes['hint']}>{t('proposals.others')}</span>}
        </div>
      )}
    </div>
  );
}
