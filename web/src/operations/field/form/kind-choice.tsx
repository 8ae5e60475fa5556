import { IconBarrierBlock, IconBuildingBank, IconBus, IconHandOff, IconHome, IconLifebuoy, IconPackage, IconSpeakerphone, IconTopologyStar3, type TablerIcon } from '@tabler/icons-react';
import { INCIDENT_KINDS, type IncidentKind } from '@watchword/api/joint/words.ts';
import { type ReactNode, useId } from 'react';
import { useWords } from '../../../words/words.tsx';
import classes from '../field.module.css';

const SIGNS: Readonly<Record<IncidentKind, TablerIcon>> = { checkpoint: IconBarrierBlock, arrest: IconHandOff, 'safe-house': IconHome, transport: IconBus, rescue: IconLifebuoy, seizure: IconPackage, account: IconBuildingBank, offer: IconSpeakerphone, network: IconTopologyStar3 };

/** What happened, one of nine: large enough for gloves. */
export function KindChoice({ value, error, onChange }: { value: IncidentKind | undefined; error: string | undefined; onChange: (kind: IncidentKind) => void }): ReactNode {
  const { t } = useWords();
  const name = useId();
  const fault = useId();
  return (
    <fieldset className={classes['kinds']} aria-describedby={error === undefined ? undefined : fault}>
      <legend>{t('operations.field.kind')}</legend>
      {error !== undefined && <p className={classes['fault']} id={fault}>{error}</p>}
      <div className={classes['kindGrid']}>
        {INCIDENT_KINDS.map((kind) => {
          const Sign = SIGNS[kind];
          return (
            <label key={kind} className={classes['kind']} data-chosen={kind === value}>
              <input type="radio" name={name} value={kind} checked={kind === value} data-fault={error !== undefined} onChange={() => onChange(kind)} />
              <Sign size={22} aria-hidden /><span>{t(`operations.event.${kind}`)}</span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
