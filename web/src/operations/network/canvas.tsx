import { useComputedColorScheme } from '@mantine/core';
import cytoscape, { type Core } from 'cytoscape';
import fcose from 'cytoscape-fcose';
import { type ReactNode, type RefObject, useEffect, useEffectEvent, useImperativeHandle, useRef, useState } from 'react';
import { useWords } from '../../words/words.tsx';
import type { Act } from './chart-state.ts';
import { edgeOf, nodeOf, styleOf, type Saying } from './canvas-style.ts';
import { Lasso } from './lasso.tsx';
import { layOut } from './lay-out.ts';
import type { Seen } from './visible.ts';
import classes from './network.module.css';

cytoscape.use(fcose);

/** What the page asks of the canvas. */
export type CanvasHandle = { fit(): void; zoom(by: number): void; arrange(): void; png(): Promise<Blob> };
type CanvasProps = {
  seen: Seen; selected: readonly string[]; saying: Saying; scales: ReadonlyMap<string, number>; isLasso: boolean; handle: RefObject<CanvasHandle | null>;
  dispatch(act: Act): void; onExpand(id: string): void;
};

/** The chart as a picture. What it shows is in the list as well, with the same selection. */
export function Canvas({ seen, selected, saying, scales, isLasso, handle, dispatch, onExpand }: CanvasProps): ReactNode {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const [cy, setCy] = useState<Core>();
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    if (box.current === null) return undefined;
    withoutStylesheet();
    const made = cytoscape({ container: box.current, minZoom: 0.05, maxZoom: 4, boxSelectionEnabled: true, selectionType: 'single', hideEdgesOnViewport: true, textureOnViewport: false, pixelRatio: 'auto' });
    setCy(made);
    return () => made.destroy();
  }, []);
  useEffect(() => {
    const of = getComputedStyle(document.documentElement);
    const colour = (name: string): string => of.getPropertyValue(name).trim();
    cy?.style(styleOf({ text: colour('--mantine-color-text'), ground: colour('--ww-surface'), line: colour('--ww-muted'), accent: colour('--ww-accent') }));
  }, [cy, scheme]);
  useShown(cy, { seen, saying, scales, dispatch });
  useSelection(cy, { seen, selected, dispatch });
  useHands(cy, { dispatch, onExpand });
  useImperativeHandle(handle, () => ({
    fit: () => { if (cy !== undefined) fit(cy); },
    zoom: (by) => void cy?.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }),
    arrange: () => {
      if (cy === undefined) return;
      dispatch({ act: 'place', places: layOut(cy, { ...seen, isAll: true }), byHand: true });
      fit(cy);
    },
    png: async () => await (cy?.png({ output: 'blob-promise', full: true, scale: 2, maxWidth: 8000, maxHeight: 8000, bg: getComputedStyle(document.documentElement).getPropertyValue('--ww-surface').trim() }) ?? Promise.reject(new Error('no canvas'))),
  }), [cy, seen, dispatch]);
  return (
    <div className={classes['canvasBox']}>
      <div ref={box} className={classes['canvas']} role="img" aria-label={t('operations.network.picture', { count: seen.items.length, links: seen.lines.length })} data-network-canvas data-shown={seen.items.length} />
      {isLasso && cy !== undefined && <Lasso onCaught={(inside) => dispatch({ act: 'select', ids: cy.nodes().filter((node) => { const { x, y } = node.renderedPosition(); return inside(x, y); }).map((node) => node.id()) })} />}
    </div>
  );
}

/** Shows all of it, and what is little not too large. */
function fit(cy: Core): void {
  cy.fit(undefined, 40);
  if (cy.zoom() > 1.3) cy.zoom(1.3).center();
}

