import type { RouteOnMap } from '@watchword/api/joint/room.ts';
import type { ReactNode } from 'react';
import { useWords } from '../../../words/words.tsx';
import { countryAt } from './world.ts';
import classes from './map.module.css';

type RoutesProps = { routes: readonly RouteOnMap[]; unit: number; nameOf: (code: string) => string };

/** Routes as bent arrows, each with how many were moved on it. Only those that can be told apart: the twelve largest. */
export function MapRoutes({ routes, unit, nameOf }: RoutesProps): ReactNode {
  const { t, locale } = useWords();
  const number = new Intl.NumberFormat(locale);
  const most = Math.max(1, ...routes.map(({ count }) => count));
  return (
    <g>
      {routes.slice(0, 12).map(({ from, to, count }) => {
        const [a, b] = [countryAt(from), countryAt(to)];
        if (a === undefined || b === undefined) return null;
        const bend = { x: (a.x + b.x) / 2 + (b.y - a.y) * 0.18, y: (a.y + b.y) / 2 - Math.abs(b.x - a.x) * 0.18 };
        // Routes to one country meet there: their numbers stand nearer to where they begin.
        const [p, q] = [0.78, 0.22];
        const middle = { x: p * p * a.x + 2 * p * q * bend.x + q * q * b.x, y: p * p * a.y + 2 * p * q * bend.y + q * q * b.y };
        return (
          <g key={`${from} ${to}`} className={classes['route']}>
            <title>{t('operations.map.route', { from: nameOf(from), to: nameOf(to), count })}</title>
            <path d={`M${a.x} ${a.y}Q${bend.x} ${bend.y} ${b.x} ${b.y}`} strokeWidth={(1.5 + 3 * Math.sqrt(count / most)) * unit} className={classes['way']} />
            <path d={headAt(b, bend, 9 * unit)} className={classes['head']} />
            <text x={middle.x} y={middle.y} dy="-0.4em" fontSize={11 * unit} className={classes['wayText']}>{number.format(count)}</text>
          </g>
        );
      })}
    </g>
  );
}

/** The point of an arrow that ends here and comes from there. */
function headAt(end: { x: number; y: number }, from: { x: number; y: number }, size: number): string {
  const angle = Math.atan2(end.y - from.y, end.x - from.x);
  const at = (turn: number): string => `${end.x - size * Math.cos(angle + turn)} ${end.y - size * Math.sin(angle + turn)}`;
  return `M${end.x} ${end.y}L${at(0.45)}L${at(-0.45)}Z`;
}
