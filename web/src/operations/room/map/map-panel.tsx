import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { asAppError } from '../../../api.ts';
import { Problem } from '../../../ui/problem.tsx';
import { useWords } from '../../../words/words.tsx';
import { useThisOperation } from '../../frame.tsx';
import { ToldChoice } from '../bars.tsx';
import { Panel } from '../panel.tsx';
import { useMap, useRoom } from '../queries.ts';
import { useRoomView } from '../use-room-view.ts';
import { MapList } from './map-list.tsx';
import { MapPicture } from './map-picture.tsx';

/** So many reports are large. */
const LARGE = 20_000;

/** Where it happened: a picture of the world, or the same as a list. */
export function MapPanel(): ReactNode {
  const { t } = useWords();
  const { id } = useThisOperation();
  const { search } = useRoomView();
  const room = useRoom(id, search);
  const map = useMap(id, search, (room.data?.incidents.standing ?? 0) > LARGE);
  const of = search.of ?? 'migrants';
  const origins = new Map((room.data?.byNationality ?? []).map(({ nationality, counts }) => [nationality, counts[of] ?? 0]));
  return (
    <Panel title={t('operations.room.map')} name="map" picture actions={<ToldChoice />}>
      {map.error !== null && <Problem error={asAppError(map.error)} retry={() => void map.refetch()} />}
      {map.data === undefined ? map.error === null && <Skeleton height={320} />
        : search.tables === true ? <MapList map={map.data} narrowed={search} /> : <MapPicture map={map.data} origins={origins} of={of} isWall={search.wall === true} />}
    </Panel>
  );
}
