import { IncidentContent } from '@watchword/api/joint/incidents.ts';
import { PROTECTED_ROLES } from '@watchword/api/joint/words.ts';
import { type ReactNode, useMemo } from 'react';
import { listFields } from '../../../records/fields/schema.ts';
import { useWords } from '../../../words/words.tsx';
import classes from '../field.module.css';
import { ContentInput } from './content-input.tsx';

/** In which order the parts of a report are asked for; what is new in a report comes after them. */
const ORDER: readonly string[] = ['kind', 'at', 'place', 'persons', 'documents', 'vehicles', 'phones', 'handles', 'addresses', 'devices', 'accounts', 'cards', 'transactions', 'seizures', 'offer', 'networks', 'tallies', 'grade', 'note'];
const FIELDS = listFields(IncidentContent).toSorted((one, other) => place(one.name) - place(other.name));

function place(name: string): number {
  const at = ORDER.indexOf(name);
  return at < 0 ? ORDER.length - 2.5 : at;
}

type FieldsProps = { readonly content: Readonly<Record<string, unknown>>; readonly onChange: (content: Record<string, unknown>) => void; readonly errors: ReadonlyMap<string, string>; readonly named: boolean; readonly without?: readonly string[] };

/** Every part of a report, but for those that stand elsewhere. What may not be said of migrants and victims is not asked. */
export function ContentFields({ content, onChange, errors, named, without = [] }: FieldsProps): ReactNode {
  const { t } = useWords();
  const hides = useMemo(() => hidesOf(named), [named]);
  return (
    <div className={classes['content']}>
      {FIELDS.filter(({ name }) => !without.includes(name)).map((field) => (
        <div key={field.name}>
          {field.name === 'persons' && <p className={classes['hint']}>{t(named ? 'operations.field.namedGuard' : 'operations.field.unnamedGuard')} {t('operations.field.facilitatorGuard')}</p>}
          <ContentInput field={field} value={content[field.name]} errors={errors} path={`/${field.name}`} hides={hides} onChange={(value) => onChange({ ...content, [field.name]: value })} />
        </div>
      ))}
    </div>
  );
}

function hidesOf(named: boolean): (path: string, row: Readonly<Record<string, unknown>>) => boolean {
  return (path, { role, [path.split('/').at(-1) ?? '']: value }) => {
    if (!path.startsWith('/persons/') || value !== undefined) return false;
    const isProtected = (PROTECTED_ROLES as readonly unknown[]).includes(role);
    if (path.endsWith('/benefit')) return role !== 'facilitator';
    if (path.endsWith('/arrested') || path.endsWith('/leads')) return isProtected || role === undefined;
    return path.endsWith('/identity') && (role === undefined || (isProtected && !named));
  };
}
