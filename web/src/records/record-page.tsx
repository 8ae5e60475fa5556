import { Button, Skeleton } from '@mantine/core';
import { IconCircleCheck, IconPencil, IconTrashX } from '@tabler/icons-react';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { getDatabase } from '@watchword/api/databases/databases.ts';
import type { Caller } from '@watchword/api/organisations.ts';
import { amendRecord, type RecordAnswer } from '@watchword/api/records.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../api.ts';
import { useSession } from '../session/session.ts';
import { FieldValue } from '../ui/field-value.tsx';
import { CountryName } from '../ui/country-name.tsx';
import { Ltr } from '../ui/ltr.tsx';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { sayDay, sayMoment } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import { FrontLinePreview } from './front-line-preview.tsx';
import { RecordHistory } from './record-history.tsx';
import { noteRecord, useRecord } from './queries.ts';
import { PhotosSection } from './photos/photos-section.tsx';
import { Standing } from './standing.tsx';
import { StateTag } from './state-tag.tsx';
import { Withdrawal } from './withdrawal.tsx';
import classes from './records.module.css';

/** One record of one's own: all its fields, its versions, and what its owner can do. */
export function RecordPage(): ReactNode {
  const { t, coded } = useWords();
  const { id } = useParams({ from: '/records/$id' });
  const query = useRecord(id);
  const record = query.data;
  const { session } = useSession();
  const canChange = record !== undefined && isOwnersToChange(record, session?.caller);
  return (
    <Page title={record === undefined ? t('records.record') : coded('database', record.database)} wide actions={record !== undefined && canChange && <OwnerActions record={record} />}>
      <p className={classes['back']}><Link to="/records" search={record === undefined ? {} : { database: record.database }}>{t('record.back')}</Link></p>
      {query.error !== null && <Problem error={asAppError(query.error)} retry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={220} />}
      {record !== undefined && (
        <>
          <Standing record={record} />
          <div className={classes['beside']}>
            <div>
              <RecordFields record={record} />
              {getDatabase(record.database).photographs === true && <PhotosSection record={record} canChange={canChange} />}
            </div>
            <FrontLinePreview database={getDatabase(record.database)} content={record.content} hidden={record.hiddenFromFrontLine === true} {...(record.confidentiality !== undefined && { confidentiality: record.confidentiality })} />
          </div>
          <RecordHistory record={record} />
        </>
      )}
    </Page>
  );
}

/** The fields of a record and what stands around them. */
export function RecordFields({ record }: { record: RecordAnswer }): ReactNode {
  const { t, coded, locale } = useWords();
  const names = Object.keys(getDatabase(record.database).fields.properties).filter((name) => record.content[name] !== undefined);
  return (
    <div>
      <dl className={classes['list']}>
        {names.map((name) => <div key={name}><dt>{coded('field', name)}</dt><dd><FieldValue field={name} value={record.content[name]} /></dd></div>)}
      </dl>
      <dl className={`${classes['list']} ${classes['aroundList']}`}>
        <div><dt>{t('records.state')}</dt><dd><StateTag record={record} />{record.reviewReason !== undefined && <> <bdi>{record.reviewReason}</bdi></>}</dd></div>
        {record.reference !== undefined && <div><dt>{t('field.reference')}</dt><dd><Ltr>{record.reference}</Ltr></dd></div>}
        <div><dt>{t('records.entered')}</dt><dd>{sayMoment(record.enteredAt, locale)}</dd></div>
        {record.amendedAt !== undefined && <div><dt>{t('records.amended')}</dt><dd>{sayMoment(record.amendedAt, locale)}</dd></div>}
        <div><dt>{t('match.verified')}</dt><dd>{record.lastVerifiedOn === undefined ? t('match.neverVerified') : sayDay(record.lastVerifiedOn, locale)}</dd></div>
        <div><dt>{t('records.expires')}</dt><dd>{sayDay(record.expiresOn, locale)}</dd></div>
        {(record.hiddenFrom ?? []).length > 0 && <div><dt>{t('form.hiddenFrom')}</dt><dd>{record.hiddenFrom?.map((code) => <span key={code} className="line"><CountryName code={code} /></span>)}</dd></div>}
        {record.hiddenFromFrontLineUntil !== undefined && <div><dt>{t('form.hiddenFromFrontLine')}</dt><dd>{t('record.hiddenUntil', { until: sayMoment(record.hiddenFromFrontLineUntil, locale) })}</dd></div>}
        <div><dt>{t('form.confidentiality')}</dt><dd>{coded('confidentiality', record.confidentiality ?? 'official-use')}</dd></div>
        <div><dt>{t('match.record')}</dt><dd><Ltr>{record.id}</Ltr> · {t('record.version', { version: record.version })}</dd></div>
      </dl>
    </div>
  );
}

/** Whether somebody of its owner may change the record, and it has not ended. */
function isOwnersToChange(record: RecordAnswer, caller: Caller | undefined): boolean {
  return record.state === 'active' && caller?.organisation === record.owner && caller.permissions.includes('record:write');
}

function OwnerActions({ record }: { record: RecordAnswer }): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const [withdrawing, setWithdrawing] = useState(false);
  const [error, setError] = useState<unknown>();
  const verify = (): void => {
    setError(undefined);
    client.call(amendRecord, { params: { id: record.id }, body: { verified: true } }, { version: record.version }).then(noteRecord, setError);
  };
  return (
    <>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <Button variant="default" leftSection={<IconCircleCheck size={18} aria-hidden />} onClick={verify}>{t('record.verify')}</Button>
      <Button variant="default" leftSection={<IconTrashX size={18} aria-hidden />} onClick={() => setWithdrawing(true)}>{t('record.withdraw')}</Button>
      <Button leftSection={<IconPencil size={18} aria-hidden />} onClick={() => void navigate({ to: '/records/$id/amend', params: { id: record.id } })}>{t('record.amend')}</Button>
      {withdrawing && <Withdrawal record={record} onClose={() => setWithdrawing(false)} />}
    </>
  );
}
