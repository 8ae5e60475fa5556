import { Button, Radio } from '@mantine/core';
import type { Content } from '@watchword/api/databases/database.ts';
import type { RecordAnswer } from '@watchword/api/records.ts';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { FieldValue } from '../ui/field-value.tsx';
import { useWords } from '../words/words.tsx';
import { isSame } from './content.ts';
import classes from './records.module.css';

type ConflictProps = { base: RecordAnswer; mine: Content; theirs: RecordAnswer; onSettle: (content: Content, current: RecordAnswer) => void };
type Side = 'mine' | 'theirs';

/**
 * Two people changed the same record. What only one of them changed is taken over; for each field that both changed
 * a person chooses.
 */
export function Conflict({ base, mine, theirs, onSettle }: ConflictProps): ReactNode {
  const { t, coded } = useWords();
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, []);
  const names = [...new Set([...Object.keys(base.content), ...Object.keys(mine), ...Object.keys(theirs.content)])];
  const rows = names.map((name) => rowOf(name, base.content, mine, theirs.content)).filter((row) => row.changed);
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>(() => Object.fromEntries(rows.map((row) => [row.name, row.start])));
  const settle = (): void => {
    const picked = names.map((name) => [name, (choices[name] ?? 'theirs') === 'mine' ? mine[name] : theirs.content[name]] as const);
    onSettle(Object.fromEntries(picked.filter(([, value]) => value !== undefined)), theirs);
  };
  return (
    <section className={classes['conflict']} aria-labelledby="conflict-title" tabIndex={-1} ref={box}>
      <h2 id="conflict-title">{t('conflict.title')}</h2>
      <p>{t('conflict.text')}</p>
      <table className={classes['changes']}>
        <thead><tr><th scope="col">{t('match.field')}</th><th scope="col">{t('conflict.before')}</th><th scope="col">{t('conflict.mine')}</th><th scope="col">{t('conflict.theirs')}</th></tr></thead>
        <tbody>
          {rows.map(({ name, both }) => (
            <tr key={name} data-both={both}>
              <th scope="row">{coded('field', name)}{both && <span className={classes['both']}>{t('conflict.both')}</span>}</th>
              <td><FieldValue field={name} value={base.content[name]} /></td>
              {(['mine', 'theirs'] as const).map((side) => (
                <td key={side}><Radio name={`conflict-${name}`} checked={choices[name] === side} onChange={() => setChoices({ ...choices, [name]: side })} label={<FieldValue field={name} value={side === 'mine' ? mine[name] : theirs.content[name]} />} aria-label={t('conflict.take', { field: coded('field', name), side: t(`conflict.${side}`) })} /></td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="md" mt="md" onClick={settle}>{t('conflict.settle')}</Button>
    </section>
  );
}

function rowOf(name: string, base: Content, mine: Content, theirs: Content): { name: string; changed: boolean; both: boolean; start: Side } {
  const byMe = !isSame(base[name], mine[name]);
  const byThem = !isSame(base[name], theirs[name]);
  return { name, changed: (byMe || byThem) && !isSame(mine[name], theirs[name]), both: byMe && byThem, start: byMe ? 'mine' : 'theirs' };
}
