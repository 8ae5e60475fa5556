import type { RecordAnswer } from '@watchword/api/records.ts';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';
import classes from './records.module.css';

/** Whether checks find a record, in words: its state, and the review where it has one. */
export function StateTag({ record }: { record: Pick<RecordAnswer, 'state' | 'review'> }): ReactNode {
  const { t } = useWords();
  const isLive = record.state === 'active' && (record.review === 'not-needed' || record.review === 'released');
  const words = record.state !== 'active' || record.review === 'not-needed' ? t(`state.${record.state}`) : t(`review.${record.review}`);
  return <span className={classes['state']} data-live={isLive}>{words}</span>;
}
