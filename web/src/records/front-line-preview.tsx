import { STEPS } from '@watchword/api/checks/steps.ts';
import type { Content, Database } from '@watchword/api/databases/database.ts';
import type { Confidentiality } from '@watchword/api/rights/kinds.ts';
import { fieldsSeen, RIGHTS } from '@watchword/api/rights/rights.ts';
import type { ReactNode } from 'react';
import { VerdictShape } from '../checks/result/verdict-shape.tsx';
import { FieldValue } from '../ui/field-value.tsx';
import { useWords, type WordId } from '../words/words.tsx';
import classes from './records.module.css';

/** Read before anything else, as on a hit. */
const FIRST = 'identityMisused';

/** What officers at the front line of other countries will see on a hit: fields, steps and warnings, as the database declares them. */
export function FrontLinePreview({ database, content, hidden, confidentiality = 'official-use' }: { database: Database; content: Content; hidden: boolean; confidentiality?: Confidentiality }): ReactNode {
  const { t, coded } = useWords();
  const visible = fieldsSeen(database, RIGHTS.seenOf({ kind: 'bureau', role: 'front-line' }, { database: database.code, purpose: 'border-control', confidentiality, own: false }));
  const fields = Object.keys(database.fields.properties).filter((field) => content[field] !== undefined && (visible === 'all' || visible.has(field)) && field !== 'warnings').toSorted((one, other) => Number(other === FIRST) - Number(one === FIRST));
  const kind = database.kindOf(content);
  const type = typeof content['type'] === 'string' ? coded('value', content['type']) : t(`thing.${database.code}` as WordId);
  return (
    <aside className={classes['preview']} aria-labelledby="preview-title">
      <h2 id="preview-title" className={classes['previewTitle']}>{t('preview.title')}</h2>
      {hidden ? <p>{t('preview.hidden')}</p> : (
        <div className={classes['previewCard']}>
          <p className={classes['previewHead']}><VerdictShape shape="hit" size={26} /> {kind === '' ? type : t('match.title', { kind: coded('kind', kind), thing: type })}</p>
          {(database.warningsOf?.(content) ?? []).map((warning) => <strong key={warning} className={classes['previewWarning']}>{coded('warning', warning)}</strong>)}
          <ol>{database.stepsFor(content).map((step) => <li key={step}>{coded('step', step, STEPS[step])}</li>)}</ol>
          <dl>{fields.map((field) => <div key={field}><dt>{coded('field', field)}</dt><dd><FieldValue field={field} value={content[field]} /></dd></div>)}</dl>
        </div>
      )}
      <p className={classes['quiet']}>{database.review ? t('preview.review') : t('preview.atOnce')}</p>
    </aside>
  );
}
