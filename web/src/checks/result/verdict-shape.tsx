import type { ReactNode } from 'react';
import type { Verdict } from '../shift-states.ts';

/** The shape of a verdict. Each is told from the others without its colour. */
export type Shape = Verdict | 'protect';

/** Octagon: hit. Triangle: possible. Empty circle: no hit. Square with a slash: not checked; dashed when offline. House: somebody to protect. */
export function VerdictShape({ shape, size }: { shape: Shape; size: number }): ReactNode {
  return (
    <svg viewBox="0 0 48 48" width={size} height={size} aria-hidden="true" data-shape={shape} fill="none" stroke="currentColor" strokeWidth="4" strokeLinejoin="round">
      {SHAPES[shape]}
    </svg>
  );
}

const slash = <path d="M12 36 36 12" strokeLinecap="round" />;

const SHAPES: Readonly<Record<Shape, ReactNode>> = {
  hit: <path d="M15.500 4h17L44 15.500v17L32.500 44h-17L4 32.500v-17z" fill="currentColor" />,
  possible: <><path d="M24 6 45 42H3z" /><path d="M24 19v11" strokeLinecap="round" /><circle cx="24" cy="36" r="1" fill="currentColor" /></>,
  none: <circle cx="24" cy="24" r="18" />,
  unchecked: <><rect x="6" y="6" width="36" height="36" />{slash}</>,
  offline: <><rect x="6" y="6" width="36" height="36" strokeDasharray="7 5" />{slash}</>,
  asking: <circle cx="24" cy="24" r="18" strokeDasharray="4 7" />,
  protect: <><path d="M6 22 24 6l18 16v20H6z" /><circle cx="24" cy="24" r="4" fill="currentColor" /><path d="M16 38c1-5 4-8 8-8s7 3 8 8" strokeLinecap="round" /></>,
};
