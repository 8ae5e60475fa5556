import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { IncidentContent } from '@watchword/api/joint/incidents.ts';
import { PROTECTED_ROLES } from '@watchword/api/joint/words.ts';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { listFields } from '../../../records/fields/schema.ts';
import { useWords } from '../../../words/words.tsx';
import classes from '../field.module.css';
import { ContentInput, nameOfContent } from './content-input.tsx';

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
  const words = useWords();
  const { t } = words;
  const hides = useMemo(() => hidesOf(named), [named]);
  const place = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<string>();
  useEffect(() => {
    if (opened !== undefined) place.current?.querySelector<HTMLElement>(`[data-part="${opened}"] :is(input, select, textarea)`)?.focus();
  }, [opened]);
  const fields = FIELDS.filter(({ name }) => !without.includes(name));
  // Of what is seldom there only a button stands, so that the form stays short.
  const isShut = ({ name, schema: { kind } }: (typeof FIELDS)[number]): boolean => (kind === 'list' || kind === 'group') && (content[name] === undefined || (Array.isArray(content[name]) && content[name].length === 0));
  const open = ({ name, schema }: (typeof FIELDS)[number]): void => {
    onChange({ ...content, [name]: schema.kind === 'list' ? [schema.item.kind === 'group' ? {} : ''] : {} });
    setOpened(name);
  };
  return (
    <div className={classes['content']} ref={place}>
      <div className={classes['adders']}>{fields.filter(isShut).map((field) => <Button key={field.name} variant="default" leftSection={<IconPlus size={18} aria-hidden />} aria-label={t('form.addOf', { what: nameOfContent(`/${field.name}`, words) })} onClick={() => open(field)}>{nameOfContent(`/${field.name}`, words)}</Button>)}</div>
      {fields.filter((field) => !isShut(field)).map((field) => (
        <div key={field.name} data-part={field.name}>
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
