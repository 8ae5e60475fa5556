import type { EntityKind } from '@watchword/api/joint/network.ts';
import { FILLS, SHAPES } from '@watchword/sdk/joint/charts/picture.ts';
import type { ReactNode } from 'react';
import { useWords } from '../../words/words.tsx';
import classes from './network.module.css';

/** The shape of a kind, as on the chart, with its name for those who listen. */
export function KindMark({ kind }: { kind: EntityKind }): ReactNode {
  const { t } = useWords();
  const corners = SHAPES[kind];
  return (
    <svg className={classes['mark']} viewBox="-1.2 -1.2 2.4 2.4" width="18" height="18" role="img" aria-label={t(`operations.network.kind.${kind}`)}>
      {corners.length === 0 ? <circle r="1" fill={FILLS[kind]} /> : <polygon points={corners.map((corner) => corner.join(',')).join(' ')} fill={FILLS[kind]} />}
    </svg>
  );
}
