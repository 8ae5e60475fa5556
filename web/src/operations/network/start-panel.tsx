import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { findEntities, type Entity } from '@watchword/api/joint/network.ts';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../../api.ts';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../words/words.tsx';
import { countedKey } from '../queries.ts';
import { KindMark } from './kind-mark.tsx';
import { sayItem } from './say.ts';
import { useFacilitators, type NetworkInHand } from './use-network.ts';
import classes from './network.module.css';

type StartProps = { network: NetworkInHand };

/** Where a chart begins: an entity that is looked for, or one that several incidents have in common. */
export function StartPanel({ network }: StartProps): ReactNode {
  const { t } = useWords();
  return (
    <div className={classes['side']}>
      <Search network={network} />
      <Facilitators network={network} />
      <Button variant="default" fullWidth mt="sm" onClick={network.showAll}>{t('operations.network.showAll')}</Button>
    </div>
  );
}

function Search({ network }: StartProps): ReactNode {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const found = useQuery({ queryKey: countedKey(network.id, 'find', asked), queryFn: () => client.call(findEntities, { params: { id: network.id }, body: { text: asked, limit: 30 } }), enabled: asked !== '' });
  return (
    <section>
      <form role="search" onSubmit={(event) => { event.preventDefault(); if (text.trim().length >= 2) setAsked(text.trim()); }}>
        <TextInput size="md" label={t('operations.network.find')} description={t('operations.network.findHint')} value={text} maxLength={120} onChange={(event) => setText(event.currentTarget.value)} rightSection={<IconSearch size={18} aria-hidden />} />
      </form>
      {found.error !== null && <Problem error={asAppError(found.error)} retry={() => void found.refetch()} />}
      {found.data !== undefined && (
        <>
          <p role="status" className={classes['hint']}>{t('operations.network.found', { count: found.data.total })}</p>
          <ul className={classes['choices']}>{found.data.items.map((entity) => <li key={entity.id}><Choice entity={entity} network={network} /></li>)}</ul>
        </>
      )}
    </section>
  );
}

/** An entity that can be put on the chart. */
function Choice({ entity, network, children }: StartProps & { entity: Entity; children?: ReactNode }): ReactNode {
  const words = useWords();
  const isThere = network.state.board.entities.has(entity.id);
  const choose = (): void => network.dispatch(isThere ? { act: 'select', ids: [entity.id] } : { act: 'add', graph: { entities: [entity], edges: [] }, select: [entity.id] });
  return (
    <button type="button" className={classes['choice']} onClick={() => { choose(); if (!isThere) network.expand(entity.id, { limit: 20 }); }}>
      <KindMark kind={entity.kind} />
      <span className={classes['grow']}><bdi>{sayItem(words, { ...entity, entity, members: [] })}</bdi>{children}</span>
      <span className={classes['count']}>{words.t('operations.network.linksOf', { count: entity.links })}</span>
    </button>
  );
}

function Facilitators({ network }: StartProps): ReactNode {
  const { t } = useWords();
  const found = useFacilitators(network.id);
  const [isAll, setAll] = useState(false);
  const items = found.data?.items ?? [];
  return (
    <section aria-labelledby="facilitators-title">
      <h2 id="facilitators-title" className={classes['title']}>{t('operations.network.facilitators')}</h2>
      <p className={classes['hint']}>{t('operations.network.facilitatorsHint')}</p>
      {found.error !== null && <Problem error={asAppError(found.error)} retry={() => void found.refetch()} />}
      {found.data !== undefined && items.length === 0 && <p>{t('operations.network.nobody')}</p>}
      <ol className={classes['choices']}>
        {(isAll ? items : items.slice(0, 8)).map(({ entity, reasons }) => (
          <li key={entity.id}>
            <Choice entity={entity} network={network}>
              <span className={classes['hint']}>{reasons.map(({ reason, count, of }) => t(`operations.network.reason.${reason}`, { count: count ?? 0, of: of ?? '' })).join(' · ')}</span>
            </Choice>
          </li>
        ))}
      </ol>
      {items.length > 8 && <Button variant="subtle" size="compact-md" onClick={() => setAll(!isAll)}>{isAll ? t('operations.network.fewer') : t('operations.network.more', { count: items.length })}</Button>}
    </section>
  );
}
