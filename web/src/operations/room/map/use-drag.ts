import { type PointerEvent, useRef } from 'react';
import { panned, type Window } from './cluster.ts';

/** Moves the map with the pointer. What keys and buttons do as well needs none. */
export function useDrag(seen: Window, move: (next: Window) => void): { onPointerDown(event: PointerEvent): void; onPointerMove(event: PointerEvent<SVGSVGElement>): void; onPointerUp(): void; onPointerLeave(): void } {
  const held = useRef<{ x: number; y: number }>(undefined);
  const release = (): void => void (held.current = undefined);
  return {
    onPointerDown: ({ clientX, clientY, pointerType }) => {
      // A finger scrolls the page.
      if (pointerType !== 'touch') held.current = { x: clientX, y: clientY };
    },
    onPointerMove: ({ clientX, clientY, currentTarget }) => {
      const from = held.current;
      if (from === undefined) return;
      const { width, height } = currentTarget.getBoundingClientRect();
      held.current = { x: clientX, y: clientY };
      move(panned(seen, (from.x - clientX) / width, (from.y - clientY) / height));
    },
    onPointerUp: release,
    onPointerLeave: release,
  };
}
