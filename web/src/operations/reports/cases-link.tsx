import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { listEvidence } from '@watchword/api/joint/evidence.ts';
import type { ReactNode } from 'react';
import { client } from '../../api.ts';
import { useWords } from '../../words/words.tsx';
import classes from './reports.module.css';

/** The way to the cases for which whoever is signed in is named; nothing where there are none. */
export function CasesLink(): ReactNode {
  const { t } = useWords();
  const { data = [] } = useQuery({ queryKey: ['evidence'], queryFn: async () => (await client.call(listEvidence)).items });
  if (data.length === 0) return null;
  return <p className={classes['cases']}><Link to="/operations/cases">{t('operations.cases.title')} ({data.length})</Link></p>;
}
