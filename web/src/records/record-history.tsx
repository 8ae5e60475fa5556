import { Skeleton } from '@mantine/core';
import type { RecordAnswer, RecordVersion } from '@watchword/api/records.ts';
import type { ReactNode } from 'react';
import { asAppError } from '../api.ts';
import { FieldValue } from '../ui/field-value.tsx';
import { Problem } from '../ui/problem.tsx';
import { sayDay, sayMoment } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import { patchOf } from './content.ts';
import { useHistory } from './queries.ts';
import classes from './records.module.css';

/** Every version of a record, newest first: who changed what, when and why. */
export function RecordHistory({ record }: { record: RecordAnswer }): ReactNode {
  const { t } = useWords();
  const history = useHistory(record.id);
  const versions = history.data?.items ?? [];
  return (
    <section aria-labelledby="history-title" className={classes['history']}>
      <h2 id="history-title">{t('versions.title')}</h2>
      {history.error !== null && <Problem error={asAppError(history.error)} retry={() => void history.refetch()} />}
      {history.isPending && <Skeleton height={80} />}
      <ol reversed>{versions.map((version, at) => <li key={version.version}><Version version={version} before={versions[at + 1]} /></li>)}</ol>
    </section>
  );
}

function Version({ version, before }: { version: RecordVersion; before: RecordVersion | undefined }): ReactNode {
  const { t, coded, locale } = useWords();
  const changed = before === undefined ? [] : Object.keys(patchOf(before.content, version.content));
  return (
    <>
      <p className={classes['versionHead']}>
        <strong>{coded('change', version.change)}</strong> · {sayMoment(version.at, locale)} · <bdi>{version.by}</bdi> · {t('record.version', { version: version.version })}
        {version.reason !== undefined && !version.reason.startsWith('pho_') && <> · <bdi>{coded('withdrawal', version.reason)}</bdi></>}
      </p>
      {changed.length > 0 && (
        <table className={classes['changes']}>
          <thead><tr><th scope="col">{t('match.field')}</th><th scope="col">{t('versions.before')}</th><th scope="col">{t('versions.after')}</th></tr></thead>
          <tbody>
            {changed.map((field) => <tr key={field}><th scope="row">{coded('field', field)}</th><td><FieldValue field={field} value={before?.content[field]} /></td><td><FieldValue field={field} value={version.content[field]} /></td></tr>)}
          </tbody>
        </table>
      )}
      {version.hiddenFromFrontLineUntil !== undefined && version.hiddenFromFrontLineUntil !== before?.hiddenFromFrontLineUntil && (
        <p className={classes['quiet']}>{t('form.hiddenFromFrontLine')}: {t('record.hiddenUntil', { until: sayMoment(version.hiddenFromFrontLineUntil, locale) })}{version.hidingAuthority !== undefined && <> · <bdi>{version.hidingAuthority}</bdi></>}</p>
      )}
      {before !== undefined && before.confidentiality !== version.confidentiality && <p className={classes['quiet']}>{t('form.confidentiality')}: {coded('confidentiality', before.confidentiality ?? 'official-use')} → {coded('confidentiality', version.confidentiality ?? 'official-use')}</p>}
      {before !== undefined && before.expiresOn !== version.expiresOn && <p className={classes['quiet']}>{t('records.expires')}: {sayDay(before.expiresOn, locale)} → {sayDay(version.expiresOn, locale)}</p>}
    </>
  );
}
