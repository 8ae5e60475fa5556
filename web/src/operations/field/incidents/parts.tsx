import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../../words/words.tsx';
import { useThisOperation } from '../../frame.tsx';
import classes from '../field.module.css';
import { IncidentView } from './incident-view.tsx';
import { OwnReports } from './own-reports.tsx';

/** The reports of the own country, within an operation. */
export function ReportsPart(): ReactNode {
  const { id } = useThisOperation();
  return <OwnReports operation={id} link={(incident, children) => <Link to="/operations/$id/incidents/$incident" params={{ id, incident }}>{children}</Link>} />;
}

/** One report, within an operation. */
export function IncidentPart(): ReactNode {
  const { t } = useWords();
  const { id, state, coordinator, members, you } = useThisOperation();
  const { incident } = useParams({ strict: false });
  if (incident === undefined) return null;
  const countries = members.filter((member) => member.role !== 'partner' && member.state === 'accepted').map(({ organisation }) => organisation);
  return (
    <>
      <p className={classes['hint']}><Link to="/operations/$id/own" params={{ id }}>{t('operations.incidents.own')}</Link></p>
      <IncidentView key={incident} operation={{ id, state, coordinator, countries, shares: you.shares ?? { counts: 'nobody', incidents: 'nobody' } }} incident={incident} />
    </>
  );
}
