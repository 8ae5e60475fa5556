import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useWords } from '../../words/words.tsx';
import { type OneCheck, verdictOf } from '../shift-states.ts';
import { verdictWords } from './verdict-words.ts';
import classes from './result.module.css';

/** Says a verdict once to those who listen: a hit at once and over everything else, the rest when there is a pause. */
export function Announcer({ check }: { check: OneCheck | undefined }): ReactNode {
  const words = useWords();
  const said = useRef(new Set<string>());
  const [alert, setAlert] = useState('');
  const [status, setStatus] = useState('');
  useEffect(() => {
    if (check === undefined || check.state === 'asking') return;
    const verdict = verdictOf(check);
    if (said.current.has(`${check.id}:${verdict}`)) return;
    said.current.add(`${check.id}:${verdict}`);
    const { word, meaning } = verdictWords(check, words);
    const isUrgent = verdict === 'hit' || verdict === 'possible';
    setAlert(isUrgent ? `${word}. ${meaning}` : '');
    setStatus(isUrgent ? '' : `${word}. ${meaning}`);
  }, [check, words]);
  return (
    <>
      <div role="alert" className={classes['unseen']}>{alert}</div>
      <div role="status" className={classes['unseen']}>{status}</div>
    </>
  );
}
