import { Checkbox, Chip, Skeleton } from '@mantine/core';
import { ENTITY_KINDS } from '@watchword/api/joint/network.ts';
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { asAppError } from '../../api.ts';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../words/words.tsx';
import { useThisOperation } from '../frame.tsx';
import type { CanvasHandle } from './canvas.tsx';
import { EntityList, type Measure } from './entity-list.tsx';
import { FileMenus } from './file-menus.tsx';
import { KeepChart, OpenChart } from './keep-dialog.tsx';
import { AddEntity, AddLink } from './own-dialog.tsx';
import { sayItem, sayLine } from './say.ts';
import { SelectionPanel } from './selection-panel.tsx';
import { StartPanel } from './start-panel.tsx';
import { Timeline } from './timeline.tsx';
import { Toolbar } from './toolbar.tsx';
import { useActions } from './use-actions.ts';
import { useFacilitators, useMeasures, useNetwork, type NetworkInHand } from './use-network.ts';
import { seenOf, type Item, type Line, type Seen } from './visible.ts';
import classes from './network.module.css';

// The library that draws comes when the page stands.
const Canvas = lazy(async () => ({ default: (await import('./canvas.tsx')).Canvas }));
type Open = 'keep' | 'open' | 'entity' | 'link';
const NO_SCALES: ReadonlyMap<string, number> = new Map();

/** The link chart: who and what belongs together, by the reports that one may read. */
export function NetworkPage(): ReactNode {
  const words = useWords();
  const { t } = words;
  const { id, you } = useThisOperation();
  const network = useNetwork(id);
  const { state, dispatch } = network;
  const canvas = useRef<CanvasHandle>(null);
  const [isTable, setTable] = useState(false);
  const [isLasso, setLasso] = useState(false);
  const [isMeasured, setMeasured] = useState(false);
  const [dialog, setDialog] = useState<Open>();
  const [fault, setFault] = useState<unknown>();
  const seen = useMemo(() => seenOf(state), [state]);
  const { measures, scales } = useScales(network, isMeasured);
  const saying = useMemo(() => ({ item: (item: Item) => sayItem(words, item), line: (line: Line) => sayLine(words, line) }), [words]);
  const actions = useActions({ network, seen, canvas, setTable: () => setTable(!isTable), setLasso: () => setLasso(!isLasso) });
  useBeginning(network);
  if (you.state !== 'accepted' || you.role === 'partner') return <p>{t('operations.network.notFor')}</p>;
  const error = network.error ?? fault;
  return (
    <div className={classes['page']} data-network-page>
      <Toolbar actions={actions} isTable={isTable} isLasso={isLasso}><FileMenus network={network} canvas={canvas} isTable={isTable} onError={setFault} onDialog={setDialog} /></Toolbar>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <Standing network={network} seen={seen} />
      <div className={classes['columns']}>
        <StartPanel network={network} />
        <div className={classes['middle']}>
          {isTable ? <EntityList network={network} seen={seen} measures={measures} /> : (
            <Suspense fallback={<Skeleton height={420} />}>
              <Canvas seen={seen} selected={state.selected} saying={saying} scales={scales} isLasso={isLasso} handle={canvas} dispatch={dispatch} onExpand={(entity) => network.expand(entity)} />
            </Suspense>
          )}
          <Timeline network={network} />
          <div className={classes['kinds']}>
            <Kinds network={network} />
            <Checkbox label={t('operations.network.measure')} checked={isMeasured} onChange={(event) => setMeasured(event.currentTarget.checked)} />
          </div>
          {isMeasured && <p className={classes['hint']}>{t('operations.network.measureHint')}</p>}
        </div>
        <SelectionPanel network={network} seen={seen} />
      </div>
      {dialog === 'keep' && <KeepChart network={network} onClose={() => setDialog(undefined)} />}
      {dialog === 'open' && <OpenChart network={network} onClose={() => setDialog(undefined)} />}
      {dialog === 'entity' && <AddEntity network={network} seen={seen} onClose={() => setDialog(undefined)} />}
      {dialog === 'link' && <AddLink network={network} seen={seen} onClose={() => setDialog(undefined)} />}
    </div>
  );
}

/** A chart begins with whoever leads, or whatever most incidents have in common, and what is around. */
function useBeginning(network: NetworkInHand): void {
  const facilitators = useFacilitators(network.id);
  const first = facilitators.data?.items[0]?.entity;
  const hasBegun = useRef(false);
  useEffect(() => {
    if (hasBegun.current || first === undefined) return;
    hasBegun.current = true;
    network.dispatch({ act: 'add', graph: { entities: [first], edges: [] }, select: [first.id] });
    network.expand(first.id, { hops: 3, limit: 60 });
  }, [first, network]);
}

/** Sizes by betweenness, or by degree where there is none, from 1 to 2. */
function useScales(network: NetworkInHand, isOn: boolean): { measures: ReadonlyMap<string, Measure>; scales: ReadonlyMap<string, number> } {
  const { data } = useMeasures(network.id, [...network.state.board.entities.keys()], isOn);
  return useMemo(() => {
    if (!isOn || data === undefined) return { measures: new Map<string, Measure>(), scales: NO_SCALES };
    const most = Math.max(1e-9, ...data.items.map(({ betweenness, degree }) => betweenness ?? degree));
    return { measures: new Map(data.items.map(({ entity, ...measure }) => [entity.id, measure])), scales: new Map(data.items.map(({ entity, betweenness, degree }) => [entity.id, 1 + (betweenness ?? degree) / most])) };
  }, [data, isOn]);
}

/** What chart it is, how much of the network it shows, and how it is to be handled. */
function Standing({ network: { kept, total, state, handling, isBusy }, seen }: { network: NetworkInHand; seen: Seen }): ReactNode {
  const { t, locale } = useWords();
  const shown = state.board.entities.size;
  const number = new Intl.NumberFormat(locale);
  return (
    <div className={classes['standing']} role="status">
      {kept !== undefined && <strong><bdi>{kept.title}</bdi> · {t('operations.network.version', { version: kept.version })}</strong>}
      {state.isChanged && <span>{t('operations.network.unsaved')}</span>}
      <span data-network-count>{t('operations.network.shown', { count: seen.items.length, links: seen.lines.length })}</span>
      {total > shown && <strong className={classes['capped']}>{t('operations.network.capped', { shown: number.format(shown), total: number.format(total) })}</strong>}
      {seen.hidden > 0 && <span>{t('operations.network.hidden', { count: seen.hidden })}</span>}
      {handling !== undefined && <span className={classes['handling']}>{handling}</span>}
      {isBusy && <span>{t('operations.network.busy')}</span>}
    </div>
  );
}

/** Kinds that are shown. */
function Kinds({ network: { state: { board, sight }, dispatch } }: { network: NetworkInHand }): ReactNode {
  const { t } = useWords();
  const there = ENTITY_KINDS.filter((kind) => [...board.entities.values(), ...board.added].some((one) => one.kind === kind));
  return (
    <div role="group" aria-label={t('operations.network.column.kind')} className={classes['chips']}>
      {there.map((kind) => <Chip key={kind} size="xs" checked={!sight.without.includes(kind)} onChange={(isOn) => dispatch({ act: 'sight', sight: { without: isOn ? sight.without.filter((one) => one !== kind) : [...sight.without, kind] } })}>{t(`operations.network.kind.${kind}`)}</Chip>)}
    </div>
  );
}
