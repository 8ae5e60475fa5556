import { Button, Textarea } from '@mantine/core';
import { IconPhone, IconShieldCheck, IconShieldOff } from '@tabler/icons-react';
import { decideProtection, type Hit } from '@watchword/api/hits.ts';
import { type ReactNode, useState } from 'react';
import { client } from '../../api.ts';
import { CaseSteps } from '../../checks/result/case/case-steps.tsx';
import { useSession } from '../../session/session.ts';
import { CountryName } from '../../ui/country-name.tsx';
import { Ltr } from '../../ui/ltr.tsx';
import { useWords } from '../../words/words.tsx';
import type { Act } from '../use-act.tsx';
import classes from './hit.module.css';

/** What reaches the secretariat: a hit that nobody answers, and one that was stopped because somebody asks for protection. */
export function SecretariatPanel({ hit, act }: { hit: Hit; act: Act }): ReactNode {
  return hit.state === 'stopped' ? <Stopped hit={hit} act={act} /> : <Escalated hit={hit} />;
}

function Escalated({ hit }: { hit: Hit }): ReactNode {
  const { t, coded } = useWords();
  const last = hit.escalations.findLast(({ act }) => act === 'secretariat');
  return (
    <div className={classes['panel']}>
      <p className={classes['wanted']}>{t('desk.escalatedText')}</p>
      <dl className={classes['facts']}>
        <div><dt>{t('desk.owner')}</dt><dd><CountryName code={hit.delegate ?? hit.owner} /></dd></div>
        {hit.request?.phone !== undefined && <div><dt><IconPhone size={16} aria-hidden /> {t('desk.callDesk')}</dt><dd><a href={`tel:${hit.request.phone.replaceAll(/[^\d+]/g, '')}`}><Ltr>{hit.request.phone}</Ltr></a></dd></div>}
        {last?.desk !== undefined && <div><dt>{t('desk.awake')}</dt><dd>{coded('hitText', last.desk, last.desk)}{last.language !== undefined && <> · <bdi dir="ltr">{last.language}</bdi></>}</dd></div>}
      </dl>
      <CaseSteps of={hit} />
    </div>
  );
}

function Stopped({ hit, act }: { hit: Hit; act: Act }): ReactNode {
  const { t } = useWords();
  const { session } = useSession();
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const decide = (finding: 'protected' | 'lifted'): void => {
    if (note.trim() === '') return setMissing(true);
    act.run(() => client.call(decideProtection, { params: { id: hit.id }, body: { finding, note: note.trim() } }));
  };
  if (session?.caller?.permissions.includes('record:review') !== true) return <p>{t('hitMeaning.stopped')}</p>;
  return (
    <div className={classes['panel']}>
      <p className={classes['wanted']}>{t('desk.stoppedText')}</p>
      <Textarea label={t('reviews.reason')} description={t('desk.stoppedHint')} value={note} maxLength={2000} autosize minRows={2} required onChange={(event) => { setNote(event.currentTarget.value); setMissing(false); }} error={missing ? t('hit.textNeeded') : undefined} />
      <div className={classes['buttons']}>
        <Button size="md" loading={act.busy} leftSection={<IconShieldCheck size={20} aria-hidden />} onClick={() => decide('protected')}>{t('desk.protected')}</Button>
        <Button size="md" variant="default" loading={act.busy} leftSection={<IconShieldOff size={20} aria-hidden />} onClick={() => decide('lifted')}>{t('desk.lifted')}</Button>
      </div>
    </div>
  );
}
