import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import type { ReactNode } from 'react';
import { isSame } from '../../../records/content.ts';
import { sayMoment } from '../../../words/say-dates.ts';
import { useWords } from '../../../words/words.tsx';
import classes from '../field.module.css';
import { nameOfContent } from '../form/content-input.tsx';
import { textOf } from './say-content.tsx';

export type Version = { readonly version: number; readonly receivedAt: string; readonly withdrawn?: true; readonly reason?: string; readonly content: IncidentContent };

/** How a report came to stand as it does: every version with what it changed, the newest first. */
export function History({ versions }: { versions: readonly Version[] }): ReactNode {
  const words = useWords();
  const { t, locale } = words;
  return (
    <section className={classes['card']} aria-label={t('operations.incident.history')}>
      <h2>{t('operations.incident.history')}</h2>
      <ol className={classes['versions']} reversed>
        {versions.toReversed().map((one) => {
          const before = versions.find(({ version }) => version === one.version - 1);
          return (
            <li key={one.version}>
              <p><strong>{t(one.withdrawn === true ? 'operations.incident.withdrawn' : one.version === 1 ? 'operations.incident.first' : 'operations.incident.corrected')}</strong> · {sayMoment(one.receivedAt, locale)}</p>
              {one.reason !== undefined && <p><bdi>{one.reason}</bdi></p>}
              {before !== undefined && <Changes from={before.content} to={one.content} />}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Changes({ from, to }: { from: IncidentContent; to: IncidentContent }): ReactNode {
  const words = useWords();
  const [old, made] = [from, to] as unknown as [Record<string, unknown>, Record<string, unknown>];
  const names = [...new Set([...Object.keys(old), ...Object.keys(made)])].filter((name) => !isSame(old[name], made[name]));
  const say = (value: unknown, name: string): string => (value === undefined ? '–' : textOf(value, `/${name}`, words));
  return names.length === 0 ? null : <ul className={classes['changed']}>{names.map((name) => <li key={name}>{nameOfContent(`/${name}`, words)}: <del><bdi>{say(old[name], name)}</bdi></del> → <ins><bdi>{say(made[name], name)}</bdi></ins></li>)}</ul>;
}
