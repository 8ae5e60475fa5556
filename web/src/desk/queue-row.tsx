import { IconAlertTriangle, IconBellRinging, IconCheck, IconCircleDot, IconLink } from '@tabler/icons-react';
import type { Hit } from '@watchword/api/hits.ts';
import type { ReactNode } from 'react';
import { CaseClock } from '../checks/result/case/case-steps.tsx';
import { sayLeft } from '../checks/result/case/clock-of.ts';
import { useNow } from '../ui/use-now.ts';
import { useWords } from '../words/words.tsx';
import { useTaken } from './hit/claim.tsx';
import { PresenceOn } from './presence-dots.tsx';
import { sayAgo, sayAsked, sayHit } from './say-hit.ts';
import classes from './desk.module.css';

type RowProps = { hit: Hit; isOpen: boolean; isSelected: boolean; isStale: boolean; onOpen: () => void; onSelect: (range: boolean) => void; onFocus: () => void };

/** One hit in a queue: clock, from where, what, who has it, the last note. */
export function QueueRow({ hit, isOpen, isSelected, isStale, onOpen, onSelect, onFocus }: RowProps): ReactNode {
  const words = useWords();
  const { t, coded, locale } = words;
  const now = useNow();
  const taken = useTaken(hit);
  const asked = sayAsked(hit.last);
  const isOverdue = hit.deadline !== undefined && Date.parse(hit.deadline) < now;
  const Sign = hit.rings ? IconBellRinging : isOverdue ? IconAlertTriangle : hit.answer !== undefined ? IconCheck : IconCircleDot;
  return (
    <div className={classes['rowBox']} data-open={isOpen} data-rings={hit.rings} data-stale={isStale} data-grouped={hit.group !== undefined && hit.group !== hit.id}>
      <input type="checkbox" className={classes['select']} checked={isSelected} onChange={(event) => onSelect(event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)} aria-label={t('desk.select', { what: sayHit(hit, words) })} />
      <button type="button" className={classes['row']} data-row={hit.id} aria-current={isOpen} onClick={onOpen} onFocus={onFocus}>
        <span className={classes['rowTop']}>
          <Sign size={18} aria-hidden className={classes['sign']} />
          <strong>{sayHit(hit, words)}</strong>
          {hit.group !== undefined && <IconLink size={16} aria-label={t('desk.sameCase')} />}
          <PresenceOn hit={hit.id} />
        </span>
        {hit.rings && <span className={classes['rings']}>{t('desk.rings')}</span>}
        <CaseClock of={hit} />
        {(hit.state === 'open' || hit.state === 'closed') && hit.deadline !== undefined && <span className={classes['soft']}><bdi dir="ltr">{sayLeft(Date.parse(hit.deadline) - now)}</bdi> {t('hit.left')}</span>}
        <span className={classes['rowWhat']}>
          <bdi dir="ltr">{hit.side === 'finder' ? hit.owner : hit.finder}</bdi>{asked.text !== '' && <> · {asked.isName ? <bdi>{asked.text}</bdi> : <bdi dir="ltr" className="mono">{asked.text}</bdi>}</>}{hit.last.place !== undefined && <> · <bdi>{hit.last.place}</bdi></>}
        </span>
        <span className={classes['soft']}>{taken ?? (hit.request !== undefined ? coded('urgency', hit.request.urgency) : coded('hitState', hit.state))} · {sayAgo(now - Date.parse(hit.changedAt), locale)}</span>
        {hit.note !== undefined && <span className={classes['lastNote']}><bdi>{hit.note}</bdi></span>}
      </button>
    </div>
  );
}
