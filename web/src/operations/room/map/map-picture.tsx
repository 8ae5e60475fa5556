import { ActionIcon } from '@mantine/core';
import { IconMinus, IconPlus, IconTarget, IconWorld } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, memo, type ReactNode, useMemo, useState } from 'react';
import { sayCountry } from '../../../words/countries.ts';
import { useWords } from '../../../words/words.tsx';
import { useThisOperation } from '../../frame.tsx';
import type { JointMap } from '../queries.ts';
import { parseListSearch, type Told } from '../search.ts';
import { useRoomView } from '../use-room-view.ts';
import { around, type Cluster, clusterOf, panned, WORLD, zoomed } from './cluster.ts';
import { MapRoutes } from './map-routes.tsx';
import { type Meant, spotsOf } from './spots.ts';
import { useDrag } from './use-drag.ts';
import { useWidth } from './use-width.ts';
import { NET, SHAPES } from './world.ts';
import classes from './map.module.css';

/** How near two spots are drawn as one. */
const NEAR = 30;
const SHADES = 4;

type PictureProps = { map: JointMap; origins: ReadonlyMap<string, number>; of: Told; isWall: boolean };

/** The picture: countries by how many people are from there, spots where they were met, routes by which networks moved them. */
export function MapPicture({ map, origins, of, isWall }: PictureProps): ReactNode {
  const { t, locale, coded } = useWords();
  const { spots, meant, nowhere } = useMemo(() => spotsOf(map, of), [map, of]);
  const [moved, setMoved] = useState<typeof WORLD>();
  const home = useMemo(() => around(spots), [spots]);
  const seen = moved ?? home;
  const { ref, pixels } = useWidth();
  const unit = seen.w / pixels;
  const clusters = useMemo(() => clusterOf(spots, NEAR * unit), [spots, unit]);
  const open = useOpen({ of, onZoom: (at) => setMoved(zoomed(seen, 3, at)) });
  const drag = useDrag(seen, setMoved);
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-0.15, 0], ArrowRight: [0.15, 0], ArrowUp: [0, -0.15], ArrowDown: [0, 0.15] };
    const step = steps[event.key];
    if (step !== undefined) setMoved(panned(seen, ...step));
    else if (event.key === '+' || event.key === '=') setMoved(zoomed(seen, 1.6));
    else if (event.key === '-') setMoved(zoomed(seen, 1 / 1.6));
    else return;
    event.preventDefault();
  };
  const nameOf = (code: string): string => coded('country', code, sayCountry(code, locale));
  return (
    <div className={classes['map']} data-wall={isWall}>
      <svg ref={ref} className={classes['picture']} viewBox={`${seen.x} ${seen.y} ${seen.w} ${seen.h}`} role="group" aria-label={t('operations.map.says')} tabIndex={0} onKeyDown={onKeyDown} direction="ltr" {...drag}>
        <Countries origins={origins} />
        <MapRoutes routes={map.routes} unit={unit} nameOf={nameOf} />
        {clusters.map((one) => <ClusterMark key={one.spots[0]?.key} cluster={one} meant={meant} unit={unit} open={open} largest={clusters[0]?.value ?? 1} nameOf={nameOf} of={of} />)}
      </svg>
      {!isWall && (
        <div className={classes['tools']}>
          <ActionIcon variant="default" size="lg" aria-label={t('operations.map.nearer')} onClick={() => setMoved(zoomed(seen, 1.6))}><IconPlus size={18} aria-hidden /></ActionIcon>
          <ActionIcon variant="default" size="lg" aria-label={t('operations.map.farther')} onClick={() => setMoved(zoomed(seen, 1 / 1.6))}><IconMinus size={18} aria-hidden /></ActionIcon>
          <ActionIcon variant="default" size="lg" aria-label={t('operations.map.region')} onClick={() => setMoved(undefined)}><IconTarget size={18} aria-hidden /></ActionIcon>
          <ActionIcon variant="default" size="lg" aria-label={t('operations.map.world')} onClick={() => setMoved(WORLD)}><IconWorld size={18} aria-hidden /></ActionIcon>
        </div>
      )}
      <Legend most={Math.max(0, ...origins.values())} nowhere={nowhere} of={of} isWall={isWall} />
    </div>
  );
}

