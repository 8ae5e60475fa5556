import type { Match } from '@watchword/api/checks/answers.ts';
import { getPhoto } from '@watchword/api/photos.ts';
import { type ReactNode, useState } from 'react';
import { addressOf } from '@watchword/sdk/request.ts';
import { sayDay } from '../../../words/say-dates.ts';
import { useWords } from '../../../words/words.tsx';
import classes from './persons.module.css';

/** The photographs of a record, to be compared with the person who stands there: one large, the others to choose from. */
export function PersonPhotos({ match }: { match: Match }): ReactNode {
  const { t, locale } = useWords();
  const photos = match.photos ?? [];
  const [chosen, setChosen] = useState(0);
  const photo = photos[chosen] ?? photos[0];
  if (photo === undefined) return <p className={classes['noPhoto']}>{t('compare.noPhoto')}</p>;
  const addressFor = (id: string): string => addressOf('', getPhoto, { params: { id: match.record, photo: id } });
  return (
    <figure className={classes['photo']}>
      <img src={addressFor(photo.id)} width={photo.width} height={photo.height} alt={t('compare.photo')} />
      <figcaption>
        {photo.takenOn !== undefined && <bdi>{sayDay(photo.takenOn, locale)}</bdi>}
        {photo.caption !== undefined && <> <bdi>{photo.caption}</bdi></>}
      </figcaption>
      {photos.length > 1 && (
        <ul>
          {photos.map((one, at) => (
            <li key={one.id}>
              <button type="button" aria-pressed={one === photo} onClick={() => setChosen(at)}><img src={addressFor(one.id)} alt={t('compare.photoNumber', { number: at + 1 })} loading="lazy" /></button>
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}
