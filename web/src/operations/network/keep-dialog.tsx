import { Button, NativeSelect, TextInput } from '@mantine/core';
import { SHARES } from '@watchword/api/joint/words.ts';
import { type ReactNode, useState } from 'react';
import { asAppError } from '../../api.ts';
import { CountryName } from '../../ui/country-name.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Ltr } from '../../ui/ltr.tsx';
import { Problem } from '../../ui/problem.tsx';
import { sayMoment } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { useCharts, useRemoveChart, type NetworkInHand } from './use-network.ts';
import classes from './network.module.css';

type DialogProps = { network: NetworkInHand; onClose: () => void };

/** Keeps the chart: as a new version of itself, or as another one. Who opens it is chosen here. */
export function KeepChart({ network, onClose }: DialogProps): ReactNode {
  const { t } = useWords();
  const { kept } = network;
  const isOwn = kept?.own === true;
  const [title, setTitle] = useState(kept?.title ?? '');
  const [share, setShare] = useState(isOwn ? kept.share : 'nobody');
  const keep = (isNew: boolean): void => {
    network.save({ title: title.trim(), share, isNew });
    onClose();
  };
  return (
    <Dialog title={t('operations.network.keep')} onClose={onClose}>
      <form className={classes['form']} onSubmit={(event) => { event.preventDefault(); if (title.trim() !== '') keep(!isOwn); }}>
        <TextInput size="md" label={t('operations.network.chartTitle')} required maxLength={120} value={title} onChange={(event) => setTitle(event.currentTarget.value)} data-autofocus />
        <NativeSelect size="md" label={t('operations.network.share')} description={t('operations.network.shareHint')} value={share} onChange={(event) => setShare(SHARES.find((one) => one === event.currentTarget.value) ?? 'nobody')} data={SHARES.map((one) => ({ value: one, label: one === 'nobody' ? t('operations.network.shareOwn') : t(`operations.share.${one}`) }))} />
        <div className={classes['row']}>
          <Button type="submit" size="md" disabled={title.trim() === ''}>{isOwn ? t('operations.network.keepVersion', { version: kept.version + 1 }) : t('operations.network.keepNew')}</Button>
          {isOwn && <Button variant="default" size="md" disabled={title.trim() === ''} onClick={() => keep(true)}>{t('operations.network.keepAnother')}</Button>}
        </div>
      </form>
    </Dialog>
  );
}

/** Opens a chart, an earlier version of it, or removes it. */
export function OpenChart({ network, onClose }: DialogProps): ReactNode {
  const { t, locale } = useWords();
  const charts = useCharts(network.id);
  const remove = useRemoveChart(network.id);
  const [sure, setSure] = useState<string>();
  const open = (chart: string, version?: number): void => {
    network.open(chart, version);
    onClose();
  };
  return (
    <Dialog title={t('operations.network.open')} size="lg" onClose={onClose}>
      {charts.error !== null && <Problem error={asAppError(charts.error)} retry={() => void charts.refetch()} />}
      {remove.error !== null && <Problem error={asAppError(remove.error)} />}
      {charts.data?.length === 0 && <p>{t('operations.network.noCharts')}</p>}
      <ul className={classes['choices']}>
        {charts.data?.map(({ id, title, own, country, at, by, version, share }) => (
          <li key={id} className={classes['kept']}>
            <span className={classes['grow']}><strong><bdi>{title}</bdi></strong><span className={classes['hint']}>{own ? t(share === 'nobody' ? 'operations.network.shareOwn' : `operations.share.${share}`) : <CountryName code={country} />} · {t('operations.network.version', { version })} · {sayMoment(at, locale)}{by !== undefined && <> · <Ltr>{by}</Ltr></>}</span></span>
            <Button size="compact-md" onClick={() => open(id)}>{t('operations.network.openOne')}</Button>
            {own && <Button size="compact-md" variant="default" loading={remove.isPending && sure === id} onClick={() => (sure === id ? remove.mutate(id) : setSure(id))}>{sure === id ? t('operations.network.removeSure') : t('operations.network.removeChart')}</Button>}
          </li>
        ))}
      </ul>
      {network.kept !== undefined && network.kept.history.length > 1 && (
        <>
          <h3 className={classes['title']}>{t('operations.network.versions', { title: network.kept.title })}</h3>
          <ul className={classes['choices']}>{network.kept.history.map(({ version, at }) => <li key={version}><button type="button" className={classes['choice']} onClick={() => open(network.kept?.id ?? '', version)}>{t('operations.network.version', { version })} · {sayMoment(at, locale)}</button></li>)}</ul>
        </>
      )}
    </Dialog>
  );
}
