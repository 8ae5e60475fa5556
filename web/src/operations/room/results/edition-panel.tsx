import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCalculator, IconCircleCheck, IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { Verdict } from '@watchword/sdk/joint/recount.ts';
import type { ReactNode } from 'react';
import { asAppError } from '../../../api.ts';
import { CountryName } from '../../../ui/country-name.tsx';
import { Problem } from '../../../ui/problem.tsx';
import { save } from '../../../ui/save.ts';
import { sayMoment } from '../../../words/say-dates.ts';
import { useWords } from '../../../words/words.tsx';
import { useThisOperation } from '../../frame.tsx';
import type { Edition } from './queries.ts';
import { recountEdition } from './recount-edition.ts';
import classes from './results.module.css';

/** A frozen edition: its hash, who signed it, its file, and whether this browser counts the same from that file. */
export function EditionPanel({ edition: { edition, hash, at, cutOff, signOffs } }: { edition: Edition }): ReactNode {
  const { t, locale } = useWords();
  const { id } = useThisOperation();
  const counted = useMutation({ mutationFn: () => recountEdition(id, edition) });
  const take = useMutation({ mutationFn: () => recountEdition(id, edition), onSuccess: ({ blob, name }) => save(blob, name) });
  const done = counted.data ?? take.data;
  const error = counted.error ?? take.error;
  return (
    <section className={classes['part']} aria-labelledby="edition">
      <h2 id="edition">{t('operations.results.edition', { edition })}</h2>
      <dl className={classes['facts']}>
        <div><dt>{t('operations.results.frozenAt')}</dt><dd>{sayMoment(at, locale)}</dd></div>
        <div><dt>{t('operations.results.cutOffWas')}</dt><dd>{sayMoment(cutOff, locale)}</dd></div>
        <div><dt>{t('operations.results.hash')}</dt><dd><bdi dir="ltr" className="mono">{hash}</bdi></dd></div>
        <div><dt>{t('operations.results.signedBy')}</dt><dd>{signOffs.map(({ country }, place) => <span key={country}>{place > 0 && ', '}<CountryName code={country} /></span>)}</dd></div>
      </dl>
      <div className={classes['buttons']}>
        <Button loading={counted.isPending} leftSection={<IconCalculator size={18} aria-hidden />} onClick={() => counted.mutate()}>{t('operations.results.recount')}</Button>
        <Button variant="default" loading={take.isPending} leftSection={<IconDownload size={18} aria-hidden />} onClick={() => take.mutate()}>{t('operations.results.save')}</Button>
      </div>
      <p className={classes['hint']}>{t('operations.results.saveHint')}</p>
      {error !== null && <Problem error={asAppError(error)} />}
      {done !== undefined && <VerdictBox verdict={done.verdict} reports={done.reports} hash={hash} />}
    </section>
  );
}

function VerdictBox({ verdict, reports, hash }: { verdict: Verdict | undefined; reports: number; hash: string }): ReactNode {
  const { t } = useWords();
  const signed = verdict?.signatures.filter(({ state }) => state === 'signed').length ?? 0;
  const agrees = verdict?.isIntact === true && verdict.isRecounted && verdict.hash === hash && signed === verdict.signatures.length;
  return (
    <div role="status" className={agrees ? classes['agrees'] : classes['differs']}>
      {agrees ? <IconCircleCheck size={26} aria-hidden /> : <IconAlertTriangle size={26} aria-hidden />}
      <div>
        <strong>{agrees ? t('operations.results.agrees') : t('operations.results.differs')}</strong>
        <p>{t('operations.results.countedHere', { reports, signed })}</p>
        {verdict !== undefined && !agrees && <p>{[!verdict.isIntact && t('operations.results.notIntact'), !verdict.isRecounted && t('operations.results.notRecounted'), verdict.hash !== hash && t('operations.results.otherHash')].filter((one) => one !== false).join(' ')}</p>}
      </div>
    </div>
  );
}
