import { type PointerEvent, type ReactNode, useRef, useState } from 'react';
import classes from './network.module.css';

type Point = readonly [number, number];

/** A loop drawn around entities. `onCaught` is told how to ask whether a point lies in it. The keys way is the list, and "neighbours". */
export function Lasso({ onCaught }: { onCaught: (inside: (x: number, y: number) => boolean) => void }): ReactNode {
  const [points, setPoints] = useState<readonly Point[]>([]);
  const isDrawing = useRef(false);
  const at = (event: PointerEvent<SVGSVGElement>): Point => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  return (
    <svg
      className={classes['lasso']} aria-hidden
      onPointerDown={(event) => { isDrawing.current = true; event.currentTarget.setPointerCapture(event.pointerId); setPoints([at(event)]); }}
      onPointerMove={(event) => { if (isDrawing.current) setPoints([...points, at(event)]); }}
      onPointerUp={() => { isDrawing.current = false; if (points.length > 2) onCaught((x, y) => isInside([x, y], points)); setPoints([]); }}
    >
      {points.length > 1 && <polygon points={points.map((point) => point.join(',')).join(' ')} />}
    </svg>
  );
}

/** Whether a point lies in a polygon: a line from it to the side crosses its edge an odd number of times. */
export function isInside([x, y]: Point, polygon: readonly Point[]): boolean {
  return polygon.filter(([x1, y1], at) => {
    const [x2, y2] = polygon[(at + 1) % polygon.length] ?? [0, 0];
    return y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1;
  }).length % 2 === 1;
}