/** Puts what is seen on the canvas, and lays out what has no place yet. */
function useShown(cy: Core | undefined, { seen, saying, scales, dispatch }: Pick<CanvasProps, 'seen' | 'saying' | 'scales' | 'dispatch'>): void {
  useEffect(() => {
    if (cy === undefined) return;
    const begun = performance.now();
    const before = cy.nodes().length;
    const wanted = [...seen.items.map((item) => ({ ...nodeOf(item, saying, scales.get(item.id)), ...(item.place !== undefined && { position: { ...item.place } }) })), ...seen.lines.map((line) => edgeOf(line, saying))];
    const ids = new Set(wanted.map(({ data }) => String(data['id'])));
    cy.batch(() => {
      cy.elements().filter((element) => !ids.has(element.id())).remove();
      for (const element of wanted) {
        const known = cy.getElementById(String(element.data['id']));
        if (known.empty()) cy.add(element);
        else known.data(element.data);
      }
    });
    const places = new Map(seen.items.map(({ id, place }) => [id, place]));
    cy.nodes().positions((node) => places.get(node.id()) ?? node.position());
    const spots = layOut(cy, seen);
    const laid = new Map(spots.map(({ id, x, y }) => [id, { x, y }]));
    cy.nodes().positions((node) => laid.get(node.id()) ?? node.position());
    const { x1, x2, y1, y2 } = cy.extent();
    // The view moves only where something new would lie outside of it.
    if (seen.items.length > 0 && (before <= 1 || spots.some(({ x, y }) => x < x1 || x > x2 || y < y1 || y > y2))) fit(cy);
    if (spots.length > 0) dispatch({ act: 'place', places: spots, byHand: false });
    if (spots.length > 0 || before === 0) cy.one('render', () => void performance.measure('watchword.chart', { start: begun, end: performance.now(), detail: seen.items.length }));
  }, [cy, seen, saying, scales, dispatch]);
}

/** The selection of the list is that of the picture, either way. */
function useSelection(cy: Core | undefined, { seen, selected, dispatch }: Pick<CanvasProps, 'seen' | 'selected' | 'dispatch'>): void {
  const isSetting = useRef(false);
  useEffect(() => {
    if (cy === undefined) return;
    isSetting.current = true;
    const wanted = new Set(selected);
    cy.batch(() => {
      cy.elements().forEach((element) => {
        if (wanted.has(element.id())) element.select();
        else element.unselect();
      });
    });
    isSetting.current = false;
  }, [cy, selected, seen]);
  useEffect(() => {
    if (cy === undefined) return undefined;
    let waiting = 0;
    const onSelect = (): void => {
      if (isSetting.current) return;
      window.clearTimeout(waiting);
      waiting = window.setTimeout(() => dispatch({ act: 'select', ids: cy.elements(':selected').map((element) => element.id()) }), 0);
    };
    cy.on('select unselect', onSelect);
    return () => {
      window.clearTimeout(waiting);
      cy.off('select unselect', onSelect);
    };
  }, [cy, dispatch]);
}

/** Dragging and opening by pointer; keys do the same by the list and the toolbar. */
function useHands(cy: Core | undefined, { dispatch, onExpand }: Pick<CanvasProps, 'dispatch' | 'onExpand'>): void {
  const expand = useEffectEvent(onExpand);
  useEffect(() => {
    if (cy === undefined) return undefined;
    const onFree = (): void => dispatch({ act: 'place', places: cy.nodes().map((node) => ({ id: node.id(), ...node.position() })), byHand: true });
    const onOpen = (event: { target: { id(): string } }): void => expand(event.target.id());
    cy.on('dragfree', 'node', onFree);
    cy.on('dbltap', 'node', onOpen);
    return () => {
      cy.off('dragfree', 'node', onFree);
      cy.off('dbltap', 'node', onOpen);
    };
  }, [cy, dispatch]);
}

/** The library would write a style element into the page, which its policy forbids; it does not where one of this id is. Its one rule stands in our own file. */
function withoutStylesheet(): void {
  const id = '__________cytoscape_stylesheet';
  if (document.getElementById(id) !== null) return;
  const stand = document.createElement('template');
  stand.id = id;
  document.head.append(stand);
}