/** Opens what a spot stands for: nearer where several are one, else the reports of its country. */
function useOpen({ of, onZoom }: { of: Told; onZoom: (at: Cluster) => void }): (cluster: Cluster, country: string | undefined) => void {
  const { id } = useThisOperation();
  const { search } = useRoomView();
  const navigate = useNavigate();
  return (cluster, country) => {
    if (cluster.spots.length > 1 || country === undefined) onZoom(cluster);
    else void navigate({ to: '/operations/$id/incidents', params: { id }, search: parseListSearch({ ...search, country, measure: of }) });
  };
}

/** The countries, darker where more of the people are from there. */
const Countries = memo(function Countries({ origins }: { origins: ReadonlyMap<string, number> }): ReactNode {
  const most = Math.max(1, ...origins.values());
  return (
    <g aria-hidden>
      <path d={NET} className={classes['net']} />
      {SHAPES.map(({ code, path }, at) => <path key={code ?? at} d={path} className={classes['land']} data-shade={shadeOf(code === undefined ? 0 : (origins.get(code) ?? 0), most)} />)}
    </g>
  );
});

/** 0 for none, then 1 to 4 by the square root, so that the few are seen beside the many. */
function shadeOf(value: number, most: number): number {
  return value === 0 ? 0 : Math.max(1, Math.ceil(SHADES * Math.sqrt(value / most)));
}

type MarkProps = { cluster: Cluster; meant: ReadonlyMap<string, Meant>; unit: number; open: (cluster: Cluster, country: string | undefined) => void; largest: number; nameOf: (code: string) => string; of: Told };

function ClusterMark({ cluster, meant, unit, open, largest, nameOf, of }: MarkProps): ReactNode {
  const { t, locale, coded } = useWords();
  const { x, y, value, spots } = cluster;
  const [first] = spots;
  const one = first === undefined ? undefined : meant.get(first.key);
  const radius = (9 + 17 * Math.sqrt(value / largest)) * unit;
  const isSquare = spots.length === 1 && first?.isPlace === false;
  const figure = new Intl.NumberFormat(locale).format(value);
  const who = spots.length > 1 ? t('operations.map.several', { count: spots.length }) : one?.place === undefined ? nameOf(one?.country ?? '') : `${one.place.name}, ${nameOf(one.country)}`;
  const label = `${who}: ${coded('operations.measure', of)} ${figure}. ${spots.length > 1 ? t('operations.map.goNear') : t('operations.map.openCountry')}`;
  const act = (): void => open(cluster, one?.country);
  return (
    <g role="button" tabIndex={0} aria-label={label} className={classes['spot']} onClick={act} onKeyDown={(event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); act(); } }}>
      <title>{label}</title>
      {isSquare ? <rect x={x - radius} y={y - radius} width={2 * radius} height={2 * radius} rx={2 * unit} className={classes['mark']} /> : <circle cx={x} cy={y} r={radius} className={classes['mark']} />}
      {spots.length > 1 && <circle cx={x} cy={y} r={radius + 3 * unit} className={classes['ring']} />}
      <text x={x} y={y} dy="0.35em" fontSize={(value >= 1000 ? 10 : 12) * unit} className={classes['markText']}>{figure}</text>
    </g>
  );
}

function Legend({ most, nowhere, of, isWall }: { most: number; nowhere: number; of: Told; isWall: boolean }): ReactNode {
  const { t, locale, coded } = useWords();
  const number = new Intl.NumberFormat(locale);
  const upTo = (shade: number): number => Math.floor(most * (shade / SHADES) ** 2);
  const shades = Array.from({ length: SHADES }, (_, at) => at + 1).filter((shade) => upTo(shade) > upTo(shade - 1));
  return (
    <ul className={classes['legend']}>
      <li>{t('operations.map.legendOrigin', { what: coded('operations.measure', of) })}</li>
      {shades.map((shade) => <li key={shade}><span className={classes['swatch']} data-shade={shade} aria-hidden /> <bdi dir="ltr">{number.format(upTo(shade - 1) + 1)}–{number.format(upTo(shade))}</bdi></li>)}
      <li><span className={classes['circle']} aria-hidden /> {t('operations.map.legendPlace')}</li>
      <li><span className={classes['square']} aria-hidden /> {t('operations.map.legendCountry')}</li>
      {nowhere > 0 && <li>{t('operations.map.nowhere', { count: nowhere })}</li>}
      {!isWall && <li>{t('operations.map.keys')}</li>}
    </ul>
  );
}
